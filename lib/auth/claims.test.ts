import { expect, test } from 'vitest';
import { readClaims } from './claims';
import { networkOf, truncateIp } from './client-facts';

const NAMES = { businessId: 'org', businessName: 'org_name', role: 'acts_as', staff: 'works_here' };
const read = (claims: Record<string, unknown>) => readClaims('https://issuer.example', claims, NAMES);

test('person, business and role come from the configured claims', () => {
  expect(
    read({
      sub: 'u1',
      name: ' Priya Shah ',
      email: 'p@x.example',
      org: 'harbour',
      org_name: 'Harbour Bikes',
      acts_as: 'director',
    }),
  ).toEqual({
    issuer: 'https://issuer.example',
    subject: 'u1',
    name: 'Priya Shah',
    email: 'p@x.example',
    role: 'director',
    businessId: 'harbour',
    businessName: 'Harbour Bikes',
    isStaff: false,
    isEmailVerified: false,
  });
});

test.each([
  [true, true],
  ['true', true],
  [false, false],
  ['1', false],
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
  [1, false],
  [['true'], false],
  [undefined, false],
])('a staff claim of %j makes staff: %s', (works_here, isStaff) => {
  expect(read({ sub: 'u1', works_here })?.isStaff).toBe(isStaff);
});

test.each([undefined, 'admin', 7, ['owner']])('a role of %j gives the least rights', (acts_as) => {
  expect(read({ sub: 'u1', acts_as })?.role).toBe('delegate');
});

test('without a subject it is nobody; odd values are none', () => {
  expect(read({ name: 'No Subject' })).toBeNull();
  expect(read({ sub: '  ' })).toBeNull();
  expect(read({ sub: 'u1', name: '', email: 5, org: {}, org_name: 'x'.repeat(301) })).toMatchObject({
    name: 'u1',
    email: null,
    businessId: null,
    businessName: null,
  });
});

test.each([
  ['203.0.113.77', '203.0.113.0'],
  ['::ffff:203.0.113.77', '203.0.113.0'],
  ['2001:db8:abcd:12::1', '2001:db8:abcd::'],
  ['2001:db8::1', '2001:db8:0::'],
  ['::1', '0:0:0::'],
  [' 203.0.113.77 ', '203.0.113.0'],
  ['203.0.113.77:443', null],
  ['unknown', null],
  ['', null],
  [null, null],
])('of the address %j only the network %j is kept', (raw, kept) => {
  expect(truncateIp(raw)).toBe(kept);
});

test.each([
  ['203.0.113.77, 10.0.0.1', '203.0.113.0'],
  ['203.0.113.77', '203.0.113.0'],
  [', 10.0.0.1', null],
  [null, null],
])('of the addresses %j the first says the network: %j', (forwarded, kept) => {
  expect(networkOf(new Headers(forwarded === null ? {} : { 'x-forwarded-for': forwarded }))).toBe(kept);
});
