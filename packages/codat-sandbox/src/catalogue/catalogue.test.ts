// Tests of the catalogue: complete, consistent, with a logo each.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { languageOf } from '../pages/language';
import { drawLogo } from '../pages/logos';
import { isGuid } from '../random/ids';
import { CATALOGUE } from './catalogue';
import { INTEGRATIONS } from './integrations';

const FACTS = fileURLToPath(new URL('../../../../../shared/codat/integrations.json', import.meta.url));

describe('the catalogue', () => {
  it('has every key once, with ids that are GUIDs', () => {
    expect(new Set(CATALOGUE.map(({ key }) => key)).size).toBe(CATALOGUE.length);
    for (const { integrationId, sourceId } of CATALOGUE)
      expect([integrationId, sourceId].every(isGuid)).toBe(true);
  });

  it('has a platform that is off, and accounting ones that lack what others have', () => {
    expect(CATALOGUE.some(({ enabled }) => !enabled)).toBe(true);
    const freeAgent = CATALOGUE.find(({ key }) => key === 'fbrh');
    expect(freeAgent?.readable).toContain('invoices');
    expect(freeAgent?.readable).not.toContain('profitAndLoss');
    expect(freeAgent?.readable).not.toContain('bankTransactions');
  });

  it('agrees with the facts on file: all that is listed, nothing removed', () => {
    if (!existsSync(FACTS)) return;
    type Fact = { key: string | null; name: string; sourceType: string; status: string };
    const facts: Fact[] = JSON.parse(readFileSync(FACTS, 'utf8')).integrations;
    for (const { key, name, sourceType } of facts.filter(({ status }) => status === 'listed')) {
      expect(CATALOGUE.find((each) => each.key === key)).toMatchObject({ name, sourceType });
    }
    const removed = facts.filter(({ status }) => status.includes('removed')).map(({ key }) => key);
    expect(INTEGRATIONS.filter(({ key }) => removed.includes(key))).toEqual([]);
  });

  it('draws each platform with its whole name', () => {
    for (const integration of CATALOGUE) {
      const name = integration.name.replaceAll('&', '&#38;');
      expect(drawLogo(integration, 'square')).toContain(`<title>${name}</title>`);
      expect(drawLogo(integration, 'full')).toContain(`>${name}</text>`);
    }
  });
});

it.each([
  [undefined, 'en'],
  ['fr-CA,fr;q=0.9,en;q=0.8', 'fr'],
  ['en-GB,en;q=0.9,fr;q=0.8', 'en'],
  ['de, fr;q=0.4', 'fr'],
  ['fr;q=0.2, en;q=0.7', 'en'],
  ['fr;q=0', 'en'],
])('Accept-Language %s is read as %s', (header, language) => expect(languageOf(header)).toBe(language));
