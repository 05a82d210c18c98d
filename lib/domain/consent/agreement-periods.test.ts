import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyLedger, dayOf, type Sample, sampleEvent } from '../../../e2e/sample-events';
import { agreementPeriods } from './agreement-periods';
import { type ConsentEventType, isLive } from './consent';
import { agreementAt } from './projection';

type Step = [ConsentEventType, number, Partial<Sample>?];
const ledger = (...steps: Step[]) =>
  steps.map(([type, day, given], index) => sampleEvent({ type, day, seq: index + 1, ...given }));
const told = (steps: Step[], day = 100) =>
  agreementPeriods(ledger(...steps), dayOf(day)).map(({ began, from, endedAt, standing }) => ({
    seq: began.seq,
    from: (from.getTime() - dayOf(0).getTime()) / 86_400_000,
    to: endedAt === null ? null : (endedAt.getTime() - dayOf(0).getTime()) / 86_400_000,
    standing,
  }));

test.each<[string, Step[], ReturnType<typeof told>]>([
  [
    'nothing was agreed',
    [
      ['requested', 0],
      ['deferred', 1],
      ['refused', 2],
    ],
    [],
  ],
  ['it runs', [['given', 0]], [{ seq: 1, from: 0, to: null, standing: 'given' }]],
  [
    'a pause is no end',
    [
      ['given', 0],
      ['paused', 2],
    ],
    [{ seq: 1, from: 0, to: null, standing: 'paused' }],
  ],
  [
    'withdrawn and agreed again',
    [
      ['given', 0],
      ['withdrawn', 5],
      ['given', 9],
    ],
    [
      { seq: 1, from: 0, to: 5, standing: 'withdrawn' },
      { seq: 3, from: 9, to: null, standing: 'given' },
    ],
  ],
  [
    'a newer yes takes the place of the older',
    [
      ['given', 0],
      ['given', 9],
    ],
    [
      { seq: 1, from: 0, to: 9, standing: 'replaced' },
      { seq: 2, from: 9, to: null, standing: 'given' },
    ],
  ],
  [
    'amended, paused, resumed and renewed is one agreement',
    [
      ['given', 0],
      ['amended', 1],
      ['paused', 2],
      ['resumed', 3],
      ['renewed', 4],
    ],
    [{ seq: 1, from: 0, to: null, standing: 'renewed' }],
  ],
  [
    'time ran out, written down or not',
    [
      ['given', 0, { days: 10 }],
      ['expired', 12],
      ['renewed', 20],
    ],
    [
      { seq: 1, from: 0, to: 10, standing: 'expired' },
      { seq: 3, from: 20, to: null, standing: 'renewed' },
    ],
  ],
  [
    'time ran out and nobody wrote it down',
    [['given', 0, { days: 10 }]],
    [{ seq: 1, from: 0, to: 10, standing: 'expired' }],
  ],
  [
    'what had run out was withdrawn',
    [
      ['given', 0, { days: 10 }],
      ['expired', 10],
      ['withdrawn', 12],
    ],
    [{ seq: 1, from: 0, to: 10, standing: 'withdrawn' }],
  ],
  [
    'being asked again does not change how it ended',
    [
      ['given', 0],
      ['withdrawn', 5],
      ['deferred', 9],
      ['data_deleted', 10],
    ],
    [{ seq: 1, from: 0, to: 5, standing: 'withdrawn' }],
  ],
  [
    'what comes later is not told',
    [
      ['given', 0],
      ['withdrawn', 200],
    ],
    [{ seq: 1, from: 0, to: null, standing: 'given' }],
  ],
])('%s', (_what, steps, periods) => {
  expect(told(steps)).toEqual(periods);
});

test('an amendment brings its terms into the agreement that runs', () => {
  const events = ledger(['given', 0], ['amended', 3, { dataTypes: ['invoices', 'bills'] }]);
  const [period] = agreementPeriods(events, dayOf(5));
  expect([period?.began.seq, period?.terms.seq, period?.expiresAt]).toEqual([1, 2, dayOf(3 + 365)]);
});

test('in any ledger, an agreement runs exactly when one stands or is paused, and never two of a product', () => {
  fc.assert(
    fc.property(anyLedger, fc.integer({ min: 0, max: 3000 }), (events, day) => {
      const at = dayOf(day);
      const periods = agreementPeriods(events, dayOf(4000));
      for (const id of ['a', 'b', 'c']) {
        const running = periods.filter(
          ({ productId, from, endedAt }) =>
            productId === id && from <= at && (endedAt === null || at < endedAt),
        );
        const consent = agreementAt(events, id, at)?.consent;
        const stands = isLive(consent?.standing ?? null) && !(consent?.expiresAt && consent.expiresAt <= at);
        expect(running).toHaveLength(stands ? 1 : 0);
      }
    }),
    { numRuns: 500 },
  );
});

test('what the agreements say today does not depend on what comes later', () => {
  fc.assert(
    fc.property(anyLedger, fc.integer({ min: 0, max: 3000 }), (events, day) => {
      const known = events.filter((event) => new Date(event.event_time) <= dayOf(day));
      const periods = agreementPeriods(events, dayOf(day));
      expect(periods).toEqual(agreementPeriods(known, dayOf(day)));
      for (const { productId, endedAt, terms } of periods) {
        if (endedAt === null) expect(agreementAt(events, productId, dayOf(day))?.terms).toEqual(terms);
      }
    }),
  );
});
