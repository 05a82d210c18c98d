import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mayServe, shownState } from '../access/access-now';
import { decideStart, platformState } from '../access/platform-choice';
import {
  type ConnectionFacts,
  type ConnectionState,
  mayDelete,
  mayDisconnect,
  mayResume,
  SOURCE_TYPES,
} from './connection';

const NOW = new Date('2026-11-29T12:00:00.000Z');
const xero = (state: ConnectionState): ConnectionFacts => ({
  id: `xero-${state}`,
  platformKey: 'gbol',
  platformName: 'Xero',
  sourceType: 'Accounting',
  state,
});

test('the first platform is created', () => {
  expect(decideStart([], 'gbol', 'Accounting', { now: NOW })).toEqual({ kind: 'create' });
});

test.each(['PendingAuth', 'starting', 'Unlinked', 'Deauthorized'] as const)(
  'a %s connection of the same platform is continued',
  (state) => {
    expect(decideStart([xero(state)], 'gbol', 'Accounting', { now: NOW })).toEqual({
      kind: 'reuse',
      connectionId: `xero-${state}`,
    });
  },
);

test('an unfinished one is continued before a stopped one', () => {
  expect(
    decideStart([xero('Unlinked'), xero('PendingAuth')], 'gbol', 'Accounting', { now: NOW }),
  ).toMatchObject({
    connectionId: 'xero-PendingAuth',
  });
});

test('a deleted one is never continued', () => {
  expect(decideStart([xero('deleted')], 'gbol', 'Accounting', { now: NOW })).toEqual({ kind: 'create' });
});

test('changing one’s mind before authorising is allowed', () => {
  expect(decideStart([xero('PendingAuth')], 'qhyg', 'Accounting', { now: NOW })).toEqual({ kind: 'create' });
});

test('a second accounting platform is refused while one is linked, the same platform too', () => {
  const refused = {
    kind: 'refuse',
    reason: 'accounting-already-connected',
    connectionId: 'xero-Linked',
    platformName: 'Xero',
  };
  expect(decideStart([xero('Linked')], 'qhyg', 'Accounting', { now: NOW })).toEqual(refused);
  expect(decideStart([xero('Linked')], 'gbol', 'Accounting', { now: NOW })).toEqual(refused);
});

test('banking and commerce may be many, the same bank twice too', () => {
  const bank: ConnectionFacts = { ...xero('Linked'), platformKey: 'natwest_uk', sourceType: 'Banking' };
  expect(decideStart([xero('Linked'), bank], 'natwest_uk', 'Banking', { now: NOW })).toEqual({
    kind: 'create',
  });
});

test('never two linked accounting connections, whatever is there', () => {
  const facts = fc.record({
    id: fc.uuid(),
    platformKey: fc.constantFrom('gbol', 'qhyg', 'natwest_uk'),
    platformName: fc.constant('P'),
    sourceType: fc.constantFrom(...SOURCE_TYPES),
    state: fc.constantFrom<ConnectionState>(
      'starting',
      'PendingAuth',
      'Linked',
      'Unlinked',
      'Deauthorized',
      'deleted',
    ),
  });
  fc.assert(
    fc.property(fc.array(facts), fc.constantFrom('gbol', 'qhyg'), (existing, key) => {
      const decision = decideStart(existing, key, 'Accounting', { now: NOW });
      const hasLinked = existing.some((c) => c.sourceType === 'Accounting' && c.state === 'Linked');
      expect(decision.kind === 'refuse').toBe(hasLinked);
      if (decision.kind === 'reuse') {
        const target = existing.find((c) => c.id === decision.connectionId);
        expect(target?.platformKey).toBe(key);
        expect(['Linked', 'deleted']).not.toContain(target?.state);
      }
    }),
  );
});

test('a card shows the furthest state of its platform', () => {
  expect(platformState([xero('Unlinked'), xero('Linked')], 'gbol', NOW)).toBe('Linked');
  expect(platformState([xero('deleted')], 'gbol', NOW)).toBeNull();
});

test('of two logins of one bank, the one that was asked for is continued', () => {
  const bank = (id: string, state: ConnectionState): ConnectionFacts => ({
    ...xero(state),
    id,
    platformKey: 'natwest_uk',
    sourceType: 'Banking',
  });
  const both = [bank('one', 'Deauthorized'), bank('two', 'Unlinked')];
  expect(decideStart(both, 'natwest_uk', 'Banking', { now: NOW, wantedId: 'two' })).toEqual({
    kind: 'reuse',
    connectionId: 'two',
  });
  expect(decideStart(both, 'natwest_uk', 'Banking', { now: NOW, wantedId: 'gone' })).toEqual({
    kind: 'reuse',
    connectionId: 'one',
  });
});

test('what is doubted serves nobody, and is shown as a question only while it gives access', () => {
  const doubted = { ...xero('Linked'), doubt: 'unanswered' as const };
  expect([
    mayServe(xero('Linked'), NOW),
    mayServe(doubted, NOW),
    mayServe(xero('Deauthorized'), NOW),
  ]).toEqual([true, false, false]);
  expect([shownState(doubted, NOW), shownState({ ...doubted, state: 'Deauthorized' }, NOW)]).toEqual([
    'check',
    'Deauthorized',
  ]);
});

test.each([
  ['Linked', true, true, false],
  ['Deauthorized', true, true, true],
  ['Unlinked', false, true, true],
  ['PendingAuth', false, true, true],
  ['starting', false, false, true],
  ['deleted', false, false, false],
] as const)('%s: disconnect %s, delete %s, open again %s', (state, disconnect, remove, resume) => {
  const one = xero(state);
  expect([mayDisconnect(one), mayDelete(one), mayResume(one)]).toEqual([disconnect, remove, resume]);
});
