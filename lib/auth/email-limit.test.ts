import { expect, it } from 'vitest';
import { createNetworkLimit } from './email-limit';

const at = (minutes: number) => new Date(minutes * 60_000);

it('counts each network by itself, for a quarter of an hour', () => {
  const limit = createNetworkLimit(2);
  const allow = (network: string | null, minutes: number) => limit.allow(network, at(minutes));
  expect([allow('10.0.0.0', 0), allow('10.0.0.0', 1), allow('10.0.0.0', 2)]).toEqual([true, true, false]);
  expect(allow('10.0.1.0', 2)).toBe(true);
  // What was refused is not counted: the first place is free again after its own time.
  expect([allow('10.0.0.0', 15.5), allow('10.0.0.0', 15.6)]).toEqual([true, false]);
});

it('leaves who comes from nowhere to the limit of the address', () => {
  const limit = createNetworkLimit(1);
  expect([limit.allow(null, at(0)), limit.allow(null, at(0))]).toEqual([true, true]);
});

it('forgets the ones that were quiet longest', () => {
  const limit = createNetworkLimit(1);
  for (let n = 0; n <= 10_000; n += 1) limit.allow(`network ${n}`, at(0));
  expect([limit.allow('network 10000', at(1)), limit.allow('network 0', at(1))]).toEqual([false, true]);
});
