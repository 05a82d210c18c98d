import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleEvent } from '../../../e2e/sample-events';
import { SOURCE_TYPES } from '../connection/connection';
import { termsOf } from '../consent/consent-terms';
import { buildNotice } from '../notice/notice';
import { dataTypesOf, type Product } from '../product/product';
import { agreedPart, agreedProducts, chosenPart, optionalSourcesOf } from './agreed-product';
import { decide } from './decide';

const CATALOGUE = new URL('../../../db/catalogue/', import.meta.url);
const products: Product[] = readdirSync(CATALOGUE).map((file) => {
  const { version, definition } = JSON.parse(readFileSync(new URL(file, CATALOGUE), 'utf8'));
  return { ...definition, version, asksSince: version };
});
const controller = { name: 'Meridian Bank', email: 'help@meridian.example', phone: '+44 20 7946 0000' };
const NOW = new Date('2026-03-01T10:00:00Z');
const anyProduct = fc.constantFrom(...products);
const anySources = fc.subarray([...SOURCE_TYPES]);

function agreedTo(product: Product, optional: Parameters<typeof chosenPart>[1]) {
  const terms = termsOf(
    chosenPart(product, optional),
    buildNotice(product, controller, 'en'),
    controller,
    NOW,
  );
  return { ...sampleEvent(), event_time: NOW.toISOString(), ...terms };
}

test('what was chosen is the required sources and the optional ones that were ticked, nothing else', () => {
  fc.assert(
    fc.property(anyProduct, anySources, (product, ticked) => {
      const part = chosenPart(product, ticked);
      for (const { sourceType, required } of product.sources) {
        const isIn = required || ticked.includes(sourceType);
        expect(part.sources.some((s) => s.sourceType === sourceType)).toBe(isIn);
        expect(dataTypesOf(part, sourceType)).toEqual(isIn ? dataTypesOf(product, sourceType) : []);
      }
      for (const { onlyFor } of part.parties)
        expect(onlyFor === undefined || part.sources.some((s) => s.sourceType === onlyFor)).toBe(true);
    }),
  );
});

test('a choice that became terms comes back from them', () => {
  fc.assert(
    fc.property(anyProduct, anySources, (product, ticked) => {
      expect(agreedPart(product, agreedTo(product, ticked))).toEqual(chosenPart(product, ticked));
    }),
  );
});

test('what was not ticked is not covered, whatever is connected; the rest is allowed', () => {
  const connections = SOURCE_TYPES.map((sourceType) => ({
    id: sourceType,
    platformKey: 'any',
    platformName: sourceType,
    sourceType,
    state: 'Linked' as const,
  }));
  fc.assert(
    fc.property(anyProduct, anySources, (product, ticked) => {
      const facts = { companyExists: true, product, events: [agreedTo(product, ticked)], connections };
      const chosen = dataTypesOf(chosenPart(product, ticked));
      for (const type of dataTypesOf(product)) {
        expect(decide(facts, type, NOW).reason).toBe(chosen.includes(type) ? 'agreed' : 'not-covered');
      }
    }),
  );
});

test('a wider version leaves all that was agreed allowed, and nothing that was added', () => {
  const [older] = [...products].filter(({ id }) => id === 'business-insights');
  if (older === undefined) throw new Error('The catalogue lacks business-insights.');
  const all = dataTypesOf(older);
  fc.assert(
    fc.property(fc.subarray(all, { minLength: 1 }), anySources, (kept, ticked) => {
      // Yesterday's version read only these; today's reads all.
      const before = {
        ...older,
        data: older.data
          .map((c) => ({ ...c, dataTypes: c.dataTypes.filter(({ id }) => kept.includes(id)) }))
          .filter(({ dataTypes }) => dataTypes.length > 0),
      };
      const today = { ...older, version: 2, asksSince: 2 };
      const event = agreedTo(before, ticked);
      const connections = SOURCE_TYPES.map((sourceType) => ({
        id: sourceType,
        platformKey: 'any',
        platformName: sourceType,
        sourceType,
        state: 'Linked' as const,
      }));
      const agreed = dataTypesOf(chosenPart(before, ticked));
      for (const type of all) {
        const { outcome } = decide(
          { companyExists: true, product: today, events: [event], connections },
          type,
          NOW,
        );
        expect(outcome).toBe(agreed.includes(type) ? 'allow' : 'deny');
      }
    }),
  );
});

test('products nobody agreed to are as they are', () => {
  expect(agreedProducts(products, [], NOW)).toEqual(products);
  const insights = products.find(({ id }) => id === 'business-insights');
  if (insights === undefined) throw new Error('The catalogue lacks business-insights.');
  expect(optionalSourcesOf(insights)).toEqual(['Banking', 'Commerce']);
  const found = agreedProducts(products, [agreedTo(insights, ['Banking'])], NOW).find(
    ({ id }) => id === 'business-insights',
  );
  expect(found?.sources.map(({ sourceType }) => sourceType)).toEqual(['Accounting', 'Banking']);
});
