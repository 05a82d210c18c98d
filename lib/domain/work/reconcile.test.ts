import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConnectionState } from '../connection/connection';
import {
  assumedLimit,
  callBudgetOf,
  costOf,
  differences,
  LOST_AFTER_MS,
  leftOf,
  lostTies,
  type OurConnection,
  type TheirConnection,
  waitForReconciliation,
} from './reconcile';

const SEEN_AT = new Date('2026-03-01T12:00:00Z');
const ago = (ms: number) => new Date(SEEN_AT.getTime() - ms);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function ours(id: string, more: Partial<OurConnection> = {}): OurConnection {
  return {
    id: `our-${id}`,
    codatConnectionId: id,
    platformKey: 'gbol',
    state: 'Linked',
    checkedAt: ago(DAY),
    createdAt: ago(10 * DAY),
    ...more,
  };
}
const theirs = (id: string, state: ConnectionState = 'Linked', platformKey = 'gbol'): TheirConnection => ({
  id,
  platformKey,
  state,
});
const compare = (rows: OurConnection[], wires: TheirConnection[], ending: string[] = []) =>
  differences({ ours: rows, theirs: wires, ending, seenAt: SEEN_AT });

describe('what differs', () => {
  test.each([
    ['nothing', [ours('a')], [theirs('a')], []],
    ['a state', [ours('a')], [theirs('a', 'Deauthorized')], ['state-differs our-a']],
    ['one that Codat does not have', [ours('a')], [], ['missing-at-codat our-a']],
    ['one that we do not know', [], [theirs('a')], ['unknown-connection ']],
    ['one that is deleted here', [ours('a', { state: 'deleted' })], [theirs('a')], ['still-at-codat our-a']],
    ['one that is deleted on both sides', [ours('a', { state: 'deleted' })], [], []],
    ['newer knowledge of ours', [ours('a', { checkedAt: ago(-1) })], [theirs('a', 'Unlinked')], []],
  ])('%s', (_, rows, wires, expected) => {
    expect(compare(rows, wires).map(({ found, connectionId }) => `${found} ${connectionId ?? ''}`)).toEqual(
      expected,
    );
  });

  test('an end that is owed is no difference, whatever Codat says', () => {
    expect(compare([ours('a', { state: 'Unlinked' })], [theirs('a')], ['our-a'])).toEqual([]);
    expect(compare([ours('a', { state: 'deleted' })], [theirs('a')], ['our-a'])).toEqual([]);
  });

  test('an answer that was lost is found after an hour, and is no stranger before', () => {
    const young = {
      codatConnectionId: null,
      state: 'starting',
      createdAt: ago(LOST_AFTER_MS - 1),
    } as const;
    expect(compare([ours('x', young)], [theirs('a', 'PendingAuth')])).toEqual([]);
    const old = { ...young, createdAt: ago(LOST_AFTER_MS) };
    expect(compare([ours('x', old)], [theirs('a', 'PendingAuth')])).toEqual([
      { found: 'codat-id-missing', connectionId: 'our-x' },
    ]);
    expect(compare([ours('x', old)], [theirs('a', 'PendingAuth', 'xero')])).toEqual([
      { found: 'unknown-connection', connectionId: null },
    ]);
  });
});

const states: ConnectionState[] = ['PendingAuth', 'Linked', 'Unlinked', 'Deauthorized'];
const id = fc.integer({ min: 0, max: 8 }).map(String);
const platformKey = fc.constantFrom('gbol', 'xero');
const wires = fc.uniqueArray(
  fc.record({ id, platformKey, state: fc.constantFrom(...states) }) satisfies fc.Arbitrary<TheirConnection>,
  { selector: (one) => one.id, maxLength: 8 },
);
const rows = fc
  .uniqueArray(
    fc.record({
      id,
      platformKey,
      isTied: fc.boolean(),
      state: fc.constantFrom<ConnectionState>(...states, 'deleted'),
      ageMs: fc.integer({ min: -HOUR, max: DAY }),
    }),
    { selector: (one) => one.id, maxLength: 8 },
  )
  .map((list) =>
    list.map(({ isTied, ageMs, ...one }) =>
      ours(one.id, {
        platformKey: one.platformKey,
        state: isTied ? one.state : 'starting',
        codatConnectionId: isTied ? one.id : null,
        checkedAt: isTied ? ago(ageMs) : null,
        createdAt: ago(ageMs + HOUR),
      }),
    ),
  );

