import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ConnectionState } from './connection';
import { changeOf, type KnownConnection, type SeenConnection } from './connection-seen';

const NOW = new Date('2026-11-21T10:00:00Z');
const BUSINESS = 'Kestrel Coffee';
const known = (state: ConnectionState, over: Partial<KnownConnection> = {}): KnownConnection => ({
  state,
  organisation: 'Kestrel Coffee Ltd',
  organisationId: 'k',
  firstLinkedAt: NOW,
  ...over,
});
const seen = (
  state: ConnectionState,
  organisation: string | null = 'Kestrel Coffee Ltd',
): SeenConnection => ({
  state,
  organisation,
  organisationId: organisation === null ? null : organisation.slice(0, 1).toLowerCase(),
  isUpload: false,
});

test.each([
  [null, 'Linked', 'linked'],
  [null, 'Unlinked', null],
  ['starting', 'PendingAuth', null],
  ['PendingAuth', 'Linked', 'relinked'],
  ['Linked', 'Linked', null],
  ['Linked', 'Deauthorized', 'deauthorized'],
  ['Linked', 'Unlinked', 'unlinked'],
  ['Deauthorized', 'Unlinked', 'unlinked'],
  ['Deauthorized', 'Linked', 'relinked'],
  ['Unlinked', 'Linked', 'relinked'],
] as const)('from %s to %s: %s', (before, after, event) => {
  expect(changeOf(before && known(before), seen(after), BUSINESS).event).toBe(event);
});

test.each([
  ['Deauthorized', 'Unlinked'],
  ['PendingAuth', 'Unlinked'],
  ['Unlinked', 'Unlinked'],
  ['Linked', 'Linked'],
] as const)('what was disconnected and is %s at Codat is kept as %s', (said, kept) => {
  const { state, event } = changeOf(known('Unlinked'), seen(said), BUSINESS);
  expect([state, event]).toEqual([kept, kept === 'Linked' ? 'relinked' : null]);
});

test('the first access is told apart from one that comes back', () => {
  const fresh = known('PendingAuth', { organisation: null, organisationId: null, firstLinkedAt: null });
  expect(changeOf(fresh, seen('Linked'), BUSINESS).event).toBe('linked');
});

test('a doubtful organisation is asked about and does not count; what counted before still does', () => {
  expect(changeOf(known('Deauthorized'), seen('Linked', 'Alder Mill'), BUSINESS)).toEqual({
    organisation: 'Kestrel Coffee Ltd',
    organisationId: 'k',
    state: 'Linked',
    event: 'relinked',
    check: {
      kind: 'ask',
      before: { name: 'Kestrel Coffee Ltd', id: 'k' },
      after: { name: 'Alder Mill', id: 'a' },
    },
  });
  expect(changeOf(null, seen('Linked', 'Alder Mill'), BUSINESS)).toMatchObject({
    organisation: null,
    check: { kind: 'ask', before: null },
  });
});

test('a new name of the same organisation is taken over, and what the platform leaves out is kept', () => {
  expect(changeOf(known('Linked'), seen('Linked', 'Kestrel Roasters'), BUSINESS)).toMatchObject({
    organisation: 'Kestrel Roasters',
    check: { kind: 'drop' },
  });
  expect(changeOf(known('Linked'), seen('Linked', null), BUSINESS)).toMatchObject({
    organisation: 'Kestrel Coffee Ltd',
    check: { kind: 'leave' },
  });
});

const NEW = known('PendingAuth', { organisation: null, organisationId: null, firstLinkedAt: null });
const AGAIN = known('Deauthorized');
const HERE = known('Linked');
test.each([
  ['first, nobody tells', NEW, null, { kind: 'ask', before: null, after: null }],
  ['again, nobody tells', AGAIN, null, { kind: 'ask', after: null }],
  ['still there, nobody tells', HERE, null, { kind: 'leave' }],
  ['first, a hint that fits', NEW, { name: BUSINESS, isOwn: true }, { kind: 'drop' }],
  ['again, a hint that fits', AGAIN, { name: 'Kestrel Coffee', isOwn: true }, { kind: 'drop' }],
  [
    'first, a colleague’s hint that fits',
    NEW,
    { name: BUSINESS, isOwn: false },
    { kind: 'ask', before: null },
  ],
  [
    'first, a hint of another',
    NEW,
    { name: 'Alder Mill', isOwn: true },
    { kind: 'ask', after: { name: 'Alder Mill', id: null } },
  ],
  [
    'again, a hint of another',
    AGAIN,
    { name: 'Alder Mill', isOwn: true },
    { kind: 'ask', after: { name: 'Alder Mill' } },
  ],
] as const)('without a name from Codat: %s', (_case, before, hint, check) => {
  const change = changeOf(before, seen('Linked', null), BUSINESS, hint);
  expect(change.check).toMatchObject(check);
  // A hint is asked about or settles a question: it is never the name.
  expect(change.organisation).toBe(before.organisation);
});

test('files that were sent belong to nobody else, and a hint is not heard where Codat tells the name', () => {
  expect(changeOf(NEW, { ...seen('Linked', null), isUpload: true }, BUSINESS).check).toEqual({
    kind: 'leave',
  });
  const told = changeOf(NEW, seen('Linked', 'Alder Mill'), BUSINESS, { name: BUSINESS, isOwn: true });
  expect(told.check).toMatchObject({ kind: 'ask', after: { name: 'Alder Mill' } });
});

const STATES: ConnectionState[] = ['PendingAuth', 'Linked', 'Unlinked', 'Deauthorized'];
const anySeen = fc
  .record({
    state: fc.constantFrom(...STATES),
    organisation: fc.constantFrom(null, 'Kestrel Coffee', 'Alder Mill'),
  })
  .map(({ state, organisation }) => seen(state, organisation));

test('the same answer twice changes nothing the second time, and only access is ever asked about', () => {
  fc.assert(
    fc.property(fc.array(anySeen, { minLength: 1, maxLength: 8 }), (answers) => {
      let now: KnownConnection | null = null;
      let wasLinked = false;
      for (const answer of answers) {
        const change = changeOf(now, answer, BUSINESS);
        wasLinked ||= answer.state === 'Linked';
        now = {
          state: answer.state,
          organisation: change.organisation,
          organisationId: change.organisationId,
          firstLinkedAt: wasLinked ? NOW : null,
        };
        expect(changeOf(now, answer, BUSINESS).event).toBeNull();
        if (change.check.kind === 'ask') {
          expect(answer.state).toBe('Linked');
          if (change.check.after !== null) expect(change.organisation).not.toBe(answer.organisation);
        }
      }
    }),
  );
});
