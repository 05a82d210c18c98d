import { expect, test } from 'vitest';
import { sha256 } from '../crypto/sha256';
import { makeSigningKey } from '../receipt/receipt-keys';
import { signatureCheck, signEvent } from './event-signature';

const [key, other] = [makeSigningKey(), makeSigningKey()];
const hash = sha256('an event');
const event = { hash, signature: signEvent(hash, key), keyId: key.kid, at: '2026-01-02T00:00:00.000Z' };

test('what was signed is vouched for', () => {
  expect(signatureCheck([other, key])(event)).toBe(true);
});

test.each([
  ['another hash', { hash: sha256('another event') }],
  ['no signature', { signature: '' }],
  ['a signature of another key', { signature: signEvent(hash, other) }],
  ['the name of another key', { keyId: other.kid }],
  ['the name of no key', { keyId: 'none' }],
])('%s is not', (_what, part) => {
  expect(signatureCheck([key, other])({ ...event, ...part })).toBe(false);
});

test('a retired key vouches for what came before, and for nothing later', () => {
  const retiredOn = (retired_at: string) => signatureCheck([{ ...key, retired_at }])(event);
  expect(retiredOn('2026-01-03T00:00:00.000Z')).toBe(true);
  expect(retiredOn('2026-01-01T00:00:00.000Z')).toBe(false);
});
