import { expect, test } from 'vitest';
import {
  needsHistory,
  type PullOperation,
  type ReadableConnection,
  readStatusesOf,
  sourceTypeOf,
} from './read-attribution';

const AT = new Date('2026-11-21T10:42:00Z');
const connection = (id: string, change: Partial<ReadableConnection> = {}): ReadableConnection => ({
  id,
  codatConnectionId: `codat-${id}`,
  sourceType: 'Banking',
  firstLinkedAt: AT,
  isUpload: false,
  ...change,
});
const status = (dataType: string, currentStatus = 'Complete') => ({
  dataType,
  currentStatus,
  syncId: `${dataType}-1`,
  lastSuccessfulSyncAt: AT,
});
const pull = (of: string, id: string, state: string, hour: number): PullOperation => ({
  id,
  connectionId: `codat-${of}`,
  dataType: 'banking-accounts',
  status: state,
  requestedAt: new Date(AT.getTime() + hour * 3_600_000),
  completedAt: state === 'Complete' ? new Date(AT.getTime() + hour * 3_600_000 + 1000) : null,
});

test.each([
  ['invoices', 'Accounting'],
  ['company', 'Accounting'],
  ['bankAccounts', 'Accounting'],
  ['banking-accounts', 'Banking'],
  ['commerce-orders', 'Commerce'],
])('%s comes from %s', (dataType, sourceType) => {
  expect(sourceTypeOf(dataType)).toBe(sourceType);
});

test('of the only one of its kind, data status is enough', () => {
  const own = [connection('x', { sourceType: 'Accounting' }), connection('b')];
  expect(needsHistory(own)).toBe(false);
  expect(readStatusesOf(own, [status('invoices', 'Mapping'), status('banking-accounts')], [])).toEqual([
    { connectionId: 'x', dataType: 'invoices', status: 'Mapping', syncId: 'invoices-1', lastReadAt: AT },
    {
      connectionId: 'b',
      dataType: 'banking-accounts',
      status: 'Complete',
      syncId: 'banking-accounts-1',
      lastReadAt: AT,
    },
  ]);
});

test('two banks are told apart by the history, the newest read of each counts', () => {
  const two = [connection('a'), connection('b')];
  expect(needsHistory(two)).toBe(true);
  const history = [
    pull('b', 'b2', 'Fetching', 2),
    pull('b', 'b1', 'Complete', 0),
    pull('a', 'a1', 'Complete', 1),
  ];
  const told = readStatusesOf(two, [status('banking-accounts', 'Fetching')], history.toReversed());
  expect(told).toEqual([
    {
      connectionId: 'a',
      dataType: 'banking-accounts',
      status: 'Complete',
      syncId: 'a1',
      lastReadAt: new Date(AT.getTime() + 3_601_000),
    },
    {
      connectionId: 'b',
      dataType: 'banking-accounts',
      status: 'Fetching',
      syncId: 'b2',
      lastReadAt: new Date(AT.getTime() + 1000),
    },
  ]);
});

test('what was read through one that is gone is not taken for the new one’s', () => {
  const gone = connection('old', { sourceType: 'Accounting' });
  const fresh = connection('new', { sourceType: 'Accounting' });
  expect(readStatusesOf([gone, fresh], [status('invoices')], [])).toEqual([]);
});

test('one that was never authorised, and files, count for nothing', () => {
  const pending = connection('p', { firstLinkedAt: null });
  const files = connection('f', { isUpload: true });
  const real = connection('r');
  expect(needsHistory([pending, files, real])).toBe(false);
  expect(readStatusesOf([pending, files, real], [status('banking-accounts')], [])).toMatchObject([
    { connectionId: 'r' },
  ]);
  expect(readStatusesOf([pending, files], [status('banking-accounts')], [])).toEqual([]);
});
