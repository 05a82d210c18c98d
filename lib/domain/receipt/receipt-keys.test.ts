import { expect, it, test } from 'vitest';
import { rotated } from '@/e2e/sample-receipts';
import { makeSigningKey, readKeySet, rotateKeys } from './receipt-keys';

const KEY = makeSigningKey();
const { d: PRIVATE, ...PUBLIC } = KEY;
const RETIRED = { ...makeSigningKey(), retired_at: '2026-05-04T00:00:00Z' };
const set = (...keys: unknown[]) => JSON.stringify({ keys });

test('the first key signs, all are published, and no private part is', () => {
  const check = readKeySet(set(KEY, RETIRED));
  expect(check).toMatchObject({ ok: true, keys: { signing: KEY } });
  const published = check.ok ? check.keys.published : [];
  expect(published.map(({ kid }) => kid)).toEqual([KEY.kid, RETIRED.kid]);
  expect(JSON.stringify(published)).not.toMatch(new RegExp(`"d"|${PRIVATE}|${RETIRED.d}`));
});

test.each([
  ['must be JSON', 'hunter2'],
  ['must have a list `keys`', '[]'],
  ['must have a list `keys`', set()],
  ['keys[0] must be a key', set(1)],
  ['keys[0] must have kty OKP', set({ ...KEY, crv: 'X25519' })],
  ['keys[0] needs a kid', set({ ...KEY, kid: 'a b' })],
  ['keys[0] needs its public part', set({ ...KEY, x: 'short' })],
  ['keys[0] signs, and needs its private part', set(PUBLIC)],
  ['keys[0] is retired', set({ ...KEY, retired_at: RETIRED.retired_at })],
  ['keys[0] has parts that do not belong together', set({ ...KEY, d: makeSigningKey().d })],
  ['keys[1] needs retired_at', set(KEY, makeSigningKey())],
  ['keys[1] needs retired_at', set(KEY, { ...RETIRED, retired_at: 'yesterday' })],
  ['keys[1].kid stands there twice', set(KEY, { ...RETIRED, kid: KEY.kid })],
])('refused: %s', (start, text) => {
  const check = readKeySet(text);
  const problem = check.ok ? '' : check.problem;
  expect(problem.startsWith(start)).toBe(true);
  expect(problem).not.toContain(PRIVATE);
  expect(problem).not.toContain('hunter2');
});

it('rotates: a new key signs, the former one keeps its public part and says since when', () => {
  const first = rotated(null, '2026-01-01T00:00:00Z');
  const next = rotateKeys(first, new Date('2026-11-21T10:00:00Z'));
  const [now, former] = next.keys;
  expect(now?.kid).not.toBe(first.signing.kid);
  expect(former).toEqual({ ...first.published[0], retired_at: '2026-11-21T10:00:00.000Z' });
  expect(readKeySet(JSON.stringify(next))).toMatchObject({ ok: true });
  expect(rotated(rotated(first, '2026-02-01T00:00:00Z'), '2026-03-01T00:00:00Z').published).toHaveLength(3);
});
