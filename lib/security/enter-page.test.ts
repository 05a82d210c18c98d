import { expect, test } from 'vitest';
import { sha256 } from '../domain/crypto/sha256';
import { enterPage } from './enter-page';
import { knownAsker, rememberAsker } from './known-askers';

const HOPS = 0;
const ask = (url: string, token: string | null, { method = 'GET', from = '203.0.113.9' } = {}) => {
  const cookie = token === null ? {} : { cookie: `accord.locale=fr; accord.session=${token}` };
  return enterPage({ method, url, headers: { ...cookie, 'x-forwarded-for': from } }, HOPS);
};

test('all sessions of a business stand in one line, wherever they ask from', () => {
  for (const token of ['phone', 'desk']) rememberAsker(sha256(token), 'a business');
  const slots = ['phone', 'desk', 'phone', 'desk'].map((token, n) =>
    ask('/consents?past=1', token, { from: `198.51.${n}.1` }),
  );
  expect(slots.map((slot) => slot?.isFree)).toEqual([true, true, false, false]);
  // A form does not wait behind pages, and static files wait for nothing.
  expect(ask('/consents/lending/withdraw', 'desk', { method: 'POST' })?.isFree).toBe(true);
  for (const url of ['/_next/static/x.js', '/api/reads', '/favicon.ico', '/icon.svg?v=2'])
    expect([url, ask(url, 'desk')]).toEqual([url, undefined]);
  for (const url of ['/consents/lending/receipts/1/receipt.pdf', '/consents/export', '/'])
    expect([url, ask(url, 'desk')?.isFree]).toEqual([url, false]);
  for (const slot of slots) slot?.leave();
});

test('a session that nobody has seen is no way to a line of its own', () => {
  const many = Array.from({ length: 300 }, (_, n) => ask('/home', `made-up-${n}`));
  expect(many.filter((slot) => slot?.isFree)).toHaveLength(12);
  expect(many.filter((slot) => slot === null)).toHaveLength(88);
  expect(ask('/home', null, { from: '198.51.100.7' })?.isFree).toBe(true);
  for (const slot of many) slot?.leave();
});

test('a session stands where it was seen last, and of many those that were seen longest ago are forgotten', () => {
  rememberAsker('kept', 'one');
  for (let n = 0; n < 10_000; n += 1) {
    rememberAsker(`session ${n}`, 'many');
    rememberAsker('kept', 'another');
  }
  expect(knownAsker('kept')).toBe('another');
  expect(knownAsker('session 0')).toBeNull();
  expect(knownAsker('session 9999')).toBe('many');
});
