import fc from 'fast-check';
import { expect, test } from 'vitest';
import { truncateIp } from '../auth/client-facts';
import { type Asking, keyOf } from './asking';
import { LIMITS, type LimitSet } from './limits';

const from = (ip: string): Asking => ({ request: { ipTruncated: truncateIp(ip) } });

test('a network is counted, a person in it is not told apart, and nothing of it stands in the key', () => {
  fc.assert(
    fc.property(fc.ipV4(), (ip) => {
      fc.pre(!ip.startsWith('127.'));
      const key = keyOf('network', from(ip));
      expect(key).toMatch(/^[0-9a-f]{64}$/);
      expect(keyOf('network', from(`${ip.split('.').slice(0, 3).join('.')}.7`))).toBe(key);
    }),
  );
});

test.each(['127.0.0.1', '::1', '::ffff:127.0.0.1', 'nonsense', ''])(
  'from %j nobody is counted by where they come from',
  (ip) => {
    expect(keyOf('network', from(ip))).toBeNull();
  },
);

test('businesses, people and secrets are counted by themselves', () => {
  const who: Asking = { companyId: 'x', actor: { userId: 'x' }, token: 'x' };
  const keys = (['business', 'person', 'token'] as const).map((by) => keyOf(by, who));
  expect(new Set(keys).size).toBe(3);
  expect(keyOf('person', { userId: 'x' })).toBe(keys[1]);
  for (const by of ['business', 'person', 'token', 'network'] as const) expect(keyOf(by, {})).toBeNull();
});

test('each limit lets somebody through, ends within an hour, and says why it is there', () => {
  for (const { limits, why } of Object.values<LimitSet>(LIMITS)) {
    expect(limits.length).toBeGreaterThan(0);
    expect(new Set(limits.map(({ by }) => by)).size).toBe(limits.length);
    for (const { points, seconds } of limits) {
      expect(points).toBeGreaterThan(0);
      expect(seconds).toBeLessThanOrEqual(3600);
    }
    expect(why).not.toBe('');
  }
});
