import { expect, test } from 'vitest';
import { crc32, makeApiKey, readApiKey } from './api-key';

test('crc32 is that of everybody else', () => {
  expect(crc32('123456789')).toBe(0xcb_f4_39_26);
  expect(crc32('')).toBe(0);
});

test('a key that was made is read, by its id and hash', () => {
  for (let n = 0; n < 200; n += 1) {
    const { id, token, hash } = makeApiKey('live');
    expect(token).toMatch(/^acc_live_[0-9A-Za-z]{8}_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/);
    expect(readApiKey(token, 'live')).toEqual({ id, hash });
    expect(hash).not.toContain(token.slice(18, 61));
  }
});

test('any letter that is changed, left out or added makes it no key', () => {
  const { token } = makeApiKey('live');
  for (let at = 0; at < token.length; at += 1) {
    const other = token[at] === 'x' ? 'y' : 'x';
    expect(
      readApiKey(token.slice(0, at) + other + token.slice(at + 1), 'live'),
      `changed at ${at}`,
    ).toBeNull();
    expect(readApiKey(token.slice(0, at) + token.slice(at + 1), 'live'), `without ${at}`).toBeNull();
    expect(readApiKey(`${token.slice(0, at)}x${token.slice(at)}`, 'live'), `more at ${at}`).toBeNull();
  }
  for (const odd of ['', ' ', `${token} `, `Bearer ${token}`, token.toUpperCase(), `${token}\n`, 'acc_live'])
    expect(readApiKey(odd, 'live')).toBeNull();
});

test('a key of a demo opens nothing else, nor the reverse', () => {
  expect(readApiKey(makeApiKey('test').token, 'live')).toBeNull();
  expect(readApiKey(makeApiKey('live').token, 'test')).toBeNull();
});
