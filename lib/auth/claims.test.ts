import { expect, test } from 'vitest';
import { signInFields } from '../runtime/env-fields';
import { readClaims } from './claims';

const NAMES = { businessId: 'org', businessName: 'org_name', role: 'acts_as', staff: 'works_here' };
const ROLE_NAMES = signInFields.OIDC_ROLES.parse(
  'Managing Partner=owner,urn:bank:books=accountant,director=viewer',
);
const readAll = (claims: Record<string, unknown>) =>
  readClaims('https://issuer.example', claims, NAMES, ROLE_NAMES);
const read = (claims: Record<string, unknown>) => readAll(claims)?.claims ?? null;

test('person, business and role come from the configured claims', () => {
  expect(
    read({
      sub: 'u1',
      name: ' Priya Shah ',
      email: 'p@x.example',
      org: 'harbour',
      org_name: 'Harbour Bikes',
      acts_as: 'delegate',
    }),
  ).toEqual({
    issuer: 'https://issuer.example',
    subject: 'u1',
    name: 'Priya Shah',
    email: 'p@x.example',
    role: 'delegate',
    businessId: 'harbour',
    businessName: 'Harbour Bikes',
    others: [],
    namesAll: true,
    isStaff: false,
    isEmailVerified: false,
  });
});

test.each([
  [true, true],
  ['true', true],
  [false, false],
  ['1', true],
  ['TRUE', true],
  [1, true],
  [['true'], true],
  [0, false],
  [['true', 'false'], false],
  [{}, false],
  [undefined, false],
])('an address is vouched for only when the service says so: %j', (email_verified, isVerified) => {
  expect(read({ sub: 'u1', email: 'maya@kestrel.example', email_verified })?.isEmailVerified).toBe(
    isVerified,
  );
  expect(read({ sub: 'u1', email_verified })?.isEmailVerified).toBe(false);
});

test.each([
  [true, true],
  ['true', true],
  [false, false],
  ['false', false],
  ['yes', false],
  ['True', true],
  [1, true],
  [['true'], true],
  [[], false],
  [['false', 'true'], false],
  [{ staff: true }, false],
  [undefined, false],
])('a staff claim of %j makes staff: %s', (works_here, isStaff) => {
  expect(read({ sub: 'u1', works_here })?.isStaff).toBe(isStaff);
});

test.each([undefined, 'admin', 7, {}, [], ['admin', null]])('a role of %j only looks', (acts_as) => {
  expect(read({ sub: 'u1', acts_as })?.role).toBe('viewer');
});

test.each([
  ['Owner', 'owner'],
  [' OWNER ', 'owner'],
  [['owner'], 'owner'],
  [['offline_access', 'accountant', 'Delegate'], 'delegate'],
  ['managing partner', 'owner'],
  [['urn:bank:books', 'viewer'], 'accountant'],
  // The configured name comes before the default one.
  ['director', 'viewer'],
  [['delegate', 'owner'], 'owner'],
])('of the roles %j the one with most rights counts: %s', (acts_as, role) => {
  expect(read({ sub: 'u1', acts_as })?.role).toBe(role);
});

test.each([
  [4711, ['4711']],
  [0, ['0']],
  [['b-1'], ['b-1']],
  [
    [4711, ' b-2 ', 'b-2'],
    ['4711', 'b-2'],
  ],
  [{ id: 7 }, ['7']],
  [
    [{ id: 'b-1' }, 'b-2'],
    ['b-1', 'b-2'],
  ],
])('businesses are named by %j', (org, ids) => {
  const claims = read({ sub: 'u1', org });
  expect([claims?.businessId, ...(claims?.others ?? []).map(({ id }) => id)]).toEqual(ids);
  expect(readAll({ sub: 'u1', org })?.unreadable).toEqual([]);
});

test('businesses of a list bring names and roles of their own', () => {
  const org = [
    { id: 1, name: 'Bakery', role: ['Owner'] },
    { id: 2, name: 5 },
  ];
  expect(read({ sub: 'u1', org, org_name: 'Neither', acts_as: 'accountant' })).toMatchObject({
    businessId: '1',
    businessName: 'Bakery',
    role: 'owner',
    others: [{ id: '2', name: '5', role: 'accountant' }],
    namesAll: true,
  });
  // A name beside the list is the name of none of them.
  expect(read({ sub: 'u1', org: ['b-1', 'b-2'], org_name: 'Neither' })?.businessName).toBeNull();
});

