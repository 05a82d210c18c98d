import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf } from '../../../e2e/sample-events';
import type { ConnectionEventKind, ConnectionState } from '../connection/connection';
import { type ConnectionHappening, type ConnectionRecord, connectionsAt } from './decide-past';

function record(given: Partial<ConnectionRecord> = {}): ConnectionRecord {
  return {
    id: 'x',
    platformKey: 'gbol',
    platformName: 'Xero',
    sourceType: 'Accounting',
    state: 'Linked',
    organisation: 'Kestrel Coffee Ltd',
    createdAt: dayOf(0),
    firstLinkedAt: dayOf(1),
    accessDays: null,
    ...given,
  };
}
const happening = (kind: ConnectionEventKind, day: number, organisation: string | null = null) =>
  ({ connectionId: 'x', kind, at: dayOf(day), organisation, by: null }) satisfies ConnectionHappening;
const stateAt = (day: number, happened: ConnectionHappening[], row = record()) =>
  connectionsAt([row], { happened, questions: [] }, dayOf(day))[0]?.state;

const LIFE = [
  happening('started', 0),
  happening('linked', 1),
  happening('deauthorized', 10),
  happening('relinked', 12),
  happening('organisation-confirmed', 13),
  happening('unlinked', 20),
  happening('deleted', 30),
];

test.each([
  [0, 'PendingAuth'],
  [5, 'Linked'],
  [10, 'Deauthorized'],
  [13, 'Linked'],
  [25, 'Unlinked'],
  [31, 'deleted'],
])('on day %i it was %s', (day, state) => {
  expect(stateAt(day, LIFE, record({ state: 'deleted' }))).toBe(state);
});

test('before it was begun it was not there', () => {
  expect(connectionsAt([record()], { happened: LIFE, questions: [] }, dayOf(-1))).toEqual([]);
});

test('what is said of one connection is not said of another', () => {
  const rows = [record(), record({ id: 'y', state: 'Linked' })];
  const then = connectionsAt(rows, { happened: LIFE, questions: [] }, dayOf(31));
  expect(then.map(({ state }) => state)).toEqual(['deleted', 'Linked']);
});

test.each<[string, number, ConnectionHappening[], ConnectionState, ConnectionState]>([
  ['nothing was written down', 5, [], 'Unlinked', 'Unlinked'],
  ['it had not been authorised', 0, [], 'Linked', 'PendingAuth'],
  ['only its end was written down', 5, [happening('unlinked', 9)], 'Unlinked', 'Linked'],
  ['only its return was written down', 5, [happening('relinked', 9)], 'Linked', 'Deauthorized'],
])('where %s, what is known of it counts', (_what, day, happened, today, state) => {
  expect(stateAt(day, happened, record({ state: today }))).toBe(state);
});

test('the organisation is the one that was connected then', () => {
  const happened = [happening('linked', 1, 'Kestrel Coffee Ltd'), happening('relinked', 9, 'Other Ltd')];
  const at = (day: number) =>
    connectionsAt([record({ organisation: 'Other Ltd' })], { happened, questions: [] }, dayOf(day))[0];
  expect(at(5)?.organisation).toBe('Kestrel Coffee Ltd');
  expect(at(9)?.organisation).toBe('Other Ltd');
});

test('from the question until its answer nobody knows whether it is the right organisation; a refusal holds until it is authorised again', () => {
  const question = (askedAt: number, answeredAt: number | null, answer: 'right' | 'wrong' | null) => ({
    connectionId: 'x',
    askedAt: dayOf(askedAt),
    answeredAt: answeredAt === null ? null : dayOf(answeredAt),
    answer,
  });
  const questions = [
    question(5, 7, 'right'),
    question(8, 9, 'wrong'),
    question(20, null, null),
    { ...question(0, null, null), connectionId: 'y' },
  ];
  const doubt = (day: number) =>
    connectionsAt([record()], { happened: LIFE, questions }, dayOf(day))[0]?.doubt;
  expect([4, 5, 6, 7, 8, 9, 11, 12, 19, 20, 40].map(doubt)).toEqual([
    ...[null, 'unanswered', 'unanswered', null, 'unanswered', 'refused', 'refused'],
    ...[null, null, 'unanswered', 'unanswered'],
  ]);
});

test('its time counts from the last word of the customer that was known then, and a lapse holds until the next', () => {
  const happened = [
    happening('linked', 1),
    happening('reconfirmed', 50),
    happening('lapsed', 140),
    happening('unlinked', 141),
    happening('relinked', 150),
    { ...happening('unlinked', 160), by: 'Maya' },
  ];
  const at = (day: number) =>
    connectionsAt([record({ accessDays: 90 })], { happened, questions: [] }, dayOf(day))[0];
  expect([10, 60, 145, 151].map((day) => at(day)?.confirmBy)).toEqual([91, 140, 140, 240].map(dayOf));
  expect([10, 139, 140, 145, 151, 161].map((day) => at(day)?.isLapsed)).toEqual([
    ...[false, false, true, true, false, false],
  ]);
});

const KINDS: ConnectionEventKind[] = ['linked', 'relinked', 'unlinked', 'deauthorized', 'deleted'];
const anyLife = fc
  .array(fc.tuple(fc.constantFrom(...KINDS), fc.integer({ min: 0, max: 50 })), { maxLength: 12 })
  .map((steps) => {
    let day = 1;
    const later = steps.map(([kind, wait]) => {
      day += wait;
      return happening(kind, day);
    });
    return [happening('linked', 1), ...later];
  });

test('what was so at a moment does not depend on what happened later', () => {
  fc.assert(
    fc.property(anyLife, fc.integer({ min: 1, max: 700 }), (life, day) => {
      const then = life.filter((one) => one.at <= dayOf(day));
      expect(stateAt(day, life)).toBe(stateAt(day, then));
    }),
  );
});
