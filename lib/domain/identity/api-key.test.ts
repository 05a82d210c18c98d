import { expect, test } from 'vitest';
import { crc32, makeApiKey, mayAskAs, opens, readApiKey } from './api-key';

test('crc32 is that of everybody else', () => {
  expect(crc32('123456789')).toBe(0xcb_f4_39_26);
  expect(crc32('')).toBe(0);
});

test('a key that was made is read, by its id and hash', () => {
  for (let n = 0; n < 200; n += 1) {
    const { id, token, hash } = makeApiKey('live');
    expect(token).toMatch(/^acc_live_[0-9A-Za-z]{8}_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/);
    expect(readApiKey(token)).toEqual({ id, hash });
    expect(hash).not.toContain(token.slice(18, 61));
  }
});

test('any letter that is changed, left out or added makes it no key', () => {
  const { token } = makeApiKey('live');
  for (let at = 0; at < token.length; at += 1) {
    const other = token[at] === 'x' ? 'y' : 'x';
    expect(readApiKey(token.slice(0, at) + other + token.slice(at + 1)), `changed at ${at}`).toBeNull();
    expect(readApiKey(token.slice(0, at) + token.slice(at + 1)), `without ${at}`).toBeNull();
    expect(readApiKey(`${token.slice(0, at)}x${token.slice(at)}`), `more at ${at}`).toBeNull();
  }
  for (const odd of ['', ' ', `${token} `, `Bearer ${token}`, token.toUpperCase(), `${token}\n`, 'acc_live'])
    expect(readApiKey(odd)).toBeNull();
});

test('a key opens until it is over or revoked, and no other key does', () => {
  const { hash } = makeApiKey('live');
  const at = (seconds: number) => new Date(1_800_000_000_000 + seconds * 1000);
  const kept = { hash, expiresAt: at(60), revokedAt: null };
  expect(opens(kept, hash, at(59.999))).toBe(true);
  expect(opens(kept, hash, at(60))).toBe(false);
  expect(opens({ ...kept, revokedAt: at(10) }, hash, at(9))).toBe(true);
  expect(opens({ ...kept, revokedAt: at(10) }, hash, at(10))).toBe(false);
  for (const other of [makeApiKey('live').hash, '0'.repeat(64)])
    expect(opens(kept, other, at(0))).toBe(false);
});

test('a key that is bound to products asks as these alone', () => {
  expect(mayAskAs({ products: ['lending'] }, 'lending')).toBe(true);
  expect(mayAskAs({ products: ['lending'] }, 'business-insights')).toBe(false);
  expect(mayAskAs({ products: [] }, 'lending')).toBe(false);
  expect(mayAskAs({ products: null }, 'lending')).toBe(true);
});
