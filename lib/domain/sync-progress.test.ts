import { expect, test } from 'vitest';
import { groupState, isSettled, type ReadState, readStateOf } from './sync-progress';

const status = (currentStatus: string) => ({
  dataType: 'invoices',
  currentStatus,
  lastSuccessfulSyncAt: null,
});

test.each<[string, ReadState]>([
  ['Initial', 'waiting'],
  ['Queued', 'waiting'],
  ['Fetching', 'reading'],
  ['Mapping', 'reading'],
  ['Validating', 'reading'],
  ['Complete', 'ready'],
  ['NotSupported', 'not-offered'],
  ['AuthError', 'problem'],
  ['SomethingNew', 'waiting'],
])('%s is told as %s', (wire, state) => {
  expect(readStateOf(status(wire), true)).toBe(state);
});

test('nothing heard yet is waiting, unless the platform never offers it', () => {
  expect(readStateOf(null, true)).toBe('waiting');
  expect(readStateOf(null, null)).toBe('waiting');
  expect(readStateOf(null, false)).toBe('not-offered');
});

test.each<[ReadState[], ReadState]>([
  [['ready', 'ready'], 'ready'],
  [['ready', 'not-offered'], 'ready'],
  [['not-offered'], 'not-offered'],
  [['ready', 'waiting'], 'reading'],
  [['waiting', 'waiting'], 'waiting'],
  [['ready', 'problem'], 'problem'],
])('a group of %j is %s', (states, state) => {
  expect(groupState(states)).toBe(state);
});

test('settled only when waiting changes nothing', () => {
  expect(isSettled(['ready', 'not-offered', 'problem'])).toBe(true);
  expect(isSettled(['ready', 'reading'])).toBe(false);
});
