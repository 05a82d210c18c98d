import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyLedger, dayOf, sampleEvent } from '../../../e2e/sample-events';
import type { ConnectionFacts, ConnectionState } from '../connection/connection';
import type { ConsentEventType } from '../consent/consent';
import type { Product } from '../product/product';
import { type DecisionFacts, decide } from './decide';

const both = (text: string) => ({ en: text, fr: text });

function product(id: string, dataTypes: string[] = ['invoices']): Product {
  return {
    id,
    version: 1,
    asksSince: 1,
    name: both(id),
    promise: both(''),
    benefits: [],
    purposes: [],
    sources: [{ sourceType: 'Accounting', required: true, benefit: both('') }],
    data: [
      {
        id: 'sales',
        sourceType: 'Accounting',
        label: both(''),
        dataTypes: dataTypes.map((type) => ({ id: type, required: true })),
      },
    ],
    historyMonths: 24,
    frequency: 'daily',
    durationMonths: 12,
    retentionDays: 30,
    parties: [],
  };
}

function connection(state: ConnectionState, given: Partial<ConnectionFacts> = {}): ConnectionFacts {
  return { id: state, platformKey: 'gbol', platformName: 'Xero', sourceType: 'Accounting', state, ...given };
}

const facts = (given: Partial<DecisionFacts> = {}): DecisionFacts => ({
  companyExists: true,
  product: product('business-insights'),
  events: [sampleEvent()],
  connections: [connection('Linked')],
  ...given,
});

test('what was agreed is allowed through the linked connections, until the consent ends', () => {
  expect(decide(facts(), 'invoices', dayOf(1))).toEqual({
    outcome: 'allow',
    reason: 'agreed',
    eventId: sampleEvent().record_id,
    eventSeq: 1,
    connectionIds: ['Linked'],
    validUntil: dayOf(365),
    mayUseDataRead: true,
  });
});

const after = (...types: ConsentEventType[]) =>
  types.map((type, index) => sampleEvent({ type, seq: index + 1, day: index }));

test.each<[string, Partial<DecisionFacts>, string]>([
  ['unknown-company', { companyExists: false }, 'invoices'],
  ['unknown-product', { product: null }, 'invoices'],
  ['no-consent', { events: [] }, 'invoices'],
  ['no-consent', { events: after('deferred') }, 'invoices'],
  ['refused', { events: after('refused') }, 'invoices'],
  ['withdrawn', { events: after('given', 'withdrawn') }, 'invoices'],
  ['revoked', { events: after('given', 'revoked') }, 'invoices'],
  ['paused', { events: after('given', 'paused') }, 'invoices'],
  ['expired', { events: after('given', 'expired') }, 'invoices'],
  ['expired', { events: [sampleEvent({ days: 5 })] }, 'invoices'],
  // Files hold no data types that could be read.
  ['no-connection', { connections: [connection('Linked', { isUpload: true })] }, 'invoices'],
  ['needs-reconsent', { events: after('given', 'invalidated') }, 'invoices'],
  ['needs-reconsent', { product: product('business-insights', ['invoices', 'bills']) }, 'bills'],
  ['not-covered', {}, 'bills'],
  ['no-connection', { connections: [] }, 'invoices'],
  ['no-connection', { connections: [connection('PendingAuth'), connection('deleted')] }, 'invoices'],
  ['no-connection', { connections: [connection('Linked', { sourceType: 'Banking' })] }, 'invoices'],
  ['connection-not-linked', { connections: [connection('Unlinked')] }, 'invoices'],
  ['connection-not-linked', { connections: [connection('Deauthorized')] }, 'invoices'],
])('denies: %s', (reason, given, dataType) => {
  expect(decide(facts(given), dataType, dayOf(10))).toMatchObject({
    outcome: 'deny',
    reason,
    validUntil: null,
  });
});

test('a pause stops the reading and not the use of what was read, and does not outlive the time', () => {
  const events = after('given', 'paused');
  const during = decide(facts({ events }), 'invoices', dayOf(10));
  expect(during).toMatchObject({ outcome: 'deny', reason: 'paused', mayUseDataRead: true });
  expect(decide(facts({ events }), 'bills', dayOf(10)).mayUseDataRead).toBe(false);
  expect(decide(facts({ events, connections: [] }), 'invoices', dayOf(10)).mayUseDataRead).toBe(false);
  expect(decide(facts({ events }), 'invoices', dayOf(400))).toMatchObject({
    reason: 'expired',
    mayUseDataRead: false,
  });
});

