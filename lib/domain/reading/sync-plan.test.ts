import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyLedger, dayOf, sampleEvent } from '../../../e2e/sample-events';
import { decide } from '../access/decide';
import type { ConnectionFacts, ConnectionState } from '../connection/connection';
import type { Product } from '../product/product';
import type { StoredRead } from './read-groups';
import {
  areSameSettings,
  readsToAsk,
  type SyncSetting,
  settingsFor,
  settingsKey,
  type WantedType,
  wantedTypes,
} from './sync-plan';

const both = { en: '', fr: '' };
const product = (id: string): Product => ({
  id,
  version: 1,
  asksSince: 1,
  name: both,
  promise: both,
  benefits: [],
  purposes: [],
  sources: [{ sourceType: 'Accounting', required: true, benefit: both }],
  data: [],
  historyMonths: 24,
  frequency: 'daily',
  durationMonths: 12,
  retentionDays: 30,
  parties: [],
});
const products = ['a', 'b', 'c'].map(product);
const xero = (state: ConnectionState, more: Partial<ConnectionFacts> = {}): ConnectionFacts => ({
  id: 'x',
  platformKey: 'gbol',
  platformName: 'Xero',
  sourceType: 'Accounting',
  state,
  ...more,
});
const read = (dataType: string, status: string, lastReadAt: Date | null = null): StoredRead => ({
  connectionId: 'x',
  dataType,
  status,
  syncId: 's',
  lastReadAt,
  settledAt: lastReadAt,
});
const unknown = () => null;

const STATES: ConnectionState[] = [
  'starting',
  'PendingAuth',
  'Linked',
  'Unlinked',
  'Deauthorized',
  'deleted',
];

test('whatever happened, nothing is asked for that the decision does not allow at that moment', () => {
  const doubts = fc.constantFrom(null, 'unanswered' as const, 'refused' as const);
  fc.assert(
    fc.property(anyLedger, fc.constantFrom(...STATES), doubts, fc.nat(3000), (events, state, doubt, day) => {
      const connections = [xero(state, { doubt })];
      const at = dayOf(day);
      const wanted = wantedTypes({ products, events, connections }, at);
      const asked = readsToAsk(wanted, connections, [], unknown).map(({ dataType }) => dataType);
      const allowed = ['invoices', 'bills', 'company'].filter((dataType) =>
        products.some(
          (one) =>
            decide({ companyExists: true, product: one, events, connections }, dataType, at).outcome ===
            'allow',
        ),
      );
      expect(asked.sort()).toEqual(allowed.sort());
      // What no agreement covers is in no schedule and in no first read either.
      const fetched = settingsFor(present, wanted).filter(({ fetchOnFirstLink }) => fetchOnFirstLink);
      expect(fetched.map(({ dataType }) => dataType).sort()).toEqual(
        wanted.map((one) => one.dataType).sort(),
      );
    }),
  );
});

const setting = (dataType: string, more: Partial<SyncSetting> = {}): SyncSetting => ({
  dataType,
  fetchOnFirstLink: true,
  syncSchedule: 1,
  syncOrder: 0,
  ...more,
});
const present = [
  setting('invoices', { syncFromUtc: '2020-01-01T00:00:00Z' }),
  setting('bills', { syncOrder: 1 }),
  setting('company', { syncOrder: 2 }),
  setting('balanceSheet', { monthsToSync: 36, syncOrder: 7 }),
];

const want = (dataType: string, more: Partial<WantedType> = {}): WantedType => ({
  dataType,
  sourceType: 'Accounting',
  historyMonths: 24,
  frequency: 'daily',
  agreedAt: dayOf(0),
  connectionIds: ['x'],
  ...more,
});

test('settings say the history and the frequency of the agreements, and nothing for what nobody needs', () => {
  const wanted = [want('invoices'), want('balanceSheet', { frequency: 'weekly', historyMonths: 12 })];
  const [invoices, bills, , balance] = settingsFor(present, wanted);
  expect(invoices).toEqual(setting('invoices', { syncSchedule: 24, syncFromWindow: 24 }));
  expect(bills).toMatchObject({ fetchOnFirstLink: false, syncSchedule: 0 });
  expect(balance).toEqual(setting('balanceSheet', { syncSchedule: 168, monthsToSync: 12, syncOrder: 7 }));
});

test('what Codat locked stays, and what Codat did not list is added at the end', () => {
  const locked = setting('bills', { isLocked: true, syncSchedule: 5 });
  const settings = settingsFor([locked], [want('invoices', { frequency: 'once' })]);
  expect(settings[0]).toBe(locked);
  expect(settings[1]).toMatchObject({
    dataType: 'invoices',
    syncOrder: 1,
    syncSchedule: 0,
    fetchOnFirstLink: true,
  });
});

test('settings brought in line stay as they are, in whatever order Codat lists them', () => {
  const once = settingsFor(present, [want('bills')]);
  const again = settingsFor([...once].reverse(), [want('bills')]);
  expect(areSameSettings(once, again)).toBe(true);
  expect(areSameSettings(present, once)).toBe(false);
});

test('of several agreements about one kind of data, the widest history and the shortest interval count', () => {
  const events = [
    { ...sampleEvent({ productId: 'a' }), history_months: 12, collection_frequency: 'daily' },
    { ...sampleEvent({ productId: 'b', seq: 2, day: 1 }), history_months: 36, collection_frequency: 'once' },
  ];
  const facts = { products, events, connections: [xero('Linked')] };
  expect(wantedTypes(facts, dayOf(2))).toMatchObject([
    { dataType: 'invoices', historyMonths: 36, frequency: 'daily', agreedAt: dayOf(1) },
  ]);
  expect(settingsKey(wantedTypes(facts, dayOf(2)))).not.toBe(
    settingsKey(wantedTypes({ ...facts, events: events.slice(0, 1) }, dayOf(2))),
  );
});

test.each([
  ['never begun', [], 'asked'],
  ['begun', [read('invoices', 'Fetching')], 'served'],
  ['failed', [read('invoices', 'FetchError')], 'served'],
  ['cut short by an end of access', [read('invoices', 'Cancelled')], 'asked'],
  ['cut short at the platform', [read('invoices', 'AuthError')], 'asked'],
  ['not taken by Codat', [read('invoices', 'NotQueued')], 'asked'],
  ['not given by the platform', [read('invoices', 'NotSupported')], 'served'],
])('a read that was %s is %s', (_why, reads, outcome) => {
  const asked = readsToAsk([want('invoices')], [xero('Linked')], reads, unknown);
  expect(asked).toEqual(outcome === 'asked' ? [{ connectionId: 'x', dataType: 'invoices' }] : []);
});

test('a platform that is known not to give a kind of data is not asked for it', () => {
  expect(readsToAsk([want('invoices')], [xero('Linked')], [], () => false)).toEqual([]);
});

test('a one-time yes is not served by what was read long before it; a scheduled one is', () => {
  const old = [read('invoices', 'Complete', dayOf(0))];
  const asks = (frequency: WantedType['frequency'], day: number) =>
    readsToAsk([want('invoices', { frequency, agreedAt: dayOf(day) })], [xero('Linked')], old, unknown)
      .length;
  expect([asks('once', 100), asks('once', 0.5), asks('daily', 100)]).toEqual([1, 0, 0]);
});
