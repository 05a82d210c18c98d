import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConnectionState } from '../connection/connection';
import type { Standing } from '../consent/consent';
import { DAY_MS } from '../text/duration';
import { type AccessFacts, accessEndsAt, bankTimes, decideRenew, wayToGoOn } from './expiry';

const START = Date.parse('2026-01-01T10:00:00.000Z');
const at = (days: number) => new Date(START + days * DAY_MS);

const bank = (given: Partial<AccessFacts> = {}): AccessFacts => ({
  sourceType: 'Banking',
  state: 'Linked',
  authorisedAt: at(0),
  firstLinkedAt: at(0),
  signedInAt: at(0),
  reconfirmedAt: null,
  accessDays: 90,
  goesOn: 'here',
  isLapsed: false,
  ...given,
});
const confirmed = (day: number) => bank({ authorisedAt: at(day), reconfirmedAt: at(day) });

describe('a bank connection', () => {
  test('runs out 90 days after the customer signed in', () => {
    expect(bankTimes(bank())).toMatchObject({ confirmBy: at(90), bankEndsAt: at(90) });
  });

  test('known only since it was first linked, counts from there', () => {
    expect(bankTimes(bank({ authorisedAt: null, signedInAt: null }))?.confirmBy).toEqual(at(90));
  });

  test('confirming here restarts our clock and not the bank’s', () => {
    const times = bankTimes(confirmed(70));
    expect(times).toMatchObject({ confirmBy: at(160), bankEndsAt: at(90) });
    expect(times && accessEndsAt(times, at(71))).toEqual(at(90));
    // It was reached and the bank still lets us read: then our own end is the next one.
    expect(times && accessEndsAt(times, at(91))).toEqual(at(160));
  });

  test('without its history, a confirmation does not pass for signing in', () => {
    expect(bankTimes({ ...confirmed(70), signedInAt: null })?.bankEndsAt).toEqual(at(90));
  });

  test.each([
    ['Banking', 'Unlinked'],
    ['Banking', 'PendingAuth'],
    ['Banking', 'deleted'],
  ] as const)('%s that is %s has no such end', (sourceType, state) => {
    expect(bankTimes(bank({ sourceType, state }))).toBeNull();
    expect(wayToGoOn(bank({ sourceType, state }), at(89))).toBeNull();
  });

  test('of a platform without such an end never runs out; when the bank takes it back, only the bank helps', () => {
    const endless = bank({ accessDays: null });
    expect([bankTimes(endless), wayToGoOn(endless, at(900))]).toEqual([null, null]);
    expect(wayToGoOn({ ...endless, state: 'Deauthorized' }, at(900))).toBe('sign-in');
    expect(wayToGoOn({ ...endless, sourceType: 'Commerce', state: 'Deauthorized' }, at(900))).toBeNull();
  });

  test('that Codat was told to give up goes on at the bank, and one whose bank asks for it before as well', () => {
    expect(wayToGoOn(bank({ state: 'Unlinked', isLapsed: true }), at(91))).toBe('sign-in');
    const european = bank({ accessDays: 180, goesOn: 'at-bank' });
    expect([100, 149, 150, 181].map((day) => wayToGoOn(european, at(day)))).toEqual([
      ...[null, null, 'sign-in', 'sign-in'],
    ]);
  });

  test.each([
    [bank(), 59, null],
    [bank(), 60, 'tick'],
    [bank(), 82, 'tick'],
    [bank(), 83, 'sign-in'],
    [bank(), 89, 'sign-in'],
    // The bank did not end it.
    [bank(), 91, 'tick'],
    [confirmed(70), 71, null],
    [confirmed(70), 84, 'sign-in'],
    [confirmed(70), 100, null],
    [confirmed(70), 131, 'tick'],
    [bank({ state: 'Deauthorized' }), 5, 'sign-in'],
  ] as const)('%# what to do on a day', (connection, day, way) => {
    expect(wayToGoOn(connection, at(day))).toBe(way);
  });

  test('a tick is only ever offered where it buys time: ticking takes the offer away', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 89 }), (day, since) => {
        const connection = { ...confirmed(since), state: 'Linked' as ConnectionState };
        if (wayToGoOn(connection, at(day)) !== 'tick' || day < since) return;
        const after = { ...connection, authorisedAt: at(day), reconfirmedAt: at(day) };
        expect(wayToGoOn(after, at(day))).toBeNull();
      }),
    );
  });
});

describe('renewing', () => {
  const year = { durationMonths: 12 };
  const consent = (standing: Standing, end: number | null = 100, productVersion = 1) => ({
    standing,
    productVersion,
    expiresAt: end === null ? null : at(end),
  });

  test.each(['given', 'renewed', 'expiring', 'expired'] as const)(
    'what is %s counts from now',
    (standing) => {
      const until = new Date('2027-01-31T10:00:00.000Z');
      expect(decideRenew(consent(standing), year, { asksSince: 1 }, at(30))).toEqual({
        kind: 'renew',
        until,
      });
    },
  );

  test.each(['paused', 'withdrawn', 'revoked', 'refused', 'deferred', 'requested', 'invalidated'] as const)(
    'what is %s is refused',
    (standing) => {
      expect(decideRenew(consent(standing), year, { asksSince: 1 }, at(30))).toEqual({ kind: 'refuse' });
    },
  );

  test('a one-time read has no time to extend', () => {
    const once = { durationMonths: null };
    expect(decideRenew(consent('given', null), once, { asksSince: 1 }, at(1))).toEqual({ kind: 'refuse' });
  });

  test('when the product asks for more, time alone is not what is asked', () => {
    expect(decideRenew(consent('given'), year, { asksSince: 2 }, at(30))).toEqual({ kind: 'ask-again' });
  });

  test('it never shortens', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 900 }), (end, day) => {
        const decision = decideRenew(consent('given', end), year, { asksSince: 1 }, at(day));
        if (decision.kind === 'renew') expect(decision.until.getTime()).toBeGreaterThan(at(end).getTime());
        else expect(decision.kind).toBe('unchanged');
      }),
    );
  });
});
