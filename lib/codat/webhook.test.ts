import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createWebhookReader, type WebhookReading } from './webhook';

// The published vector of Standard Webhooks.
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const OTHER = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const COMPANY = '8a210b68-6988-11ed-a1eb-0242ac120002';
const AT = 1_614_265_330;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: AT * 1000 });
});
afterEach(() => {
  vi.useRealTimers();
});

const bytes = (text: string) => new TextEncoder().encode(text).buffer as ArrayBuffer;
const sign = (body: string, { secret = SECRET, id = 'msg_1', at = AT } = {}) =>
  `v1,${createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
    .update(`${id}.${at}.${body}`)
    .digest('base64')}`;

function deliver(
  body: string,
  change: {
    secret?: string;
    id?: string;
    at?: number;
    signature?: string;
    prefix?: string;
    secrets?: string[];
  } = {},
): WebhookReading {
  const { id = 'msg_1', at = AT, prefix = 'webhook', secrets = [SECRET] } = change;
  const headers = new Headers({
    [`${prefix}-id`]: id,
    [`${prefix}-timestamp`]: String(at),
    [`${prefix}-signature`]: change.signature ?? sign(body, change),
  });
  return createWebhookReader(secrets)(bytes(body), headers);
}

const event = (eventType: string, payload: object) => JSON.stringify({ id: 'e', eventType, payload });
const CONNECTED = event('connection.connected', {
  referenceCompany: { id: COMPANY },
  connection: { id: 'x' },
});
const FORGED = { ok: false, problem: 'forged' };

test('the published vector is accepted, though it is no event', () => {
  const signature = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
  const vector = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', signature };
  expect(deliver('{"test": 2432232314}', vector)).toEqual({ ok: false, problem: 'unreadable' });
  expect(deliver('{"test": 2432232315}', vector)).toEqual(FORGED);
});

test('the company is the one referred to, or the one that an event about a company is', () => {
  expect(deliver(CONNECTED)).toMatchObject({
    ok: true,
    message: { messageId: 'msg_1', eventType: 'connection.connected', codatCompanyId: COMPANY },
  });
  expect(deliver(event('company.deleted', { id: COMPANY.toUpperCase(), name: 'x' }))).toMatchObject({
    message: { codatCompanyId: COMPANY },
  });
  expect(deliver(event('client.rateLimit.reached', { dailyQuota: 1000 }))).toMatchObject({
    ok: true,
    message: { codatCompanyId: null },
  });
});

test('an event that nobody has heard of is still an event', () => {
  expect(deliver(event('something.new', { anything: [1] }))).toMatchObject({ ok: true });
});

test('both families of headers, and the secret before, are accepted', () => {
  expect(deliver(CONNECTED, { prefix: 'svix' }).ok).toBe(true);
  expect(deliver(CONNECTED, { secret: OTHER, secrets: [SECRET, OTHER] }).ok).toBe(true);
  expect(deliver(CONNECTED, { signature: `v1,AAAA v1a,BBBB ${sign(CONNECTED)}` }).ok).toBe(true);
});

test.each([
  ['another secret', { secret: OTHER }],
  ['no signature', { signature: '' }],
  ['another scheme', { signature: sign(CONNECTED).replace('v1,', 'v2,') }],
  ['signed for another message', { signature: sign(CONNECTED, { id: 'msg_2' }) }],
  ['signed for another moment', { signature: sign(CONNECTED, { at: AT - 1 }) }],
  ['half a signature', { signature: sign(CONNECTED).slice(0, 20) }],
  ['nothing but the scheme', { signature: 'v1' }],
])('%s: forged', (_name, change) => {
  expect(deliver(CONNECTED, change)).toEqual(FORGED);
});

test.each([
  ['old', -360],
  ['ahead', 360],
])('six minutes %s and truly signed: stale, and forged when the signature is wrong as well', (_name, by) => {
  expect(deliver(CONNECTED, { at: AT + by })).toEqual({ ok: false, problem: 'stale' });
  expect(deliver(CONNECTED, { at: AT + by, secret: OTHER })).toEqual(FORGED);
});

test('headers that are missing, and a time that is none, are forged', () => {
  const read = createWebhookReader([SECRET]);
  expect(read(bytes(CONNECTED), new Headers())).toEqual(FORGED);
  const headers = { 'webhook-id': 'm', 'webhook-timestamp': 'yesterday', 'webhook-signature': 'v1,x' };
  expect(read(bytes(CONNECTED), new Headers(headers))).toEqual(FORGED);
});

test('bytes that are no UTF-8 are forged: nobody can have signed them as text', () => {
  const headers = { 'webhook-id': 'm', 'webhook-timestamp': String(AT), 'webhook-signature': 'v1,x' };
  const read = createWebhookReader([SECRET]);
  expect(read(new Uint8Array([0xff, 0xfe, 0x41]).buffer, new Headers(headers))).toEqual(FORGED);
});

test.each(['', 'null', '[]', '"text"', '{', '{"eventType":1,"payload":{}}', '\uFEFF{}'])(
  'signed but no event: %j',
  (body) => {
    expect(deliver(body)).toEqual({ ok: false, problem: 'unreadable' });
  },
);

test('a message id that could be no key of ours is unreadable', () => {
  expect(deliver(CONNECTED, { id: 'a b' })).toEqual({ ok: false, problem: 'unreadable' });
});

test('no change of a single byte goes unnoticed', () => {
  const good = bytes(CONNECTED);
  const headers = new Headers({
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(AT),
    'webhook-signature': sign(CONNECTED),
  });
  const read = createWebhookReader([SECRET]);
  expect(read(good, headers).ok).toBe(true);
  fc.assert(
    fc.property(fc.nat(good.byteLength - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const changed = new Uint8Array(good.slice(0));
      changed[at] = (changed[at] ?? 0) ^ flip;
      expect(read(changed.buffer, headers)).toEqual(FORGED);
    }),
  );
});
