import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readNetwork } from '../domain/http/client-network';
import { type Asking, countedAs } from './rate-limit-keys';
import { LIMITS, type LimitSet } from './rate-limits';

const from = (ip: string): Asking => ({ request: { countedAs: readNetwork(ip).counted } });
const keysOf = (...asking: Parameters<typeof countedAs>) => countedAs(...asking).map(({ key }) => key);

test('a network is counted, a person in it is not told apart, and nothing of it stands in the key', () => {
  fc.assert(
    fc.property(fc.ipV4(), (ip) => {
      const keys = keysOf('network', from(ip));
      expect(keys).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
      expect(keysOf('network', from(`${ip.split('.').slice(0, 3).join('.')}.7`))).toEqual(keys);
    }),
  );
});

test('of IPv6 the wider networks count, too, with more points each', () => {
  expect(countedAs('network', from('2001:db8:1:2::3')).map(({ share }) => share)).toEqual([1, 4, 16]);
});

test('what is no address is counted all the same', () => {
  expect(keysOf('network', from('nonsense'))).toEqual(keysOf('network', from('203.0.113.7:x')));
  expect(keysOf('network', from('nonsense'))).toHaveLength(1);
});

test('businesses, people and secrets are counted by themselves', () => {
  const who: Asking = { companyId: 'x', actor: { userId: 'x' }, token: 'x' };
  const keys = (['business', 'person', 'token'] as const).flatMap((by) => keysOf(by, who));
  expect(new Set(keys).size).toBe(3);
  expect(keysOf('person', { userId: 'x' })).toEqual([keys[1]]);
  for (const by of ['business', 'person', 'token', 'network'] as const) expect(countedAs(by, {})).toEqual([]);
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
