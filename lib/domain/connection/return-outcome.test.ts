import { expect, test } from 'vitest';
import type { ConnectionState } from './connection';
import { outcomeOf, type ReturnOutcome, readClaim } from './return-outcome';

test.each<[string | null, ConnectionState | null, ReturnOutcome]>([
  ['200', 'Linked', 'connected'],
  ['200', 'PendingAuth', 'unconfirmed'],
  ['201', 'PendingAuth', 'left'],
  ['403', 'PendingAuth', 'cancelled'],
  ['500', 'PendingAuth', 'provider-error'],
  ['501', 'PendingAuth', 'not-supported'],
  ['418', 'PendingAuth', 'not-finished'],
  [null, 'PendingAuth', 'not-finished'],
  ['200', 'deleted', 'gone'],
  ['200', null, 'cannot-check'],
  ['403', null, 'cannot-check'],
])('status %s with %s at Codat is %s', (status, truth, outcome) => {
  expect(outcomeOf(readClaim(status), truth, false)).toBe(outcome);
});

test('an address that lies never makes it connected, and never hides that it is', () => {
  for (const status of ['200', '201', '403', '500', '501', 'x', null]) {
    for (const isTaken of [true, false]) {
      expect(outcomeOf(readClaim(status), 'Linked', isTaken)).toBe('connected');
    }
    for (const truth of ['PendingAuth', 'Unlinked', 'Deauthorized', 'starting', 'deleted', null] as const) {
      for (const isTaken of [true, false]) {
        expect(outcomeOf(readClaim(status), truth, isTaken)).not.toBe('connected');
      }
    }
  }
});

test('whatever the platform said, a place that is taken is the reason, and trying again is not offered', () => {
  for (const status of ['200', '201', '403', '500', '501', 'x', null]) {
    expect(outcomeOf(readClaim(status), 'PendingAuth', true)).toBe('taken');
  }
  expect(outcomeOf('provider-error', 'deleted', true)).toBe('gone');
  expect(outcomeOf('provider-error', null, true)).toBe('cannot-check');
});
