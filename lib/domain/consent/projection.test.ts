import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyLedger, dayOf, sampleEvent } from '../../../e2e/sample-events';
import { stands } from './consent';
import { agreementAt, type ConsentProjection, project, rebuild } from './projection';

test('rebuilding from the events gives the rows that were kept up to date, one per product', () => {
  fc.assert(
    fc.property(anyLedger, (events) => {
      const kept = new Map<string, ConsentProjection>();
      for (const event of events) {
        const id = event.service.product_id;
        kept.set(id, project(kept.get(id) ?? null, event));
      }
      const rows = rebuild(events);
      expect(rows).toEqual([...kept.keys()].sort().map((id) => kept.get(id)));
      expect(new Set(rows.map((row) => row.productId)).size).toBe(rows.length);
    }),
  );
});

test('businesses do not mix', () => {
  const rows = rebuild([sampleEvent({ companyId: 'x' }), sampleEvent({ companyId: 'y', type: 'deferred' })]);
  expect(rows.map((row) => [row.companyId, row.standing])).toEqual([
    ['x', 'given'],
    ['y', 'deferred'],
  ]);
});

test('pausing and withdrawing keep the terms that were agreed', () => {
  const given = sampleEvent({ seq: 1, days: 100 });
  const later = {
    ...sampleEvent({ seq: 2, type: 'paused', day: 5, days: 365 }),
    service: { ...given.service, version: 2 },
  };
  const row = project(project(null, given), later);
  expect(row).toMatchObject({ standing: 'paused', productVersion: 1, noticeHash: 'n1', eventSeq: 2 });
  expect(row.expiresAt).toEqual(dayOf(100));
  expect(row.givenAt).toEqual(dayOf(0));
});

test('resuming keeps the date of the yes and its end, however often it is paused', () => {
  const events = [
    sampleEvent({ seq: 1, days: 100 }),
    sampleEvent({ seq: 2, type: 'paused', day: 5, days: 100 }),
    sampleEvent({ seq: 3, type: 'resumed', day: 6, days: 94 }),
    sampleEvent({ seq: 4, type: 'paused', day: 8, days: 100 }),
    sampleEvent({ seq: 5, type: 'resumed', day: 20, days: 80 }),
  ];
  const [row] = rebuild(events);
  expect(row).toMatchObject({ standing: 'given', givenAt: dayOf(0), expiresAt: dayOf(100), eventSeq: 5 });
  expect(agreementAt(events, 'business-insights', dayOf(21))?.consent.givenAt).toEqual(dayOf(0));
});

test('an amendment that makes no sense changes neither terms nor time', () => {
  const events = [
    sampleEvent({ seq: 1, dataTypes: ['invoices'] }),
    sampleEvent({ seq: 2, type: 'withdrawn', day: 1 }),
    sampleEvent({ seq: 3, type: 'amended', day: 2, dataTypes: ['invoices', 'bills'], days: 999 }),
  ];
  const agreement = agreementAt(events, 'business-insights', dayOf(3));
  expect(agreement?.consent.standing).toBe('withdrawn');
  expect(agreement?.terms?.seq).toBe(1);
  expect(agreement?.consent.expiresAt).toEqual(dayOf(365));
});

test('what held at a moment does not depend on what came after', () => {
  fc.assert(
    fc.property(anyLedger, fc.integer({ min: 0, max: 3000 }), (events, day) => {
      const at = dayOf(day);
      const known = events.filter((event) => new Date(event.event_time) <= at);
      for (const id of ['a', 'b', 'c']) {
        expect(agreementAt(events, id, at)).toEqual(agreementAt(known, id, at));
      }
    }),
  );
});

test('what stands has terms, and they are those of an event that was a yes', () => {
  fc.assert(
    fc.property(anyLedger, (events) => {
      for (const id of ['a', 'b', 'c']) {
        const agreement = agreementAt(events, id, dayOf(10_000));
        if (agreement === null || !stands(agreement.consent, new Date(agreement.consent.updatedAt))) continue;
        expect(['given', 'amended', 'renewed', 'resumed']).toContain(agreement.terms?.event_type);
      }
    }),
  );
});
