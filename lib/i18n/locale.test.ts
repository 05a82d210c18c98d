// Language negotiation: cookie, browser header, fallback.
import { describe, expect, it } from 'vitest';
import { pickLocale } from './locale';

describe('pickLocale', () => {
  it.each([
    ['fr', 'en', 'fr'],
    ['en', 'fr', 'en'],
    ['de', 'fr', 'fr'],
    ['', null, 'en'],
    [undefined, null, 'en'],
    [undefined, '', 'en'],
    [undefined, 'fr', 'fr'],
    [undefined, 'fr-CA,fr;q=0.9,en;q=0.8', 'fr'],
    [undefined, 'FR-ch', 'fr'],
    [undefined, 'en;q=0.5, fr;q=0.9', 'fr'],
    [undefined, 'de, fr;q=0.2', 'fr'],
    [undefined, 'de-DE,de;q=0.9', 'en'],
    [undefined, 'fr;q=0, en;q=0.1', 'en'],
    [undefined, 'fr;q=2, en;q=0.1', 'en'],
    [undefined, 'fr;q=NaN', 'en'],
    [undefined, 'en, fr', 'en'],
    [undefined, '*', 'en'],
    [undefined, ';;;,,,=', 'en'],
    [undefined, `${'x,'.repeat(400)}fr`, 'en'],
  ] as const)('cookie %j and header %j give %s', (cookie, header, expected) => {
    expect(pickLocale(cookie, header)).toBe(expected);
  });
});
