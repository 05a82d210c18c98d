import { expect, test } from 'vitest';
import { sha256 } from '../crypto/sha256';
import { makeSigningKey } from '../receipt/receipt-keys';
import { signatureCheck, signaturesBy, signEvent } from './event-signature';

const [key, other] = [makeSigningKey(), makeSigningKey()];
const hash = sha256('an event');
const event = { hash, signature: signEvent(hash, key), keyId: key.kid, at: '2026-01-02T00:00:00.000Z' };

test('what was signed is vouched for', () => {
  expect(signatureCheck([other, key])(event)).toBe(true);
});

const altered: [string, object][] = [
  ['another hash', { hash: sha256('another event') }],
  ['no signature', { signature: '' }],
  ['a signature of another key', { signature: signEvent(hash, other) }],
  ['the name of another key', { keyId: other.kid }],
  ['the name of no key', { keyId: 'none' }],
];

test.each(altered)('%s is not', (_what, part) => {
  expect(signatureCheck([key, other])({ ...event, ...part })).toBe(false);
});

test('what is remembered of a genuine one vouches for nothing else', () => {
  const published = [key, { ...other, retired_at: '2026-01-01T00:00:00.000Z' }];
  const check = signaturesBy({ signing: key, published });
  for (let times = 0; times < 2; times += 1) {
    expect(check(event)).toBe(true);
    for (const [, part] of altered) expect(check({ ...event, ...part })).toBe(false);
    // The same key at a time after it was retired.
    const before = {
      ...event,
      signature: signEvent(hash, other),
      keyId: other.kid,
      at: '2025-12-31T00:00:00.000Z',
    };
    expect(check(before)).toBe(true);
    expect(check({ ...before, at: event.at })).toBe(false);
  }
});

test('a retired key vouches for what came before, and for nothing later', () => {
  const retiredOn = (retired_at: string) => signatureCheck([{ ...key, retired_at }])(event);
  expect(retiredOn('2026-01-03T00:00:00.000Z')).toBe(true);
  expect(retiredOn('2026-01-01T00:00:00.000Z')).toBe(false);
});
