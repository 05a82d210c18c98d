import { expect, test } from 'vitest';
import { PII, PRODUCT } from '../../../e2e/access-lives';
import { dayOf, sampleEvent } from '../../../e2e/sample-events';
import { agreementPeriods } from '../consent/agreement-periods';
import type { ConsentEventBody, ConsentEventType } from '../consent/consent';
import { keptUntil } from '../consent/retention';
import { dataKeptOf, sourcesOf, throughOf } from './agreement-facts';
import type { ConnectionPast, ConnectionRecord } from './decide-past';

const event = (seq: number, type: ConsentEventType, day: number): ConsentEventBody => ({
  ...sampleEvent({ seq, type, day, productId: PRODUCT.id }),
  pii: PII,
});
const record = (id: string, sourceType: 'Accounting' | 'Banking'): ConnectionRecord => ({
  id,
  platformKey: id,
  platformName: id,
  sourceType,
  isUpload: false,
  state: 'PendingAuth',
  organisation: null,
  createdAt: dayOf(0),
  firstLinkedAt: dayOf(1),
  accessDays: null,
});
const happened = (connectionId: string, kind: 'linked' | 'unlinked', day: number) => ({
  connectionId,
  kind,
  at: dayOf(day),
  organisation: null,
  by: null,
});
const BOOKS = record('xero', 'Accounting');
const BANK = record('truelayer', 'Banking');

/** Agreed on day 0, both connected on day 1, stopped on day 10: accounting ended with it, the bank continues. */
const PAST: ConnectionPast = {
  happened: [
    happened('xero', 'linked', 1),
    happened('truelayer', 'linked', 1),
    happened('xero', 'unlinked', 10),
  ],
  questions: [],
};
const NOW = [
  { ...BOOKS, state: 'Unlinked' as const },
  { ...BANK, state: 'Linked' as const },
];
const stopped = [event(1, 'given', 0), event(2, 'withdrawn', 10)];
const periodOf = (events: ConsentEventBody[], day: number) => {
  const period = agreementPeriods(events, dayOf(day)).at(-1);
  if (period === undefined) throw new Error('There is no agreement.');
  return period;
};
const names = (those: readonly { id: string }[]) => those.map(({ id }) => id);

test('an ended agreement is told with what it was read through when it ended, also long after', () => {
  for (const day of [11, 40, 400]) {
    const sources = sourcesOf(periodOf(stopped, day), PRODUCT, NOW, PAST, dayOf(day));
    expect(names(sources.serving)).toEqual(['xero', 'truelayer']);
    expect(throughOf(sources, dayOf(10))).toMatchObject({ kind: 'platforms' });
  }
});

test('one that runs is told with what it is read through now, and with what gives no access any more', () => {
  const runs = [event(1, 'given', 0)];
  const sources = sourcesOf(periodOf(runs, 40), PRODUCT, NOW, PAST, dayOf(40));
  expect([names(sources.serving), names(sources.withoutAccess)]).toEqual([['truelayer'], ['xero']]);
});

test.each<[string, ConsentEventBody[], object]>([
  ['it runs', [event(1, 'given', 0)], { kind: 'after-end', days: 30 }],
  ['it was stopped', stopped, { kind: 'until', at: keptUntil({ endedAt: dayOf(10), retentionDays: 30 }) }],
  [
    'it was stopped, to be deleted at once',
    [
      event(1, 'given', 0),
      { ...event(2, 'withdrawn', 10), change: { ...event(2, 'withdrawn', 10).change, deletion: 'delete' } },
    ],
    { kind: 'deleting' },
  ],
  ['it is gone', [...stopped, event(3, 'data_deleted', 12)], { kind: 'deleted', at: dayOf(12) }],
])('what becomes of what was read, where %s', (_what, events, kept) => {
  expect(dataKeptOf(periodOf(events, 20), events)).toEqual(kept);
});

test('what is deleted under a later agreement is nothing of the one before', () => {
  const events = [...stopped, event(3, 'given', 15), event(4, 'data_deleted', 16)];
  const [first] = agreementPeriods(events, dayOf(20));
  expect(first && dataKeptOf(first, events)).toMatchObject({ kind: 'until' });
});
