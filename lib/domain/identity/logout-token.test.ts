import { expect, test } from 'vitest';
import { LOGOUT_EVENT, readLogout } from './logout-token';

const good = { jti: 'j1', sid: 's1', sub: 'maya', events: { [LOGOUT_EVENT]: {} } };

test.each([
  [{}, { jti: 'j1', sid: 's1', subject: 'maya' }],
  [{ sub: undefined }, { jti: 'j1', sid: 's1', subject: null }],
  [{ sid: undefined }, { jti: 'j1', sid: null, subject: 'maya' }],
  [{ events: { [LOGOUT_EVENT]: { more: 1 }, other: {} } }, { jti: 'j1', sid: 's1', subject: 'maya' }],
])('understood with %j', (change, order) => {
  for (const typ of [undefined, 'logout+jwt', 'LOGOUT+JWT', 'JWT'])
    expect(readLogout({ ...good, ...change }, typ)).toEqual({ ok: true, order });
});

test.each([
  [{ jti: undefined }, 'jti'],
  [{ jti: 7 }, 'jti'],
  [{ jti: 'x'.repeat(301) }, 'jti'],
  [{ events: undefined }, 'events'],
  [{ events: {} }, 'events'],
  [{ events: [LOGOUT_EVENT] }, 'events'],
  [{ events: LOGOUT_EVENT }, 'events'],
  [{ events: { [LOGOUT_EVENT]: true } }, 'events'],
  [{ events: { [LOGOUT_EVENT]: [] } }, 'events'],
  [{ nonce: 'n' }, 'nonce'],
  [{ nonce: null }, 'nonce'],
  [{ sid: undefined, sub: undefined }, 'nobody'],
  [{ sid: '', sub: undefined }, 'nobody'],
  // An unknown part of the token must not widen the logout.
  [{ sid: 7 }, 'nobody'],
  [{ sub: { a: 1 } }, 'nobody'],
] as const)('refused with %j: %s', (change, problem) => {
  expect(readLogout({ ...good, ...change }, 'logout+jwt')).toEqual({ ok: false, problem });
});

test('a token of another kind is refused by its type', () => {
  for (const typ of ['at+jwt', 'dpop+jwt', ''])
    expect(readLogout(good, typ)).toEqual({ ok: false, problem: 'typ' });
});
