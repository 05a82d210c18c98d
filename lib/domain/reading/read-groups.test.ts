import { expect, test } from 'vitest';
import type { Product } from '../product/product';
import { clustersOf, groupsOf, type StoredRead } from './read-groups';

const AT = new Date('2026-11-21T10:42:00Z');
const sales = {
  id: 'sales',
  sourceType: 'Accounting' as const,
  label: { en: 'Sales', fr: 'Ventes' },
  dataTypes: [
    { id: 'invoices', required: true },
    { id: 'creditNotes', required: true },
  ],
};
const bank = {
  id: 'bank',
  sourceType: 'Banking' as const,
  label: { en: 'Bank', fr: 'Banque' },
  dataTypes: [{ id: 'banking-accounts', required: true }],
};
const source = (id: string, platformKey: string, sourceType: 'Accounting' | 'Banking' = 'Accounting') => ({
  id,
  platformKey,
  platformName: platformKey,
  sourceType,
});
const read = (connectionId: string, dataType: string, status: string): StoredRead => ({
  connectionId,
  dataType,
  status,
  syncId: 's',
  lastReadAt: status === 'Complete' ? AT : null,
  settledAt: ['Queued', 'Fetching'].includes(status) ? null : AT,
});
const unknown = () => null;

test('only kinds of data whose source is connected are told of', () => {
  const groups = groupsOf([sales, bank], [source('x', 'Xero')], [], unknown);
  expect(groups.map(({ id, state, platforms }) => [id, state, platforms])).toEqual([
    ['sales', 'waiting', ['Xero']],
  ]);
});

test('what a platform does not offer stands beside what it gives', () => {
  const offers = (_: string, dataType: string) => dataType === 'invoices';
  const [group] = groupsOf([sales], [source('x', 'Xero')], [read('x', 'invoices', 'Complete')], offers);
  expect(group?.state).toBe('ready');
  expect(group?.types).toEqual([
    { id: 'invoices', state: 'ready', readAt: AT, problem: null, isFirst: false },
    { id: 'creditNotes', state: 'not-offered', readAt: null, problem: null, isFirst: false },
  ]);
});

test('of two banks the one that is not through holds the group back', () => {
  const two = [source('a', 'Plaid', 'Banking'), source('b', 'TrueLayer', 'Banking')];
  const reads = [read('a', 'banking-accounts', 'Complete'), read('b', 'banking-accounts', 'Fetching')];
  const [group] = groupsOf([bank], two, reads, unknown);
  expect(group).toMatchObject({ state: 'reading', platforms: ['Plaid', 'TrueLayer'] });
  expect(group?.types[0]).toMatchObject({ readAt: AT, isFirst: true });
});

test.each([
  ['FetchError', 'later'],
  ['RateLimitError', 'later'],
  ['PermissionsError', 'permission'],
  ['AuthError', 'sign-in'],
])('%s is a problem where %s helps', (status, problem) => {
  const [group] = groupsOf([sales], [source('x', 'Xero')], [read('x', 'invoices', status)], () => true);
  expect(group?.types[0]).toMatchObject({ state: 'problem', problem });
});

test('reads of other connections are not told of', () => {
  const [group] = groupsOf([sales], [source('x', 'Xero')], [read('y', 'invoices', 'Complete')], unknown);
  expect(group?.state).toBe('waiting');
});

test('what several products read is named once', () => {
  const more = { ...sales, id: 'more', dataTypes: [{ id: 'invoices', required: true }] };
  const wider = {
    ...sales,
    dataTypes: [
      { id: 'invoices', required: true },
      { id: 'payments', required: true },
    ],
  };
  const products = [{ data: [sales, bank] }, { data: [more, wider] }] as Product[];
  const merged = clustersOf(products, 'Accounting');
  expect(merged.map(({ id, dataTypes }) => [id, dataTypes.map((type) => type.id)])).toEqual([
    ['sales', ['invoices', 'creditNotes', 'payments']],
  ]);
});
