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
  expect(outcomeOf(readClaim(status), truth)).toBe(outcome);
});

test('an address that lies never makes it connected, and never hides that it is', () => {
  for (const status of ['200', '201', '403', '500', '501', 'x', null]) {
    expect(outcomeOf(readClaim(status), 'Linked')).toBe('connected');
    for (const truth of ['PendingAuth', 'Unlinked', 'Deauthorized', 'starting', 'deleted', null] as const) {
      expect(outcomeOf(readClaim(status), truth)).not.toBe('connected');
    }
  }
});
