import { expect, test } from 'vitest';
import type { ConnectionState, SourceType } from '../connection/connection';
import type { Standing } from '../consent/consent';
import type { Product } from '../product/product';
import { type UnfinishedFacts, unfinishedDue } from './unfinished';

const NOW = new Date('2026-11-21T10:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);
const L = { en: '', fr: '' };
const product: Product = {
  id: 'insights',
  version: 1,
  asksSince: 1,
  name: L,
  promise: L,
  benefits: [],
  purposes: [],
  sources: [{ sourceType: 'Accounting', required: true, benefit: L }],
  data: [],
  historyMonths: 24,
  frequency: 'daily',
  durationMonths: 12,
  retentionDays: 30,
  parties: [],
};
const connection = (
  state: ConnectionState,
  days: number,
  change: Partial<UnfinishedFacts['connections'][number]> = {},
): UnfinishedFacts['connections'][number] => ({
  id: 'c',
  platformKey: 'gbol',
  platformName: 'Xero',
  sourceType: 'Accounting' as SourceType,
  state,
  createdAt: daysAgo(days),
  firstLinkedAt: null,
  ...change,
});
const given = (standing: Standing = 'given') => ({
  productId: 'insights',
  standing,
  productVersion: 1,
  expiresAt: new Date('2027-11-21T10:00:00Z'),
});
const due = (change: Partial<UnfinishedFacts>) =>
  unfinishedDue({
    products: [product],
    consents: [given()],
    connections: [connection('PendingAuth', 3)],
    now: NOW,
    afterDays: 2,
    told: new Set(),
    ...change,
  });

test('what was begun and left is told once, after its days, and never when that is switched off', () => {
  expect(due({})).toEqual([{ connectionId: 'c', productId: 'insights', dedupe: 'unfinished:c' }]);
  expect(due({ connections: [connection('starting', 2)] })).toHaveLength(1);
  expect(due({ told: new Set(['unfinished:c']) })).toEqual([]);
  expect(due({ connections: [connection('PendingAuth', 1.9)] })).toEqual([]);
  expect(due({ connections: [connection('PendingAuth', 31)] })).toEqual([]);
  expect(due({ afterDays: 0 })).toEqual([]);
});

test('nobody is told of what is finished, was finished once, is gone, or holds files', () => {
  for (const state of ['Linked', 'Unlinked', 'Deauthorized', 'deleted'] as const)
    expect(due({ connections: [connection(state, 3)] })).toEqual([]);
  expect(due({ connections: [connection('PendingAuth', 3, { firstLinkedAt: daysAgo(9) })] })).toEqual([]);
  expect(due({ connections: [connection('PendingAuth', 3, { isUpload: true })] })).toEqual([]);
});

test('it waits for nobody where nothing is agreed, where it is paused, or where another one serves', () => {
  const nobody = [{ connectionId: 'c', productId: null, dedupe: 'unfinished:c' }];
  expect(due({ consents: [] })).toEqual(nobody);
  for (const standing of ['paused', 'withdrawn', 'deferred', 'refused'] as const)
    expect(due({ consents: [given(standing)] })).toEqual(nobody);
  const other = connection('Linked', 1, { id: 'other', platformKey: 'qhyg' });
  expect(due({ connections: [connection('PendingAuth', 3), other] })).toEqual(nobody);
});
