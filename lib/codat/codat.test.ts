import { expect, test } from 'vitest';
import { Answer } from './answer';
import { toDate } from './dates';
import { withState } from './link-url';
import { toConnection, toPlatform } from './transform';

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
  const none = ['', 'soon', '0001-01-01T00:00:00Z', '+275760-09-13'];
  expect(none.map(toDate)).toEqual(none.map(() => null));
});

const answer = (value: unknown) => new Answer(value, () => {});
const wire = {
  id: '5f9c2bd0-2f5e-4b0e-9d0a-4b9ac5a1a111',
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
  const told = (connectionInfo?: unknown) => toConnection(answer({ ...wire, connectionInfo }));
  expect(told({ organisationName: ' Kestrel Coffee Ltd ' })?.organisation).toBe('Kestrel Coffee Ltd');
  expect(told({ TenantId: 'a-1', CompanyName: ' ', TenantName: 'Kestrel' })).toMatchObject({
    organisation: 'Kestrel',
    organisationId: 'a-1',
  });
  expect(
    told({ organisationName: 'Kestrel Coffee Ltd', taxNumber: null, n: 4, deep: { x: [] } }),
  ).toMatchObject({
    organisation: 'Kestrel Coffee Ltd',
    state: 'Linked',
  });
  expect(told({ shortCode: 'x' })?.organisation).toBeNull();
  expect(told()?.organisation).toBeNull();
});

test('platforms that are off, or of no kind we ask for, are not offered', () => {
  const platform = {
    key: 'gbol',
    name: 'Xero',
    logoUrl: 'l',
    enabled: true,
    sourceType: 'Accounting',
  } as const;
  expect(toPlatform(answer(platform))).toMatchObject({ key: 'gbol', offers: null });
  expect(toPlatform(answer({ ...platform, enabled: false }))).toBeNull();
  expect(toPlatform(answer({ ...platform, sourceType: 'Expense' }))).toBeNull();
});
