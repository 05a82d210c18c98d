// Tests of the clock: one act sees one moment.
import { expect, it } from 'vitest';
import { smallWorld } from '../../test/small-world';
import { connectionRecord } from '../wire/connection';
import { createClock, ticks } from './clock';

function tickingBase() {
  let now = Date.UTC(2026, 0, 1, 12);
  return () => {
    now += 1;
    return now;
  };
}

it('tells one moment to all that one piece of code asks, and goes on afterwards', async () => {
  const clock = createClock(tickingBase());
  const first = clock.now();
  expect(clock.now()).toBe(first);
  clock.advance(1000);
  expect(clock.now()).toBe(first + 1000);
  await Promise.resolve();
  expect(clock.now()).toBe(first + 1001);
});

it('writes the same moment into a connection, its first read, and what is told of both', async () => {
  const small = smallWorld(100, tickingBase());
  const connection = small.connect('gbol');
  expect(small.heard.at(-1)).toMatchObject({ type: 'connection.created', at: connection.createdAt });
  await Promise.resolve();
  small.agree(connection);
  const { authorisedAt, syncs } = connection;
  expect(small.heard.at(-1)).toMatchObject({ type: 'connection.connected', at: authorisedAt });
  expect(syncs.map(({ startedAt }) => startedAt)).toEqual([authorisedAt]);
  await Promise.resolve();
  small.fail(connection);
  const told = small.heard.at(-1);
  expect(connectionRecord(small.world, small.company, connection)).toMatchObject({
    dataConnectionErrors: [{ erroredOnUtc: ticks(told?.at ?? 0) }],
  });
  small.world.scheduler.close();
});
