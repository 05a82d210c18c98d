import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { chosenPart } from '../domain/access/agreed-product';
import { SOURCE_TYPES } from '../domain/connection/connection';
import { buildNotice } from '../domain/notice/notice';
import { NOTICE_PHRASES } from '../domain/notice/notice-phrases';
import { nameOfDataType } from '../domain/product/data-vocabulary';
import { dataTypesOf, type Product } from '../domain/product/product';
import { LOCALES } from '../domain/text/language';
import { type LinkOptionsFacts, linkOptions } from './link-options';

const CATALOGUE = new URL('../../db/catalogue/', import.meta.url);
const products: Product[] = readdirSync(CATALOGUE).map((file) => {
  const { version, definition } = JSON.parse(readFileSync(new URL(file, CATALOGUE), 'utf8'));
  return { ...definition, version, asksSince: version };
});
const controller = { name: 'Meridian Bank', email: 'help@meridian.example', phone: '+44 20 7946 0000' };
const KIND = { Accounting: 'accounting', Banking: 'banking', Commerce: 'commerce' } as const;

function factsOf(product: Product, language: 'en' | 'fr' = 'en'): LinkOptionsFacts {
  return {
    product,
    controller,
    language,
    platforms: [
      { key: 'gbol', sourceType: 'Accounting' },
      { key: 'natwest_uk', sourceType: 'Banking' },
      { key: 'fztf', sourceType: 'Commerce' },
    ],
    words: { title: 'Connect', leaving: 'You leave and come back.', start: 'Start', agree: 'Agree' },
    colour: '#1f4fd8',
    nonce: 'abc',
  };
}

const anyPart = fc
  .record({
    product: fc.constantFrom(...products),
    optional: fc.subarray([...SOURCE_TYPES]),
    language: fc.constantFrom(...LOCALES),
  })
  .map(({ product, optional, language }) => ({ product: chosenPart(product, optional), language }));

test('it names every source that was agreed to with all its data, and no other', () => {
  fc.assert(
    fc.property(anyPart, ({ product, language }) => {
      const { sourceTypes = {} } = linkOptions(factsOf(product, language));
      for (const type of SOURCE_TYPES) {
        const source = product.sources.find((s) => s.sourceType === type);
        const given = sourceTypes[KIND[type]];
        expect(given === undefined).toBe(source === undefined);
        if (given === undefined || source === undefined) continue;
        expect(given.optional).toBe(!source.required);
        const names = dataTypesOf(product, type).map((id) => nameOfDataType(id)[language]);
        expect(given.dataTypes).toHaveLength(names.length);
        for (const [index, name] of names.entries()) expect(given.dataTypes?.[index]).toContain(name);
      }
      expect(sourceTypes.businessDocuments).toBeUndefined();
    }),
  );
});

test('everything in it that people read was said by our own request or by our own pages', () => {
  fc.assert(
    fc.property(anyPart, ({ product, language }) => {
      const facts = factsOf(product, language);
      const { text } = linkOptions(facts);
      const notice = buildNotice(product, controller, language);
      const said = new Set([
        controller.name,
        notice.title,
        notice.lead,
        ...notice.facts,
        ...notice.sections.flatMap((s) => [s.heading, ...s.lines]),
        ...Object.values(facts.words),
      ]);
      for (const [key, value] of Object.entries(text)) {
        // A title names its own source, the request names all that are needed.
        if (/onsents\.title$/.test(key)) continue;
        const lines = key.endsWith('termsAndConditions')
          ? [value.split('**')[1] ?? '']
          : value.split('\n').map((line) => line.replace(/^- /, ''));
        for (const line of lines) expect(said, key).toContain(line);
      }
    }),
  );
});

describe('its screens', () => {
  const [lending] = products.filter(({ id }) => id === 'lending');
  if (lending === undefined) throw new Error('The catalogue lacks lending.');

  it.each(LOCALES)('speak of the source at hand, in %s', (language) => {
    const { text } = linkOptions(factsOf(lending, language));
    const p = NOTICE_PHRASES[language];
    expect(text['accounting.consents.title']).toBe(p.title(p.source.Accounting));
    expect(text['banking.consents.title']).toBe(p.title(p.source.Banking));
    expect(text['banking.consents.termsAndConditions']).toContain(controller.phone);
    // An intermediary for banks is none for the books.
    const onlyForBanks = lending.parties.filter((party) => party.onlyFor === 'Banking');
    for (const { name } of onlyForBanks) {
      expect(text['banking.consents.accountInformation']).toContain(name);
      expect(text['accounting.consents.accountInformation']).not.toContain(name);
    }
    expect(onlyForBanks).not.toEqual([]);
  });

  it('have every text that Codat knows for them, with headings that fit', () => {
    for (const product of products) {
      for (const language of LOCALES) {
        const { text } = linkOptions(factsOf(product, language));
        for (const { sourceType } of product.sources) {
          const kind = KIND[sourceType];
          for (const key of ['title', 'subtitle', 'purpose', 'access', 'accountInformation'] as const)
            expect(text[`${kind}.consents.${key}`]).toBeTruthy();
          for (const key of ['retention', 'termsAndConditions', 'nextButton'] as const)
            expect(text[`${kind}.consents.${key}`]).toBeTruthy();
          for (const key of ['title', 'subtitle', 'termsAndConditions'] as const)
            expect(text[`${kind}.additionalConsents.${key}`]).toBeTruthy();
        }
        const headings = Object.entries(text).filter(([key]) => key.includes('.headers.'));
        expect(headings).toHaveLength(product.sources.length * 5);
        for (const [key, heading] of headings) expect(heading.length, key).toBeLessThanOrEqual(50);
      }
    }
  });

  it('take no files, ask nobody twice, and show only platforms that we offer', () => {
    const options = linkOptions(factsOf(lending));
    expect(options).toMatchObject({ nonce: 'abc', enableAdditionalConsent: false, showLandingPage: false });
    expect(options).not.toHaveProperty('showSandboxIntegrations');
    expect(options.theme?.colors?.primary).toBe('#1f4fd8');
    expect(options.sourceTypes?.accounting).toMatchObject({
      enableFileUpload: false,
      allowedIntegrations: ['gbol'],
    });
    expect(options.sourceTypes?.banking).toMatchObject({
      enableFileUpload: false,
      allowedIntegrations: ['natwest_uk'],
    });
  });
});
