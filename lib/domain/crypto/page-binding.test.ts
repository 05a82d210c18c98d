import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { signInToken } from '../identity/sign-in-link';
import { bindPage, judgePage, readBinding } from './page-binding';

const SECRET = 'a secret of this site';
const made = { companyId: randomUUID(), userId: randomUUID() };

it('reads back what was bound', () => {
  expect(readBinding(SECRET, bindPage(SECRET, made))).toEqual(made);
});

it('says the same of the same page twice: it is no secret of one visit', () => {
  expect(bindPage(SECRET, made)).toBe(bindPage(SECRET, made));
});

it.each([
  ['another secret', bindPage('another', made)],
  ['another business', bindPage(SECRET, made).replace(made.companyId, randomUUID())],
  ['another person', bindPage(SECRET, made).replace(made.userId, randomUUID())],
  ['both ids changed places', [made.userId, made.companyId, bindPage(SECRET, made).split('.')[2]].join('.')],
  ['no code', `${made.companyId}.${made.userId}.`],
  [
    'a code of another use of the secret',
    `${made.companyId}.${made.userId}.${signInToken(SECRET, `${made.companyId}:${made.userId}`)}`,
  ],
  ['more behind it', `${bindPage(SECRET, made)}.x`],
  ['capitals', bindPage(SECRET, made).toUpperCase()],
  ['nothing', undefined],
  ['an empty field', ''],
  ['a list', [bindPage(SECRET, made)]],
  ['a file', new Blob()],
  ['a long text', 'x'.repeat(100_000)],
])('does not read %s', (_what, value) => {
  expect(readBinding(SECRET, value)).toBeNull();
});

it('counts only for the same person and the same business', () => {
  const other = randomUUID();
  expect(judgePage(made, { ...made })).toBe('same');
  expect(judgePage(made, { ...made, companyId: other })).toBe('other-business');
  expect(judgePage(made, { ...made, userId: other })).toBe('other-person');
  expect(judgePage(made, { companyId: other, userId: other })).toBe('other-person');
  expect(judgePage(null, made)).toBe('unreadable');
});
