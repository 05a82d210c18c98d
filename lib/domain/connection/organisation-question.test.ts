import { expect, test } from 'vitest';
import { asksByLetter, organisationQuestion, type QuestionFacts } from './organisation-question';

const LINK = { linkOf: 'Maya Okafor', needsApproval: true, isTakenBack: false };
const BY_COLLEAGUE = { colleague: LINK };
const BY_YOU = { colleague: null };
const ask = (change: Partial<QuestionFacts>) =>
  organisationQuestion({
    about: 'organisation',
    nameBefore: null,
    nameAfter: 'Kestrel Coffee Ltd',
    isOtherById: false,
    businessName: 'Kestrel Coffee',
    trip: BY_YOU,
    ...change,
  });

test('a first connection of a colleague says who did it, and that nothing was connected before', () => {
  expect(ask({ about: 'access', trip: BY_COLLEAGUE })).toEqual({
    organisation: 'Kestrel Coffee Ltd',
    who: { kind: 'colleague', linkOf: 'Maya Okafor' },
    what: { kind: 'first-fits' },
    why: 'look-first',
  });
});

test.each([
  ['first, by another name', { nameAfter: 'Alder Mill' }, { kind: 'first-differs' }],
  [
    'again, the same',
    { about: 'access', nameBefore: 'Kestrel Coffee' },
    { kind: 'same', before: 'Kestrel Coffee' },
  ],
  ['again, another or renamed', { nameBefore: 'Alder Mill' }, { kind: 'other', before: 'Alder Mill' }],
  [
    'again, another of the same name',
    { nameBefore: 'Kestrel Coffee', isOtherById: true },
    { kind: 'namesake', before: 'Kestrel Coffee' },
  ],
  ['without a name', { nameAfter: null }, { kind: 'unnamed' }],
  [
    'without a name, after one',
    { about: 'access', nameAfter: null, nameBefore: 'Alder Mill' },
    { kind: 'unnamed' },
  ],
  ['an organisation called as its platform', { nameAfter: 'Xero' }, { kind: 'first-differs' }],
] as const)('what happened: %s', (_name, change, what) => {
  for (const trip of [BY_YOU, BY_COLLEAGUE, null]) expect(ask({ ...change, trip }).what).toEqual(what);
});

test('never says that something was connected before when nothing was, nor that it was you when it was not', () => {
  for (const about of ['access', 'organisation'] as const)
    for (const trip of [BY_YOU, BY_COLLEAGUE, null]) {
      const { what, who } = ask({ about, trip });
      expect('before' in what).toBe(false);
      expect(who.kind).toBe(trip === null ? 'elsewhere' : trip === BY_YOU ? 'you' : 'colleague');
    }
});

test('a name that fits is asked about for a reason, and the reason is told', () => {
  const why = (change: Partial<typeof LINK>) =>
    ask({ about: 'access', trip: { colleague: { ...LINK, ...change } } }).why;
  expect(why({})).toBe('look-first');
  expect(why({ isTakenBack: true })).toBe('taken-back');
  expect(why({ needsApproval: false })).toBe('not-agreed');
  expect(ask({ nameAfter: 'Alder Mill' }).why).toBeNull();
});

test('a letter asks those who were not there', () => {
  expect([BY_YOU, BY_COLLEAGUE, null].map((trip) => asksByLetter(ask({ trip })))).toEqual([
    false,
    true,
    true,
  ]);
});
