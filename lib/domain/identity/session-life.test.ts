import { expect, test } from 'vitest';
import {
  isSessionOver,
  isSignInConfirmed,
  isWorthNoting,
  type SessionLimits,
  sessionEnd,
} from './session-life';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const createdAt = new Date('2026-11-21T08:00:00Z');
const at = (ms: number) => new Date(createdAt.getTime() + ms);
const LIMITS: SessionLimits = { idleMs: HOUR, longestMs: 12 * HOUR, memberDays: 365 };
const session = (usedMs: number, signedInAt: Date | null = createdAt) => ({
  createdAt,
  usedAt: at(usedMs),
  issuerSignedInAt: signedInAt,
});

test.each([
  ['a moment before the idle limit', 0, HOUR - 1, false],
  ['at the idle limit', 0, HOUR, true],
  ['used meanwhile', HOUR - 1, HOUR, false],
  ['used until the absolute limit', 12 * HOUR - 1, 12 * HOUR - 1, false],
  ['at the absolute limit, just used', 12 * HOUR - 1, 12 * HOUR, true],
  ['seen by a clock that is behind', 0, -2 * HOUR, false],
  ['used by a clock that is ahead', 20 * HOUR, 12 * HOUR, true],
])('%s', (_, used, now, over) => {
  expect(isSessionOver(session(used), LIMITS, at(now))).toBe(over);
});

test('a limit that is made shorter counts for sessions that are there', () => {
  const shorter = { ...LIMITS, idleMs: 5 * MINUTE, longestMs: HOUR };
  expect(sessionEnd(session(0), LIMITS)).toEqual(at(HOUR));
  expect(isSessionOver(session(0), shorter, at(5 * MINUTE))).toBe(true);
  expect(isSessionOver(session(59 * MINUTE), shorter, at(HOUR))).toBe(true);
});

test('use is noted every five minutes, and more often where the idle limit is short', () => {
  expect(isWorthNoting(createdAt, LIMITS, at(5 * MINUTE - 1))).toBe(false);
  expect(isWorthNoting(createdAt, LIMITS, at(5 * MINUTE))).toBe(true);
  expect(isWorthNoting(createdAt, { ...LIMITS, idleMs: 5 * MINUTE }, at(MINUTE / 2))).toBe(true);
  expect(isWorthNoting(createdAt, LIMITS, at(-HOUR))).toBe(false);
});

test('the word of the service holds for so many days, or for ever where it is off', () => {
  expect(isSignInConfirmed(createdAt, 365, at(365 * DAY - 1))).toBe(true);
  expect(isSignInConfirmed(createdAt, 365, at(365 * DAY))).toBe(false);
  expect(isSignInConfirmed(createdAt, null, at(9999 * DAY))).toBe(true);
  expect(isSignInConfirmed(null, 1, at(9999 * DAY))).toBe(true);
  expect(
    isSessionOver(session(400 * DAY, createdAt), { ...LIMITS, longestMs: 500 * DAY }, at(400 * DAY)),
  ).toBe(true);
});
