import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { codatSignedHeaders, isFresh, isSigned, keyOf, TOLERANCE_S } from './webhook-signature';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const OTHER = `whsec_${Buffer.alloc(24, 9).toString('base64')}`;
const AT = 1_614_265_330;
const raw = (text: string) => new TextEncoder().encode(text);
const sign = (text: string, secret = SECRET) =>
  createHmac('sha256', keyOf(secret)).update(`msg_1.${AT}.${text}`).digest('base64');
const signed = (signature: string) => ({ id: 'msg_1', timestamp: String(AT), signature });
const KEYS = [keyOf(SECRET)];

test('what other software signs is accepted, with either key, and with neither it is not', () => {
  const text = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(text, fc.constantFrom(SECRET, OTHER), (body, secret) => {
      const signature = new Webhook(secret).sign('msg_1', new Date(AT * 1000), body);
      expect(isSigned(raw(body), signed(signature), [keyOf(OTHER), keyOf(SECRET)])).toBe(true);
      expect(isSigned(raw(body), signed(signature), [keyOf('whsec_AAAA')])).toBe(false);
    }),
  );
});

test.each([
  ['one among others', `v1,${sign('x', OTHER)} v1a,abc v2,${sign('x')} v1,${sign('x')}`, true],
  ['two headers of one name, as HTTP joins them', `v1,${sign('x', OTHER)}, v1,${sign('x')}`, true],
  ['another scheme', `v2,${sign('x')}`, false],
  ['an asymmetric one', `v1a,${sign('x')}`, false],
  ['no scheme', sign('x'), false],
  ['no comma', `v1${sign('x')}`, false],
  ['more behind it', `v1,${sign('x')},more`, false],
  ['the beginning', `v1,${sign('x').slice(0, 40)}`, false],
  ['without its padding', `v1,${sign('x').slice(0, -1)}`, false],
  ['in the alphabet of addresses', `v1,${'-_'.repeat(21)}-=`, false],
  ['nothing but the scheme', 'v1,', false],
  ['blanks', '   ', false],
  ['behind more than can be needed', `${'v1,AAAA '.repeat(16)}v1,${sign('x')}`, false],
])('signatures: %s', (_name, signature, accepted) => {
  expect(isSigned(raw('x'), signed(signature), KEYS)).toBe(accepted);
});

test('the time is in seconds, whole ones, five minutes either way', () => {
  const fresh = (timestamp: string) => isFresh({ ...signed('x'), timestamp }, AT * 1000 + 999);
  expect([AT, AT - TOLERANCE_S, AT + TOLERANCE_S].map((at) => fresh(String(at)))).toEqual([true, true, true]);
  expect([AT - TOLERANCE_S - 1, AT + TOLERANCE_S + 1].map((at) => fresh(String(at)))).toEqual([false, false]);
  const odd = [
    '',
    'now',
    '-1',
    `-${AT}`,
    `+${AT}`,
    `${AT}.0`,
    `${AT}abc`,
    '1.6e9',
    '0x60379a32',
    '9'.repeat(30),
    'NaN',
  ];
  expect(odd.filter(fresh)).toEqual([]);
  expect([`${AT * 1000}`, `${AT}, ${AT}`, ` ${AT}`].filter(fresh)).toEqual([]);
});

test('a family of headers counts as a whole', () => {
  const all = (family: string) => ({
    [`${family}-id`]: family,
    [`${family}-timestamp`]: '1',
    [`${family}-signature`]: 's',
  });
  const idOf = (headers: Record<string, string>) => codatSignedHeaders(new Headers(headers))?.id ?? null;
  expect(idOf(all('webhook'))).toBe('webhook');
  expect(idOf(all('svix'))).toBe('svix');
  expect(idOf({ ...all('svix'), ...all('webhook') })).toBe('webhook');
  expect(idOf({ ...all('svix'), 'webhook-id': 'mixed' })).toBe('svix');
  expect(idOf({ 'webhook-id': 'x', 'svix-timestamp': '1', 'svix-signature': 's' })).toBeNull();
  expect(idOf({ ...all('webhook'), 'webhook-id': '' })).toBeNull();
});

test('an empty secret is refused, rather than used', () => {
  expect(() => keyOf('whsec_')).toThrow('empty');
});