test('data that was read before may be used while the consent stands, and only then', () => {
  const connections = [connection('Unlinked')];
  expect(decide(facts({ connections }), 'invoices', dayOf(1))).toMatchObject({
    mayUseDataRead: true,
    connectionIds: ['Unlinked'],
  });
  const events = after('given', 'withdrawn');
  expect(decide(facts({ connections, events }), 'invoices', dayOf(3)).mayUseDataRead).toBe(false);
});

test('a wider version leaves what was agreed allowed', () => {
  const wider = facts({ product: product('business-insights', ['invoices', 'bills']) });
  expect(decide(wider, 'invoices', dayOf(1)).outcome).toBe('allow');
});

test('the end is exclusive: at the very moment it is over', () => {
  const events = [sampleEvent({ days: 5 })];
  expect(decide(facts({ events }), 'invoices', new Date(dayOf(5).getTime() - 1)).outcome).toBe('allow');
  expect(decide(facts({ events }), 'invoices', dayOf(5)).reason).toBe('expired');
});

test('an answer about the past is the answer that was given then', () => {
  fc.assert(
    fc.property(anyLedger, fc.integer({ min: 0, max: 2000 }), (events, day) => {
      const at = dayOf(day);
      const then = events.filter((event) => new Date(event.event_time) <= at);
      for (const id of ['a', 'b', 'c']) {
        const now = decide(facts({ product: product(id), events }), 'invoices', at);
        expect(now).toEqual(decide(facts({ product: product(id), events: then }), 'invoices', at));
      }
    }),
  );
});

test('in any ledger, nothing is allowed after a withdrawal without a new yes', () => {
  fc.assert(
    fc.property(anyLedger, (events) => {
      for (const id of ['a', 'b', 'c']) {
        const own = events.filter((event) => event.service.product_id === id);
        const lastEnd = own.findLastIndex(
          ({ event_type }) => event_type === 'withdrawn' || event_type === 'revoked',
        );
        const newYes = own.slice(lastEnd + 1).some(({ event_type }) => event_type === 'given');
        const hadYesBefore = own
          .slice(0, Math.max(lastEnd, 0))
          .some(({ event_type }) => event_type === 'given');
        if (lastEnd === -1 || newYes || !hadYesBefore) continue;
        const last = own.at(-1);
        const at = new Date(last?.event_time ?? 0);
        expect(decide(facts({ product: product(id), events }), 'invoices', at).outcome).toBe('deny');
      }
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['Linked', 'unanswered'],
  ['Unlinked', 'refused'],
  ['Deauthorized', 'unanswered'],
] as const)('%s and %s: neither read nor used', (state, doubt) => {
  const given = facts({ connections: [connection(state, { doubt })] });
  expect(decide(given, 'invoices', dayOf(1))).toMatchObject({
    outcome: 'deny',
    reason: 'connection-not-linked',
    mayUseDataRead: false,
  });
});

test('past its time a connection is not read through until it is confirmed; what was read may still be used', () => {
  const lapsing = (confirmBy: number, given: Partial<ConnectionFacts> = {}) =>
    facts({ connections: [connection('Linked', { confirmBy: dayOf(confirmBy), ...given })] });
  expect(decide(lapsing(90), 'invoices', dayOf(89))).toMatchObject({
    outcome: 'allow',
    validUntil: dayOf(90),
  });
  const lapsed = {
    outcome: 'deny',
    reason: 'needs-reconfirmation',
    connectionIds: ['Linked'],
    mayUseDataRead: true,
  };
  expect(decide(lapsing(90), 'invoices', dayOf(90))).toMatchObject(lapsed);
  expect(decide(lapsing(180), 'invoices', dayOf(90))).toMatchObject({ outcome: 'allow' });
  const given = facts({ connections: [connection('Unlinked', { isLapsed: true })] });
  expect(decide(given, 'invoices', dayOf(95))).toMatchObject({ ...lapsed, connectionIds: ['Unlinked'] });
});
