// Property: at no moment of any life does a sentence about access contradict the decision for that moment.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ABOUT_ACCESS, CHOICES, MAIL_SENTENCES, NAMESPACES, SENTENCES } from '../../../e2e/access-census';
import { contradicts } from '../../../e2e/access-claims';
import { anyLife } from '../../../e2e/access-lives';
import { sentencesOf } from '../../../e2e/access-said';
import en from '../../../messages/en.json';
import fr from '../../../messages/fr.json';
import { MAIL_PHRASES } from '../letter/mail-phrases';

const LIVES = 5_000;

test(`in ${LIVES} lives no sentence contradicts the decision for its moment`, {
  timeout: 10 * 60_000,
}, () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(anyLife, (life) => {
      for (const said of sentencesOf(life)) {
        const { key, claim, now, atEnd } = said;
        seen.add(key);
        if (contradicts(said)) {
          const reasons = [...now, ...atEnd].map(({ reason }) => reason).join(', ');
          throw new Error(
            `${key} claims “${claim}”, and the decision is: ${reasons || 'no such connection'}`,
          );
        }
      }
    }),
    { numRuns: LIVES },
  );
  // The lives reach what the sentences are for.
  for (const key of REACHED) expect([key, seen.has(key)]).toEqual([key, true]);
});

const REACHED = [
  ...[
    'given',
    'expiring',
    'paused',
    'expired',
    'withdrawn',
    'lapsed',
    'lost',
    'files',
    'unconnected',
    'check',
  ].map((shown) => `consents.standing.${shown}`),
  ...['Linked', 'lapsed', 'Deauthorized', 'Unlinked', 'PendingAuth', 'check'].map(
    (s) => `connections.explain.${s}`,
  ),
  ...[
    'ready',
    'files',
    'amend',
    'amendDeclined',
    'check',
    'reconfirm',
    'reconnect',
    'finish',
    'connect',
    'paused',
  ].map((kind) => `product.note.${kind}`),
  ...['title', 'agreedLead', 'agreement.from', 'next.read', 'filesTitle', 'noneTitle', 'lostTitle'].map(
    (name) => `done.${name}`,
  ),
  ...['reconfirm.ended', 'reconfirm.ends', 'reconfirm.endsSoon', 'home.connectedNone', 'home.emptyTitle'],
  ...[
    'home.news.still-sharing.title',
    'stillSharing.subject',
    'connectionExpired.lapsed',
    'connectionExpired.lost',
  ],
  ...['connectionExpiring.lead', 'consentExpiring.lead', 'outbound.may_read'],
  ...['platforms', 'platformsAndFiles', 'platformsFiles', 'platformsEnded', 'platformsNone'].map(
    (name) => `consents.${name}`,
  ),
];

function* leaves(tree: object, path: string): Generator<[string, string]> {
  for (const [name, value] of Object.entries(tree)) {
    const key = path === '' ? name : `${path}.${name}`;
    if (typeof value === 'string') yield [key, value];
    else yield* leaves(value, key);
  }
}

test('every sentence that speaks of access has its line in the census, and no line is without a sentence', () => {
  const speaking = ([language, messages]: ['en' | 'fr', object]) =>
    [...leaves(messages, '')]
      .filter(
        ([key, text]) => NAMESPACES.includes(key.split('.')[0] ?? '') && ABOUT_ACCESS[language].test(text),
      )
      .map(([key]) => key);
  const keys = new Set([...speaking(['en', en]), ...speaking(['fr', fr])]);
  const missing = [...keys].filter(
    (key) => !Object.hasOwn(SENTENCES, key) && !CHOICES.some((choice) => key.startsWith(choice)),
  );
  expect(missing).toEqual([]);
  const there = new Set([...leaves(en, '')].map(([key]) => key));
  expect(Object.keys(SENTENCES).filter((key) => !there.has(key))).toEqual([]);
});

test('every phrase of the letters about access has its line as well', () => {
  const parts = [
    'connectionExpired',
    'connectionExpiring',
    'consentExpiring',
    'consentExpired',
    'stillSharing',
  ] as const;
  const phrases = parts.flatMap((part) =>
    Object.keys(MAIL_PHRASES.en[part]).map((name) => `${part}.${name}`),
  );
  expect(phrases.sort()).toEqual(Object.keys(MAIL_SENTENCES).sort());
});
