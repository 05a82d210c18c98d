import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyLedger, dayOf, sampleEvent } from '../../../e2e/sample-events';
import type { ConnectionFacts } from '../connection/connection';
import type { Product } from '../product/product';
import { type DecisionFacts, decide } from './decide';
import { explain, rowsOf, sinceWhen, summarise, yesAt } from './explain';

const both = (text: string) => ({ en: text, fr: text });
const type = (id: string) => ({ id, required: true });
const PRODUCT: Product = {
  id: 'business-insights',
  version: 2,
  asksSince: 2,
  name: both('Business insights'),
  promise: both(''),
  benefits: [],
  purposes: [],
  sources: [
    { sourceType: 'Accounting', required: true, benefit: both('') },
    { sourceType: 'Banking', required: true, benefit: both('') },
  ],
  data: [
    {
      id: 'sales',
      sourceType: 'Accounting',
      label: both('Sales'),
      dataTypes: [type('invoices'), type('bills')],
    },
    { id: 'bank', sourceType: 'Banking', label: both('Bank'), dataTypes: [type('banking-accounts')] },
  ],
  historyMonths: 24,
  frequency: 'daily',
  durationMonths: 12,
  retentionDays: 30,
  parties: [],
};
const XERO: ConnectionFacts = {
  id: 'xero',
  platformKey: 'gbol',
  platformName: 'Xero',
  sourceType: 'Accounting',
  state: 'Linked',
};
const facts = (given: Partial<DecisionFacts> = {}): DecisionFacts => ({
  companyExists: true,
  product: PRODUCT,
  events: [sampleEvent({ dataTypes: ['invoices', 'company'] })],
  connections: [XERO],
  ...given,
});
const answers = (given: DecisionFacts, day = 1) =>
  explain(given, dayOf(day)).flatMap(({ cluster, types }) =>
    types.map(({ id, decision }) => [cluster, id, decision.reason]),
  );

test('tells of what is asked for, and of what was agreed to and is asked for no more', () => {
  expect(answers(facts())).toEqual([
    ['sales', 'invoices', 'agreed'],
    ['sales', 'bills', 'needs-reconsent'],
    ['sales', 'company', 'agreed'],
    ['bank', 'banking-accounts', 'needs-reconsent'],
  ]);
  expect(explain(facts({ product: null }), dayOf(1))).toEqual([]);
});

test('kinds of data with one answer stand together', () => {
  const [sales] = explain(facts(), dayOf(1));
  expect(sales && rowsOf(sales).map(({ ids, decision }) => [ids, decision.outcome])).toEqual([
    [['invoices', 'company'], 'allow'],
    [['bills'], 'deny'],
  ]);
});

test('one sentence says whether all, some or none may be read, and why', () => {
  const of = (given: Partial<DecisionFacts>) => summarise(explain(facts(given), dayOf(1)));
  expect(of({})).toEqual({ readable: 'some', reason: 'agreed' });
  const narrow = { ...PRODUCT, data: PRODUCT.data.slice(0, 1) };
  const events = [sampleEvent({ dataTypes: ['invoices', 'bills'] })];
  expect(of({ product: narrow, events })).toEqual({ readable: 'all', reason: 'agreed' });
  expect(of({ events: [] })).toEqual({ readable: 'none', reason: 'no-consent' });
  expect(of({ product: null })).toEqual({ readable: 'none', reason: 'no-consent' });
  expect(of({ connections: [] })).toEqual({ readable: 'none', reason: 'no-connection' });
});

test('in any ledger, each answer is the decision itself, and each kind of data is told once', () => {
  fc.assert(
    fc.property(anyLedger, fc.integer({ min: 0, max: 3000 }), (events, day) => {
      const given = facts({ product: { ...PRODUCT, id: 'a' }, events });
      const told = explain(given, dayOf(day)).flatMap((group) => group.types);
      for (const { id, decision } of told) expect(decision).toEqual(decide(given, id, dayOf(day)));
      expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
    }),
  );
});

const LIFE = (
  ['given', 'paused', 'resumed', 'amended', 'paused', 'withdrawn', 'data_deleted', 'given'] as const
).map((type, index) => sampleEvent({ type, seq: index + 1, day: index * 10, days: 365 }));

test.each([
  [5, 1],
  [15, 1],
  [25, 1],
  [35, 4],
  [55, 4],
  [75, 8],
])('on day %i the yes is event %i: resuming is no yes', (day, seq) => {
  expect(yesAt(LIFE, 'business-insights', dayOf(day))?.seq).toBe(seq);
});

test.each([
  ['agreed', 25, 0],
  ['paused', 15, 10],
  ['paused', 45, 40],
  ['withdrawn', 65, 50],
  ['refused', 65, null],
  ['no-connection', 65, null],
] as const)('%s, asked on day %i, is so since day %s', (reason, day, since) => {
  expect(sinceWhen(LIFE, 'business-insights', reason, dayOf(day))).toEqual(
    since === null ? null : dayOf(since),
  );
});

test('what ran out is over since its end, whenever that was written down', () => {
  const events = [sampleEvent({ days: 10 }), sampleEvent({ type: 'expired', seq: 2, day: 12 })];
  expect(sinceWhen(events, 'business-insights', 'expired', dayOf(20))).toEqual(dayOf(10));
});
