import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accountsIn, organisationIn } from './organisation-told';

test.each<[Record<string, string>, string | null]>([
  [{ organisationName: 'Kestrel Coffee Ltd' }, 'Kestrel Coffee Ltd'],
  [{ organisation_name: 'Kestrel', name: 'Xero UK' }, 'Kestrel'],
  [{ 'Legal Entity Name': 'Kestrel Coffee Ltd', userName: 'Ada' }, 'Kestrel Coffee Ltd'],
  [{ subsidiaryName: 'Kestrel Leeds' }, 'Kestrel Leeds'],
  [{ companyname: 'Kestrel' }, 'Kestrel'],
  [{ shopName: 'kestrel.myshopify.com' }, 'kestrel.myshopify.com'],
  [{ company: '5f9c2bd0-2f5e-4b0e-9d0a-4b9ac5a1a111', tenantName: 'Kestrel' }, 'Kestrel'],
  [{ businessName: '株式会社カフェ' }, '株式会社カフェ'],
  [{ name: '12345' }, null],
  [{ accounts: 'Current account', platformName: 'TrueLayer', companyUserName: 'Ada' }, null],
  [{}, null],
])('%j names %j', (facts, name) => {
  expect(organisationIn(Object.entries(facts))?.name ?? null).toBe(name);
});

test('the id is the one of the organisation', () => {
  expect(
    organisationIn([
      ['companyName', 'K'],
      ['userId', 'u'],
      ['realmId', '9130'],
    ]),
  ).toEqual({ name: 'K', id: '9130' });
  expect(
    organisationIn([
      ['companyName', 'K'],
      ['storeId', '7'],
    ])?.id,
  ).toBe('7');
  expect(organisationIn([['realmId', '9130']])).toBeNull();
});

test('neither the order of a map nor what else is in it changes the answer', () => {
  const entry = fc.tuple(
    fc.constantFrom(
      'companyName',
      'tenant_name',
      'Legal Name',
      'x',
      'userName',
      'shopId',
      'tenantId',
      'name',
      '',
    ),
    fc.oneof(fc.string(), fc.constantFrom('Kestrel', 'Alder Mill', '42', '\n')),
  );
  const map = fc.uniqueArray(entry, { selector: ([key]) => key });
  const shuffled = map.chain((entries) =>
    fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length })),
  );
  fc.assert(
    fc.property(shuffled, ([one, other]) => {
      expect(organisationIn(one)).toEqual(organisationIn(other));
    }),
  );
});

test.each([
  [[['accounts', 'Current account, Savings account']], 'Current account, Savings account'],
  [[['Account_Number', 'GB29 NWBK 6016 1331 9268 19']], '•••• 6819'],
  [[['iban', 'FR7630006000011234567890189']], '•••• 0189'],
  [[['accountNumber', '31926819']], '•••• 6819'],
  [[['bankAccounts', 'A\u202E\n']], 'A'],
  [[['accountsTotal', '12']], null],
  [[], null],
] as const)('accounts in %j: %s', (facts, accounts) => {
  expect(accountsIn(facts)).toBe(accounts);
  // Never a whole number.
  expect(accountsIn(facts) ?? '').not.toMatch(/\d{5}/);
});
