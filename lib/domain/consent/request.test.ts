import { expect, test } from 'vitest';
import { dayOf, sampleEvent } from '../../../e2e/sample-events';
import type { Product } from '../product/product';
import type { Standing } from './consent';
import { type RequestKind, readByNone, requestKind } from './request';

const NOW = dayOf(10);
const consent = (
  standing: Standing,
  given: Partial<{ expiresAt: Date | null; productVersion: number }> = {},
) => ({
  standing,
  productVersion: 1,
  expiresAt: dayOf(365),
  givenAt: standing === 'deferred' || standing === 'refused' ? null : dayOf(0),
  ...given,
});

test.each<[RequestKind, Parameters<typeof requestKind>[0], boolean]>([
  ['first', null, false],
  ['first', consent('deferred'), false],
  ['first', consent('refused'), true],
  ['paused', consent('paused'), true],
  ['agreed', consent('given'), false],
  ['agreed', consent('renewed'), false],
  ['add', consent('given'), true],
  ['change', consent('given', { productVersion: 0 }), false],
  ['change', consent('given', { productVersion: 0 }), true],
  ['again', consent('withdrawn'), false],
  ['again', consent('expired'), true],
  ['again', consent('given', { expiresAt: NOW }), false],
  ['again', consent('paused', { expiresAt: NOW }), false],
])('it is %s', (kind, current, isAdding) => {
  expect(requestKind(current, { asksSince: 1 }, isAdding, NOW)).toBe(kind);
});

test('new is what no running agreement reads', () => {
  const data = [{ dataTypes: ['invoices', 'bills', 'company'].map((id) => ({ id })) }];
  const product = { id: 'lending', data } as unknown as Product;
  const insights = sampleEvent({ dataTypes: ['invoices'] });
  const cash = sampleEvent({ productId: 'cash-flow', seq: 2, dataTypes: ['bills'] });
  const stopped = sampleEvent({ productId: 'cash-flow', seq: 3, type: 'withdrawn', day: 2 });
  expect(readByNone(product, [], NOW)).toEqual(['invoices', 'bills', 'company']);
  expect(readByNone(product, [insights, cash], NOW)).toEqual(['company']);
  expect(readByNone(product, [insights, cash, stopped], NOW)).toEqual(['bills', 'company']);
  expect(readByNone(product, [insights], dayOf(400))).toEqual(['invoices', 'bills', 'company']);
});
