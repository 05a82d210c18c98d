import { expect, test } from 'vitest';
import type { SourceType } from '../connection/connection';
import type { Standing } from '../consent/consent';
import type { Product } from '../product/product';
import { productToReconnectFor } from './reconnect';

const NOW = new Date('2026-11-21T10:00:00Z');
const both = { en: '', fr: '' };
function product(id: string, sources: Partial<Record<SourceType, boolean>>): Product {
  const kinds: SourceType[] = ['Accounting', 'Banking', 'Commerce'];
  return {
    id,
    version: 1,
    asksSince: 1,
    name: both,
    promise: both,
    benefits: [],
    purposes: [],
    sources: kinds.flatMap((sourceType) => {
      const required = sources[sourceType];
      return required === undefined ? [] : [{ sourceType, required, benefit: both }];
    }),
    data: [],
    historyMonths: 24,
    frequency: 'daily',
    durationMonths: 12,
    retentionDays: 30,
    parties: [],
  };
}
const PRODUCTS = [
  product('insights', { Accounting: true, Banking: false }),
  product('cash', { Banking: true }),
  product('advance', { Commerce: true }),
];
const given = (productId: string, standing: Standing = 'given') => ({
  productId,
  standing,
  productVersion: 1,
  expiresAt: new Date('2027-11-21T10:00:00Z'),
});
const forKind = (sourceType: SourceType, consents: ReturnType<typeof given>[]) =>
  productToReconnectFor(PRODUCTS, consents, { sourceType }, NOW)?.id ?? null;

test('what requires it comes before what could do without it', () => {
  expect(forKind('Banking', [given('insights'), given('cash')])).toBe('cash');
  expect(forKind('Banking', [given('insights')])).toBe('insights');
});

test('the product that the customer came from comes first, where it may', () => {
  const consents = [given('insights'), given('cash'), given('advance')];
  const asked = (asking: string) =>
    productToReconnectFor(PRODUCTS, consents, { sourceType: 'Banking' }, NOW, asking)?.id;
  expect(['insights', 'cash', 'advance', 'unknown'].map(asked)).toEqual(['insights', 'cash', 'cash', 'cash']);
  expect(
    productToReconnectFor(PRODUCTS, [given('cash')], { sourceType: 'Banking' }, NOW, 'insights')?.id,
  ).toBe('cash');
});

test('nothing is opened for what is not agreed to, has ended, or reads something else', () => {
  expect(forKind('Banking', [])).toBeNull();
  expect(forKind('Banking', [given('cash', 'withdrawn'), given('advance')])).toBeNull();
  expect(forKind('Accounting', [given('insights', 'paused')])).toBeNull();
  expect(forKind('Accounting', [{ ...given('insights'), expiresAt: NOW }])).toBeNull();
});
