import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyLedger, dayOf, sampleEvent } from '../../../e2e/sample-events';
import { dataKeptOf, goneAfter } from '../access/agreement-facts';
import { sinceWhen, yesAt } from '../access/explain';
import { isStaleGrant } from '../access/stale-grant';
import { agreementPeriods } from '../consent/agreement-periods';
import { lastAnswer } from '../consent/answer';
import type { ConsentEventBody, ConsentEventType } from '../consent/consent';
import { isOnRequest } from '../consent/on-request';
import { agreementAt } from '../consent/projection';
import { beginsAnew, compact, ledgerState, SNAPSHOT_EVERY, snapshotsOf } from './ledger-snapshot';

const REASONS = [
  'agreed',
  'refused',
  'withdrawn',
  'revoked',
  'paused',
  'needs-reconsent',
  'expired',
] as const;

/** Of one product, so that a gap in one is not hidden by another. */
const oneProduct = anyLedger.map((events) =>
  events.map((body, index) => ({
    ...body,
    service: { ...body.service, product_id: 'a', version: 1 + (index % 3) },
    entity: index % 2 === 0 ? body.entity : ({ kind: 'staff', user_id: null, name: 'Ana' } as const),
    change: index % 4 === 0 ? { ...body.change, deletion: 'delete' as const } : body.change,
  })),
);

/** What pages, letters and decisions ask of a ledger about now. */
function answers(events: readonly ConsentEventBody[], now: Date): unknown {
  const agreement = agreementAt(events, 'a', now);
  const period = agreementPeriods(events, now).at(-1);
  return {
    agreement,
    period,
    yes: yesAt(events, 'a', now),
    declined: [1, 2, 3].map((asksSince) => lastAnswer(events, { id: 'a', asksSince })),
    since: REASONS.map((reason) => sinceWhen(events, 'a', reason, now)),
    data: period && dataKeptOf(period, events),
    gone: goneAfter(events, 'a'),
    onRequest: [
      agreement && isOnRequest(events, agreement.consent),
      period !== undefined && isOnRequest(events, period),
    ],
    stale: [0, 100, 400, 1000].map((day) =>
      isStaleGrant(events, { sourceType: 'Accounting', createdAt: dayOf(day) }),
    ),
  };
}

const lastDay = (events: readonly ConsentEventBody[]) => new Date(events.at(-1)?.event_time ?? dayOf(0));

test('what is left answers as the whole does, now and later', () => {
  fc.assert(
    fc.property(oneProduct, fc.integer({ min: 0, max: 500 }), (events, wait) => {
      const kept = compact(events);
      const now = new Date(lastDay(events).getTime() + wait * 86_400_000);
      expect(answers(kept, now)).toEqual(answers(events, now));
    }),
  );
});

test('a snapshot of a snapshot and what came after it answers as the whole does', () => {
  fc.assert(
    fc.property(oneProduct, fc.integer({ min: 1, max: 6 }), (events, step) => {
      let kept: ConsentEventBody[] = [];
      for (let from = 0; from < events.length; from += step)
        kept = compact([...kept, ...events.slice(from, from + step)]);
      expect(answers(kept, lastDay(events))).toEqual(answers(events, lastDay(events)));
    }),
  );
});

test.each<[string, ConsentEventType[]]>([
  ['paused and resumed', ['paused', 'resumed']],
  ['agreed and withdrawn', ['given', 'withdrawn']],
  ['declined again and again', ['deferred', 'refused', 'requested']],
  ['colleagues who connect, and data deleted', ['source_added', 'source_ended', 'data_deleted']],
  ['amended, paused, amended', ['amended', 'paused', 'amended', 'resumed']],
])('few are left of 600: %s', (_what, round) => {
  let kept: ConsentEventBody[] = [];
  const types = ['given' as const, ...Array.from({ length: 600 / round.length }, () => round).flat()];
  types.forEach((type, index) => {
    kept.push(sampleEvent({ type, seq: index + 1, day: index / 10 }));
    if (kept.length > 2 * SNAPSHOT_EVERY) kept = compact(kept);
  });
  expect(compact(kept).length).toBeLessThanOrEqual(SNAPSHOT_EVERY);
});

test('an agreement begins anew with a yes after an earlier one, and with nothing else', () => {
  const ledger = (...types: ConsentEventType[]) =>
    types.map((type, index) => sampleEvent({ type, seq: index + 1, day: index }));
  expect(beginsAnew(ledger('given'))).toBe(false);
  expect(beginsAnew(ledger('given', 'withdrawn', 'given'))).toBe(true);
  expect(beginsAnew(ledger('given', 'given'))).toBe(true);
  expect(beginsAnew(ledger('given', 'withdrawn', 'given', 'paused'))).toBe(false);
  expect(beginsAnew(ledger('given', 'amended'))).toBe(false);
  expect(beginsAnew([])).toBe(false);
});

test('snapshots of a whole ledger stand where each would have been taken, and rest on what answers alike', () => {
  fc.assert(
    fc.property(fc.array(oneProduct, { minLength: 3, maxLength: 3 }), (parts) => {
      const events = parts
        .flat()
        .map((body, index) => ({ ...body, seq: index + 1, event_time: dayOf(index).toISOString() }));
      const taken = snapshotsOf(events);
      for (const { seq, basis } of taken) {
        const whole = events.slice(0, seq);
        expect(ledgerState(whole.filter((body) => basis.includes(body.seq)))).toBe(ledgerState(whole));
      }
      const gaps = [0, ...taken.map(({ seq }) => seq), events.length].map(
        (seq, index, all) => seq - (all[index - 1] ?? 0),
      );
      expect(Math.max(...gaps)).toBeLessThanOrEqual(SNAPSHOT_EVERY);
    }),
    { numRuns: 30 },
  );
});
