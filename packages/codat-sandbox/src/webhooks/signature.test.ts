// Tests of signatures: receivers accept them, and nothing else passes for one.
import { Webhook } from 'standardwebhooks';
import { expect, it } from 'vitest';
import { type Consumer, changeSecret, signingSecrets } from './consumer';
import { makeSecret, secretSchema, signatureOf } from './signature';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const BODY = '{"eventType":"company.created","name":"Crédit Ünïque"}';
const DAY_MS = 24 * 60 * 60 * 1000;

function headersFor(secrets: string[], timestamp = Math.floor(Date.now() / 1000)) {
  const signature = signatureOf(secrets, { id: 'msg_1', timestamp, body: BODY });
  return {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signature,
  };
}

const verify = (headers: Record<string, string>, body = BODY, secret = SECRET) =>
  new Webhook(secret).verify(body, headers);

it('makes the signature of the published example', () => {
  const signed = {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestamp: 1614265330,
    body: '{"test": 2432232314}',
  };
  expect(signatureOf([SECRET], signed)).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

it('is accepted by a real verifier', () => {
  expect(verify(headersFor([SECRET]))).toEqual(JSON.parse(BODY));
});

const MINUTES_10 = 600;
const now = () => Math.floor(Date.now() / 1000);

it.each([
  ['a changed body', () => verify(headersFor([SECRET]), BODY.replace('created', 'deleted'))],
  ['an old message', () => verify(headersFor([SECRET], now() - MINUTES_10))],
  ['a message from the future', () => verify(headersFor([SECRET], now() + MINUTES_10))],
  [
    'a moment that was not signed',
    () => verify({ ...headersFor([SECRET]), 'webhook-timestamp': `${now() - 1}` }),
  ],
  ['an id that was not signed', () => verify({ ...headersFor([SECRET]), 'webhook-id': 'msg_2' })],
  ['another secret', () => verify(headersFor([makeSecret()]))],
  ['no signature', () => verify({ ...headersFor([SECRET]), 'webhook-signature': '' })],
  ['another scheme', () => verify({ ...headersFor([SECRET]), 'webhook-signature': 'v1a,AAAA' })],
])('%s is refused', (_, attempt) => {
  expect(attempt).toThrow();
});

it('is signed with the secret before for a day after a change', () => {
  const consumer: Consumer = {
    id: 'c',
    url: '',
    eventTypes: [],
    disabled: false,
    secret: SECRET,
    retired: [],
  };
  const [second, third] = [makeSecret(), makeSecret()];
  changeSecret(consumer, second, 0);
  changeSecret(consumer, second, 10);
  changeSecret(consumer, third, DAY_MS / 2);
  expect(signingSecrets(consumer, DAY_MS - 1)).toEqual([third, second, SECRET]);
  for (const secret of [SECRET, second, third]) {
    expect(verify(headersFor(signingSecrets(consumer, DAY_MS - 1)), BODY, secret)).toBeDefined();
  }
  expect(signingSecrets(consumer, DAY_MS)).toEqual([third, second]);
  expect(() => verify(headersFor(signingSecrets(consumer, DAY_MS)))).toThrow();
  expect(signingSecrets(consumer, 1.5 * DAY_MS)).toEqual([third]);
});

it('has secrets that verifiers can read', () => {
  expect(secretSchema.parse(makeSecret())).not.toBe(makeSecret());
  for (const text of ['', 'whsec_', 'whsec_short', `whsec_${'*'.repeat(40)}`, makeSecret().slice(6)]) {
    expect(secretSchema.safeParse(text).success, text).toBe(false);
  }
});
