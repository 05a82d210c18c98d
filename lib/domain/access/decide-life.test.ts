// Property: an answer given while things happened equals the ledger's later answer about that moment.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf, sampleEvent } from '../../../e2e/sample-events';
import type { ConnectionEventKind, ConnectionState } from '../connection/connection';
import {
  type ConsentEventBody,
  type ConsentEventType,
  type Standing,
  standingAfter,
} from '../consent/consent';
import { termsIn } from '../consent/consent-terms';
import { agreementAt } from '../consent/projection';
import type { Product } from '../product/product';
import { type Decision, decide } from './decide';
import { type ConnectionHappening, type ConnectionRecord, connectionsAt } from './decide-past';

const both = { en: '', fr: '' };
const PRODUCT: Product = {
  id: 'lending',
  version: 1,
  asksSince: 1,
  name: both,
  promise: both,
  benefits: [],
  purposes: [],
  sources: [],
  data: [
    {
      id: 'sales',
      sourceType: 'Accounting',
      label: both,
      dataTypes: ['invoices', 'bills'].map((id) => ({ id, required: true })),
    },
  ],
  historyMonths: 24,
  frequency: 'daily',
  durationMonths: 12,
  retentionDays: 30,
  parties: [],
};

type Step =
  | { kind: 'event'; type: ConsentEventType; wait: number; days: number; dataTypes: string[] }
  | { kind: 'connection'; what: Exclude<ConnectionEventKind, 'started' | 'deleted'>; wait: number };

const wait = fc.integer({ min: 0, max: 60 });
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('event' as const),
      type: fc.constantFrom<ConsentEventType>(
        ...(['given', 'withdrawn', 'paused', 'resumed', 'amended', 'renewed', 'expired', 'revoked'] as const),
      ),
      wait,
      days: fc.integer({ min: 1, max: 200 }),
      dataTypes: fc.subarray(['invoices', 'bills'], { minLength: 1 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('connection' as const),
      what: fc.constantFrom(
        'linked' as const,
        'unlinked' as const,
        'deauthorized' as const,
        'relinked' as const,
      ),
      wait,
    }),
  },
);

const STATES: Partial<Record<ConnectionEventKind, ConnectionState>> = {
  linked: 'Linked',
  relinked: 'Linked',
  unlinked: 'Unlinked',
  deauthorized: 'Deauthorized',
};

interface Given {
  at: Date;
  dataType: string;
  answer: Decision;
}

/** Lives through the steps as the app does: at each moment only what has happened is known, and connections are as they are. */
function live(steps: readonly Step[]) {
  const events: ConsentEventBody[] = [];
  const happened: ConnectionHappening[] = [];
  let row: ConnectionRecord = {
    id: 'xero',
    platformKey: 'gbol',
    platformName: 'Xero',
    sourceType: 'Accounting',
    state: 'PendingAuth',
    organisation: null,
    createdAt: dayOf(0),
    firstLinkedAt: null,
    accessDays: null,
  };
  const given: Given[] = [];
  let day = 0;
  const answer = () => {
    const facts = { companyExists: true, product: PRODUCT, events: [...events], connections: [row] };
    for (const dataType of ['invoices', 'bills', 'company']) {
      given.push({ at: dayOf(day), dataType, answer: decide(facts, dataType, dayOf(day)) });
    }
  };
  for (const step of steps) {
    // Also between two things that happen, when only time has passed.
    day += step.wait / 2;
    answer();
    day += step.wait / 2 + 1;
    if (step.kind === 'connection') {
      happened.push({ connectionId: row.id, kind: step.what, at: dayOf(day), organisation: null, by: null });
      row = { ...row, state: STATES[step.what] ?? row.state, firstLinkedAt: row.firstLinkedAt ?? dayOf(day) };
    } else {
      const fresh = sampleEvent({ ...step, productId: PRODUCT.id, seq: events.length + 1, day });
      const agreed = agreementAt(events, PRODUCT.id, dayOf(day))?.terms;
      // An event that is no new consent repeats the agreed terms, as the verbs write it.
      const keeps = !['given', 'amended', 'renewed'].includes(step.type) && agreed;
      events.push(keeps ? { ...fresh, ...termsIn(agreed) } : fresh);
    }
    answer();
  }
  return { events, happened, row, given };
}

test('what is answered about any moment afterwards is what was answered at that moment', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { minLength: 1, maxLength: 20 }), (steps) => {
      const { events, happened, row, given } = live(steps);
      for (const { at, dataType, answer } of given) {
        const connections = connectionsAt([row], { happened, questions: [] }, at);
        const facts = { companyExists: true, product: PRODUCT, events, connections };
        expect(decide(facts, dataType, at)).toEqual(answer);
      }
    }),
    { numRuns: 300 },
  );
});

test('an allowance never outlives its end, a pause, or an end that somebody put to it', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { minLength: 1, maxLength: 20 }), (steps) => {
      const { events, given } = live(steps);
      for (const { at, dataType, answer } of given.filter((one) => one.answer.outcome === 'allow')) {
        const before = events.filter((event) => new Date(event.event_time) <= at);
        // Pausing what has run out, or stopping what was never agreed to, stops nothing.
        const left: Standing[] = [];
        for (const { event_type } of before) left.push(standingAfter(left.at(-1) ?? null, event_type));
        const lastStop = before.findLastIndex(
          ({ event_type }, n) =>
            ['withdrawn', 'revoked', 'paused'].includes(event_type) && left[n] === event_type,
        );
        const since = before.slice(lastStop + 1).map(({ event_type }) => event_type);
        const stop = before[lastStop]?.event_type;
        // After a pause a resumption is enough, and a renewal once the time has run out meanwhile; after an end only a
        // new yes is.
        const lifts = since.includes('expired') ? ['given', 'resumed', 'renewed'] : ['given', 'resumed'];
        if (stop === 'paused') expect(since.some((type) => lifts.includes(type))).toBe(true);
        if (stop === 'withdrawn' || stop === 'revoked') expect(since).toContain('given');
        expect(answer.validUntil === null || answer.validUntil > at).toBe(true);
        const basis = before.find(({ seq }) => seq === agreementAt(events, PRODUCT.id, at)?.terms?.seq);
        const agreed = basis?.pii.flatMap(({ pii_types }) => pii_types.map(({ id }) => id));
        expect(agreed).toContain(dataType);
      }
    }),
    { numRuns: 300 },
  );
});

test('the sequences do reach allowances, and every way of losing them', () => {
  const reasons = new Set(
    fc
      .sample(fc.array(anyStep, { minLength: 10, maxLength: 20 }), { numRuns: 300, seed: 4 })
      .flatMap((steps) => live(steps).given)
      .map(({ answer }) => answer.reason),
  );
  for (const reason of [
    'agreed',
    'withdrawn',
    'revoked',
    'paused',
    'expired',
    'needs-reconsent',
    'no-connection',
    'connection-not-linked',
    'no-consent',
  ]) {
    expect(reasons).toContain(reason);
  }
});