test.each([true, 4.5, Number.NaN, {}, { ID: 'b-1' }, ['b-1', {}], ['b-1', ['b-2', 'b-3']], 'x'.repeat(301)])(
  'a business claim of %j is named as unreadable, and nobody loses a business by it',
  (org) => {
    expect(readAll({ sub: 'u1', org })).toMatchObject({ unreadable: ['org'], claims: { namesAll: false } });
  },
);

test.each([undefined, null, '', []])('a business claim of %j names none', (org) => {
  expect(readAll({ sub: 'u1', org })).toMatchObject({
    unreadable: [],
    claims: { namesAll: true, businessId: null },
  });
});

test('each claim that says nothing understood is named once, without its value', () => {
  const odd = { a: 'b' };
  const all = readAll({
    sub: 'u1',
    name: odd,
    email: odd,
    org_name: odd,
    acts_as: 'king',
    works_here: 'maybe',
  });
  expect(all?.unreadable.sort()).toEqual(['acts_as', 'email', 'name', 'org_name', 'works_here']);
  expect(readAll({ sub: 'u1', works_here: 'no such word', acts_as: '' })?.unreadable).toEqual(['works_here']);
});

test('without a subject it is nobody; odd values are none', () => {
  expect(read({ name: 'No Subject' })).toBeNull();
  expect(read({ sub: '  ' })).toBeNull();
  expect(read({ sub: 'u1', name: '', email: {}, org: {}, org_name: '\u200B\u202E' })).toMatchObject({
    name: 'u1',
    email: null,
    businessId: null,
    businessName: null,
  });
});

test('names are cleaned: hidden marks and breaks go, and a name of nothing but them is none', () => {
  const claims = { sub: 'u1', name: 'Priya\u202E\nShah', org: 'b-1', org_name: '\u200EHarbour\u200B Bikes' };
  expect(read(claims)).toMatchObject({ name: 'Priya Shah', businessName: 'Harbour Bikes' });
  expect(read({ sub: 'u1', name: '\u200B\u202E', email: 'p@x.example' })?.name).toBe('p@x.example');
  expect(read({ sub: 'u\u202E1', name: '' })?.name).toBe('u1');
  expect(read({ sub: '\u3164' })?.name).toBe('–');
  const message = `Priya … Meridian Bank security team … call +44 666 ${'x'.repeat(300)}`;
  expect([...(read({ sub: 'u1', name: message })?.name ?? '')]).toHaveLength(80);
  expect(read({ sub: 'u1', org: [{ id: 'b-1', name: '\u2066' }] })?.businessName).toBeNull();
});

test.each([
  [{ id: 'b-1' }, 'owner'],
  [{ id: 'b-1', role: '' }, 'owner'],
  [{ id: 'b-1', role: 'accountant' }, 'accountant'],
  [{ id: 'b-1', role: 'something new' }, 'viewer'],
  [{ id: 'b-1', role: 7 }, 'viewer'],
])('the role for the business %j is %s where the person is an owner elsewhere', (org, role) => {
  expect(read({ sub: 'u1', org, acts_as: 'owner' })?.role).toBe(role);
});

test('how strongly the service asked is kept as it says it, and nothing is made up', () => {
  const said = { acr: 'urn:bank:sca', amr: ['pwd', 'otp', 4, {}], sid: 's-1', auth_time: 1_700_000_000 };
  expect(readAll({ sub: 'u1', ...said })?.said).toEqual({
    acr: 'urn:bank:sca',
    amr: ['pwd', 'otp', '4'],
    issuerSid: 's-1',
    authenticatedAt: new Date(1_700_000_000_000),
  });
  const nothing = { acr: null, amr: [], issuerSid: null, authenticatedAt: null };
  expect(readAll({ sub: 'u1' })?.said).toEqual(nothing);
  const odd = { acr: {}, amr: true, sid: [], auth_time: 'yesterday' };
  expect(readAll({ sub: 'u1', ...odd })?.said).toEqual(nothing);
  expect(readAll({ sub: 'u1', auth_time: 1e300 })?.said.authenticatedAt).toBeNull();
});
