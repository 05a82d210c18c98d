import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  groupState,
  isReadOver,
  isSettled,
  type KnownRead,
  mergeRead,
  type ReadState,
  readStateOf,
} from './sync-progress';

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
  expect(readStateOf(wire, true)).toBe(state);
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
  [['reading', 'problem'], 'reading'],
  [['not-offered', 'problem'], 'problem'],
])('a group of %j is %s', (states, state) => {
  expect(groupState(states)).toBe(state);
});

test('settled only when waiting changes nothing', () => {
  expect(isSettled(['ready', 'not-offered', 'problem'])).toBe(true);
  expect(isSettled(['ready', 'reading'])).toBe(false);
});

const STEPS = ['Queued', 'Fetching', 'Mapping', 'Validating'] as const;
const ENDS = ['Complete', 'NotSupported', 'FetchError', 'AuthError', 'PermissionsError'] as const;
const AT = new Date('2026-11-21T10:42:00Z');
const said = (status: string, syncId: string | null = 'a', lastReadAt: Date | null = null) => ({
  status,
  syncId,
  lastReadAt,
});
const rank = (status: string) => {
  const state = readStateOf(status, null);
  return isReadOver(state) ? 2 : state === 'reading' ? 1 : 0;
};

const anyStatus = fc.constantFrom(...STEPS, ...ENDS, 'Initial', 'Unheard');
const anyTime = fc.option(fc.date({ min: new Date(0), max: AT, noInvalidDate: true }), { nil: null });

test('within one read nothing goes backwards, whatever the order of the answers', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyStatus, anyTime), { minLength: 1 }), (answers) => {
      let known: KnownRead | null = null;
      for (const [status, lastReadAt] of answers) {
        const next = mergeRead(known, said(status, 'a', lastReadAt), AT);
        if (known !== null) {
          expect(rank(next.status)).toBeGreaterThanOrEqual(rank(known.status));
          expect(Number(next.lastReadAt)).toBeGreaterThanOrEqual(Number(known.lastReadAt));
          if (known.settledAt !== null) expect(next.settledAt).toEqual(known.settledAt);
        }
        known = next;
      }
      expect(known?.settledAt !== null).toBe(answers.some(([status]) => rank(status) === 2));
    }),
  );
});

test('the same answers in any order end at the same stage', () => {
  fc.assert(
    fc.property(
      fc
        .array(fc.constantFrom(...STEPS), { minLength: 1 })
        .chain((steps) =>
          fc.tuple(fc.constant(steps), fc.shuffledSubarray(steps, { minLength: steps.length })),
        ),
      ([steps, shuffled]) => {
        const run = (order: readonly string[]) =>
          order.reduce<KnownRead | null>((known, status) => mergeRead(known, said(status), AT), null);
        expect(rank(run(shuffled)?.status ?? '')).toBe(rank(run(steps)?.status ?? ''));
      },
    ),
  );
});

test('a new read begins anew, and what was read stays read', () => {
  const done = mergeRead(null, said('Complete', 'a', AT), AT);
  const again = mergeRead(done, said('Queued', 'b'), new Date('2026-11-22T10:00:00Z'));
  expect(again).toEqual({ status: 'Queued', syncId: 'b', lastReadAt: AT, settledAt: AT });
  // Without ids only a new read can explain that it is not through any more.
  const nameless = mergeRead(null, said('Complete', null, AT), AT);
  expect(mergeRead(nameless, said('Fetching', null), AT).status).toBe('Fetching');
  const fetching = mergeRead(null, said('Fetching', null), AT);
  expect(mergeRead(fetching, said('Queued', null), AT).status).toBe('Fetching');
});

test('what a platform does not offer is never told as an error, and an error never as that', () => {
  fc.assert(
    fc.property(anyStatus, fc.option(fc.boolean(), { nil: null }), (status, offered) => {
      const state = readStateOf(status, offered);
      expect(state === 'not-offered').toBe(status === 'NotSupported');
      expect(state === 'problem').toBe(status.endsWith('Error'));
    }),
  );
});