test('what is put right as Codat says it is no difference any more', () => {
  fc.assert(
    fc.property(rows, wires, (mine, wire) => {
      const ties = lostTies({ ours: mine, theirs: wire, ending: [], seenAt: SEEN_AT });
      const mended = mine.map((row) => {
        const codatId =
          row.codatConnectionId ??
          ties.find(({ connectionId }) => connectionId === row.id)?.codatConnectionId ??
          null;
        if (row.state === 'deleted' || codatId === null) return row;
        if (row.checkedAt !== null && row.checkedAt > SEEN_AT) return row;
        const state = wire.find((one) => one.id === codatId)?.state ?? 'deleted';
        return { ...row, codatConnectionId: codatId, state, checkedAt: SEEN_AT };
      });
      const known = new Set(mended.map(({ codatConnectionId }) => codatConnectionId));
      const isBeingMade = (key: string) =>
        mended.some((row) => row.codatConnectionId === null && row.platformKey === key);
      const strangers = wire
        .filter((one) => !known.has(one.id) && !isBeingMade(one.platformKey))
        .map((one) => ours(`new-${one.id}`, { codatConnectionId: one.id, state: one.state }));
      const left = differences({
        ours: [...mended, ...strangers],
        theirs: wire,
        ending: [],
        seenAt: SEEN_AT,
      });
      expect(left.filter(({ found }) => found !== 'still-at-codat')).toEqual([]);
    }),
  );
});

test('no connection at Codat is tied to two of ours, and none that is known', () => {
  fc.assert(
    fc.property(rows, wires, (mine, wire) => {
      const ties = lostTies({ ours: mine, theirs: wire, ending: [], seenAt: SEEN_AT });
      const tied = ties.map(({ codatConnectionId }) => codatConnectionId);
      expect(new Set(tied).size).toBe(tied.length);
      expect(mine.filter(({ codatConnectionId: known }) => known !== null && tied.includes(known))).toEqual(
        [],
      );
    }),
  );
});

test('nothing waits longer than a week or shorter than most of an hour; access is looked at every day', () => {
  const facts = fc.array(
    fc.record({ state: fc.constantFrom<ConnectionState>('starting', 'deleted', ...states), age: fc.nat(90) }),
  );
  fc.assert(
    fc.property(facts, fc.double({ min: 0, max: 1, noNaN: true }), (list, random) => {
      const connections = list.map(({ state, age }) => ({ state, createdAt: ago(age * DAY) }));
      const wait = waitForReconciliation(connections, SEEN_AT, random);
      expect(wait).toBeGreaterThanOrEqual(0.9 * HOUR);
      expect(wait).toBeLessThanOrEqual(7 * DAY);
      if (connections.some(({ state }) => state === 'Linked')) expect(wait).toBeLessThanOrEqual(DAY);
      const young = { state: 'PendingAuth', createdAt: ago(HOUR) } as const;
      expect(waitForReconciliation([...connections, young], SEEN_AT, random)).toBeLessThanOrEqual(HOUR);
    }),
  );
});

describe('what it may cost', () => {
  test('pages, what is missing, and products', () => {
    expect(costOf({ connections: 0, missing: 0, syncsProducts: false })).toBe(1);
    expect(costOf({ connections: 100, missing: 2, syncsProducts: true })).toBe(4);
    expect(costOf({ connections: 101, missing: 0, syncsProducts: false })).toBe(2);
  });

  test('a tenth of the quota of a small client, and a hundred a minute of a large one', () => {
    expect(assumedLimit(0)).toBe(1000);
    expect(callBudgetOf({ limit: assumedLimit(0), remaining: null }, 10)).toEqual({
      perDay: 100,
      perMinute: 100,
    });
    expect(callBudgetOf({ limit: assumedLimit(100_000), remaining: null }, 10)).toEqual({
      perDay: 10_000_100,
      perMinute: 100,
    });
  });

  test('the last fifth of the day is not touched, and never is more spent than allowed', () => {
    const count = fc.nat(100_000);
    fc.assert(
      fc.property(
        count,
        count,
        fc.nat(100),
        count,
        fc.nat(200),
        (limit, remaining, percent, today, minute) => {
          const callBudget = callBudgetOf({ limit, remaining }, percent);
          expect(callBudget.perDay).toBeLessThanOrEqual(limit);
          if (remaining < limit / 5) expect(callBudget.perDay).toBe(0);
          const left = leftOf(callBudget, { today, thisMinute: minute });
          expect(left).toBeGreaterThanOrEqual(0);
          if (left > 0) expect(today + left).toBeLessThanOrEqual(callBudget.perDay);
          if (left > 0) expect(minute + left).toBeLessThanOrEqual(callBudget.perMinute);
        },
      ),
    );
  });
});
