import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EVENT_TYPES } from '../../../e2e/sample-events';
import {
  type ConsentEventType,
  decidePause,
  decideResume,
  decideWithdraw,
  expiryOf,
  mayRead,
  type Standing,
  standingAfter,
  standingAt,
} from './consent';

const NOW = new Date('2026-11-21T10:00:00Z');
const at = (
  standing: Standing,
  expiresAt: Date | null = new Date('2027-11-21T10:00:00Z'),
  productVersion = 1,
) => ({
  standing,
  productVersion,
  expiresAt,
});

test('only three standings allow reading', () => {
  const all: Standing[] = [
    'requested',
    'deferred',
    'refused',
    'given',
    'renewed',
    'paused',
    'expiring',
    'expired',
    'withdrawn',
    'revoked',
    'invalidated',
  ];
  expect(all.filter(mayRead)).toEqual(['given', 'renewed', 'expiring']);
  expect(mayRead(null)).toBe(false);
});

test.each<[Standing | null, ConsentEventType, Standing]>([
  [null, 'given', 'given'],
  ['withdrawn', 'given', 'given'],
  ['given', 'amended', 'given'],
  ['given', 'renewed', 'renewed'],
  ['expired', 'renewed', 'renewed'],
  ['given', 'paused', 'paused'],
  ['paused', 'resumed', 'given'],
  ['paused', 'withdrawn', 'withdrawn'],
  ['given', 'revoked', 'revoked'],
  ['given', 'expired', 'expired'],
  ['renewed', 'invalidated', 'invalidated'],
  ['withdrawn', 'deferred', 'deferred'],
  ['given', 'data_deleted', 'given'],
  ['renewed', 'source_added', 'renewed'],
  ['paused', 'source_added', 'paused'],
  ['withdrawn', 'source_added', 'withdrawn'],
  // What makes no sense changes nothing.
  ['withdrawn', 'resumed', 'withdrawn'],
  ['withdrawn', 'renewed', 'withdrawn'],
  ['withdrawn', 'amended', 'withdrawn'],
  ['withdrawn', 'expired', 'withdrawn'],
  ['refused', 'withdrawn', 'refused'],
  ['given', 'requested', 'given'],
  ['paused', 'amended', 'paused'],
  [null, 'paused', 'requested'],
])('after %s, %s leaves %s', (previous, type, expected) => {
  expect(standingAfter(previous, type)).toBe(expected);
});

test('after a withdrawal nothing but a new yes ever allows reading', () => {
  const notGiven = fc.array(fc.constantFrom(...EVENT_TYPES.filter((type) => type !== 'given')));
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...EVENT_TYPES)),
      fc.constantFrom('withdrawn', 'revoked'),
      notGiven,
      (before, end, after) => {
        const standing = [
          ...before,
          'given' as const,
          end as ConsentEventType,
          ...after,
        ].reduce<Standing | null>(standingAfter, null);
        expect(mayRead(standing)).toBe(false);
      },
    ),
  );
});

test.each([
  ['2026-11-21T10:00:00.000Z', 12, '2027-11-21T10:00:00.000Z'],
  ['2026-11-30T10:00:00.000Z', 3, '2027-02-28T10:00:00.000Z'],
  ['2027-11-30T10:00:00.000Z', 3, '2028-02-29T10:00:00.000Z'],
  ['2028-02-29T23:59:59.999Z', 12, '2029-02-28T23:59:59.999Z'],
])('%s plus %i months is %s', (from, durationMonths, end) => {
  expect(expiryOf({ durationMonths }, new Date(from))?.toISOString()).toBe(end);
});

test('a one-time read has no end, and a later start never ends earlier', () => {
  expect(expiryOf({ durationMonths: null }, NOW)).toBeNull();
  const date = fc.date({ min: new Date('2020-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(date, date, fc.integer({ min: 1, max: 84 }), (a, b, durationMonths) => {
      const [early, late] = a <= b ? [a, b] : [b, a];
      const [first, second] = [expiryOf({ durationMonths }, early), expiryOf({ durationMonths }, late)];
      if (first === null || second === null) throw new Error('no end');
      // The 31st and the 30th may end on the same shorter month's last day, hours apart in either order.
      expect(second.getTime()).toBeGreaterThanOrEqual(first.getTime() - 24 * 3600 * 1000);
    }),
  );
});

test('pausing and resuming act once, and never outlive the time that was agreed', () => {
  const over = at('paused', NOW);
  expect(decidePause(at('given'), NOW)).toBe('change');
  expect(decidePause(at('paused'), NOW)).toBe('unchanged');
  expect(decidePause(at('given', NOW), NOW)).toBe('refuse');
  expect(decidePause(at('withdrawn'), NOW)).toBe('refuse');
  expect(decideResume(at('paused'), NOW)).toBe('change');
  expect(decideResume(at('given'), NOW)).toBe('unchanged');
  expect(decideResume(over, NOW)).toBe('refuse');
  expect(decideResume(at('withdrawn'), NOW)).toBe('refuse');
});

test('whatever was agreed once can be withdrawn, once', () => {
  const withdrawable = (['given', 'renewed', 'expiring', 'paused', 'expired', 'invalidated'] as const).map(
    (s) => at(s),
  );
  expect(withdrawable.map(decideWithdraw)).toEqual(withdrawable.map(() => 'withdraw'));
  const others = (['requested', 'deferred', 'refused', 'withdrawn', 'revoked'] as const).map((s) => at(s));
  expect(others.map(decideWithdraw)).toEqual(others.map(() => 'nothing-to-withdraw'));
});

test('a consent ends by itself, and says so a month before', () => {
  const inDays = (days: number) => new Date(NOW.getTime() + days * 86_400_000);
  expect(standingAt(at('given', inDays(31)), NOW)).toBe('given');
  expect(standingAt(at('renewed', inDays(30)), NOW)).toBe('expiring');
  expect(standingAt(at('given', NOW), NOW)).toBe('expired');
  expect(standingAt(at('paused', inDays(1)), NOW)).toBe('paused');
  expect(standingAt(at('paused', NOW), NOW)).toBe('expired');
  expect(standingAt(at('withdrawn', NOW), NOW)).toBe('withdrawn');
  expect(standingAt(at('given', null), NOW)).toBe('given');
});
