// Generator for the access property: arbitrary ledgers, histories of connections with their times, and a moment to ask about.
import fc from 'fast-check';
import {
  type ConnectionHappening,
  type ConnectionRecord,
  connectionsAt,
  type PastQuestion,
} from '../lib/domain/access/decide-past';
import { ACCESS_RULES, ruleFor } from '../lib/domain/connection/access-days';
import type { ConnectionEventKind, ConnectionFacts } from '../lib/domain/connection/connection';
import type { ConsentEventBody } from '../lib/domain/consent/consent';
import type { AccessFacts } from '../lib/domain/expiry/expiry';
import type { Product } from '../lib/domain/product/product';
import { dayOf, EVENT_TYPES, sampleEvent } from './sample-events';

const both = (text: string) => ({ en: text, fr: text });
export const PRODUCT: Product = {
  id: 'lending',
  version: 1,
  asksSince: 1,
  name: both('Lending'),
  promise: both(''),
  benefits: [],
  purposes: [],
  sources: [
    { sourceType: 'Accounting', required: true, benefit: both(''), acceptsFiles: true },
    { sourceType: 'Banking', required: true, benefit: both('') },
  ],
  data: [
    {
      id: 'sales',
      sourceType: 'Accounting',
      label: both(''),
      dataTypes: [{ id: 'invoices', required: true }],
    },
    {
      id: 'bank',
      sourceType: 'Banking',
      label: both(''),
      dataTypes: [{ id: 'transactions', required: true }],
    },
  ],
  historyMonths: 24,
  frequency: 'daily',
  durationMonths: 12,
  retentionDays: 30,
  parties: [],
};
export const TYPES = { Accounting: 'invoices', Banking: 'transactions' } as const;
export const PII = PRODUCT.data.map(({ id, sourceType, dataTypes }) => ({
  cluster: id,
  source_type: sourceType,
  pii_types: dataTypes.map((type) => ({ id: type.id, pii_optional: false })),
  direction: 'read' as const,
}));

const KINDS: readonly ConnectionEventKind[] = [
  ...(['linked', 'relinked', 'reconfirmed', 'lapsed', 'unlinked', 'deauthorized', 'deleted'] as const),
  ...(['organisation-confirmed', 'organisation-refused'] as const),
];
const KEYS = ['natwest_uk', 'bnp_fr', 'suuo', 'gbol'] as const;
const anyDay = fc.integer({ min: 0, max: 420 });
const anyConnection = fc.record({
  key: fc.constantFrom(...KEYS),
  isUpload: fc.integer({ min: 0, max: 5 }).map((roll) => roll === 0),
  firstDay: fc.option(fc.integer({ min: 0, max: 60 }), { nil: null }),
  steps: fc.array(
    fc.record({
      kind: fc.constantFrom(...KINDS),
      wait: fc.integer({ min: 0, max: 120 }),
      byPerson: fc.boolean(),
    }),
    { maxLength: 6 },
  ),
  question: fc.option(
    fc.record({
      asked: anyDay,
      wait: fc.integer({ min: 0, max: 60 }),
      answer: fc.constantFrom(null, 'right', 'wrong'),
    }),
    { nil: null, freq: 3 },
  ),
});
export const anyLife = fc.record({
  events: fc.array(
    fc.record({
      type: fc.oneof(
        { weight: 2, arbitrary: fc.constant('given' as const) },
        { weight: 3, arbitrary: fc.constantFrom(...EVENT_TYPES) },
      ),
      wait: fc.integer({ min: 0, max: 90 }),
      days: fc.option(fc.integer({ min: 1, max: 400 })),
      both: fc.boolean(),
    }),
    { maxLength: 6 },
  ),
  connections: fc.array(anyConnection, { maxLength: 3 }),
  day: anyDay,
  toldRounds: fc.boolean(),
  /** The product asks for more since then. */
  asksMore: fc.integer({ min: 0, max: 3 }).map((roll) => roll === 0),
  hasDeclined: fc.boolean(),
});
export const productOf = ({ asksMore }: { asksMore: boolean }): Product =>
  asksMore ? { ...PRODUCT, version: 2, asksSince: 2 } : PRODUCT;
export type Life = typeof anyLife extends fc.Arbitrary<infer L> ? L : never;

export function eventsOf({ events }: Life): ConsentEventBody[] {
  let day = 0;
  return events.map(({ type, wait, days, both: all }, index) => {
    day += wait;
    const body = sampleEvent({ type, day, days, productId: PRODUCT.id, seq: index + 1 });
    return { ...body, pii: all ? PII : PII.slice(0, 1) };
  });
}

/** Connection as the database stores it, with every date that its deadlines count from. */
type StoredConnection = ConnectionRecord &
  Pick<AccessFacts, 'accessDays' | 'goesOn' | 'isLapsed'> &
  Required<Pick<ConnectionFacts, 'doubt' | 'confirmBy'>>;

export function connectionsOf({ connections, day }: Life) {
  const happened: ConnectionHappening[] = [];
  const questions: PastQuestion[] = [];
  const records = connections.map(({ key, isUpload, firstDay, steps, question }, index): StoredConnection => {
    const connectionId = `c${index}`;
    let at = firstDay ?? 0;
    if (firstDay !== null)
      happened.push({ connectionId, kind: 'linked', at: dayOf(at), organisation: null, by: null });
    for (const { kind, wait, byPerson } of firstDay === null ? [] : steps) {
      at += wait;
      happened.push({ connectionId, kind, at: dayOf(at), organisation: null, by: byPerson ? 'Maya' : null });
    }
    if (question !== null) {
      const answered = question.answer === null ? null : dayOf(question.asked + question.wait);
      questions.push({
        connectionId,
        askedAt: dayOf(question.asked),
        answer: question.answer,
        answeredAt: answered,
      });
    }
    const rule = ruleFor(ACCESS_RULES, key);
    return {
      id: connectionId,
      platformKey: key,
      platformName: key,
      sourceType: key === 'gbol' ? 'Accounting' : 'Banking',
      isUpload,
      state: 'PendingAuth',
      organisation: null,
      createdAt: dayOf(0),
      firstLinkedAt: firstDay === null ? null : dayOf(firstDay),
      accessDays: rule?.days ?? null,
      goesOn: rule?.goesOn ?? 'here',
      doubt: null,
      confirmBy: null,
      isLapsed: false,
    };
  });
  const then = connectionsAt(records, { happened, questions }, dayOf(day));
  const last = (id: string, ...kinds: ConnectionEventKind[]) =>
    happened.findLast((one) => one.connectionId === id && one.at <= dayOf(day) && kinds.includes(one.kind))
      ?.at ?? null;
  return {
    past: { happened, questions },
    records: then.map((row) => ({
      ...row,
      authorisedAt: last(row.id, 'linked', 'relinked', 'reconfirmed'),
      signedInAt: last(row.id, 'linked', 'relinked'),
      reconfirmedAt: last(row.id, 'reconfirmed'),
      lostAt: last(row.id, 'deauthorized'),
    })),
  };
}
