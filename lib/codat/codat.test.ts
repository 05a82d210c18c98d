import { expect, test } from 'vitest';
import { withState } from './link-url';
import { toConnection, toDate, toPlatform } from './transform';

const ORIGINS = ['https://link-api.codat.io'];

test('the state value is added to the link, beside what is there', () => {
  expect(
    withState('https://link-api.codat.io/companies/c/connections/d/start?otp=742271', ORIGINS, 'S'),
  ).toEqual({
    ok: true,
    url: 'https://link-api.codat.io/companies/c/connections/d/start?otp=742271&state=S',
  });
});

test.each([
  'https://evil.example/start',
  'https://link-api.codat.io.evil.example/start',
  'https://link-api.codat.io@evil.example/',
  'https://user@link-api.codat.io/start',
  'http://link-api.codat.io/start',
  '//link-api.codat.io/start',
  'javascript:alert(1)',
  'not a url',
  '',
])('a link to %j is refused', (url) => {
  expect(withState(url, ORIGINS, 'S')).toEqual({ ok: false });
});

test.each([
  ['2022-11-10T10:45:18.1950523Z', '2022-11-10T10:45:18.195Z'],
  ['2022-11-10T10:45:18Z', '2022-11-10T10:45:18.000Z'],
  ['2022-11-10T10:45:18', '2022-11-10T10:45:18.000Z'],
  ['2022-11-10T10:45:18-05:00', '2022-11-10T15:45:18.000Z'],
])('reads the date %s', (wire, iso) => {
  expect(toDate(wire)?.toISOString()).toBe(iso);
});

test('what is no date is none', () => {
  expect([toDate(undefined), toDate(null), toDate(''), toDate('soon')]).toEqual([null, null, null, null]);
});

const wire = {
  id: 'd',
  integrationId: 'i',
  integrationKey: 'gbol',
  sourceId: 's',
  sourceType: 'Accounting',
  platformName: 'Xero',
  linkUrl: 'https://link-api.codat.io/x',
  status: 'Linked',
  created: '2022-11-10T10:45:18Z',
} as const;

test('the organisation is named when the platform tells it, and never made up', () => {
  expect(
    toConnection({ ...wire, connectionInfo: { organisationName: ' Kestrel Coffee Ltd ' } }).organisation,
  ).toBe('Kestrel Coffee Ltd');
  expect(
    toConnection({ ...wire, connectionInfo: { TenantId: 'a-1', CompanyName: ' ', TenantName: 'Kestrel' } }),
  ).toMatchObject({ organisation: 'Kestrel', organisationId: 'a-1' });
  expect(toConnection({ ...wire, connectionInfo: { shortCode: 'x' } }).organisation).toBeNull();
  expect(toConnection(wire).organisation).toBeNull();
});

test('platforms that are off, or of no kind we ask for, are not offered', () => {
  const platform = {
    key: 'gbol',
    name: 'Xero',
    logoUrl: 'l',
    enabled: true,
    sourceType: 'Accounting',
  } as const;
  expect(toPlatform(platform)).toMatchObject({ key: 'gbol', offers: null });
  expect(toPlatform({ ...platform, enabled: false })).toBeNull();
  expect(toPlatform({ ...platform, sourceType: 'Expense' })).toBeNull();
});
