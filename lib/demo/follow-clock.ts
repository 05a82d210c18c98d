// Clock subscription: keeps this process's business time at the demo's offset. Outside the demo it does nothing.
import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, getDatabase } from '@/db/client';
import { CLOCK_CHANNEL, readClockOffset } from '@/db/queries/demo-clock';
import { setClockOffset } from '../runtime/clock';
import { getEnv } from '../runtime/env';
import { isDemo } from '../runtime/is-demo';
import { log } from '../runtime/log';
import { problemOf } from '../runtime/problem';

const AGAIN_MS = 1_000;

/** @returns a function that stops following */
export async function followClock(
  database: Pick<Database, 'db' | 'listen'>,
  apply: (offsetMs: number) => void = setClockOffset,
): Promise<() => Promise<void>> {
  let stopped = false;
  let turn = Promise.resolve();
  const read = async () => {
    const offsetMs = await readClockOffset(database.db);
    if (!stopped) apply(offsetMs);
  };
  // One after another, so that an older answer never comes last; the next notice makes up for a failed one.
  const follow = () => {
    turn = turn.then(read).catch(() => {});
  };
  const unlisten = await database.listen(CLOCK_CHANNEL, follow);
  await read();
  return async () => {
    stopped = true;
    await unlisten();
    await turn;
  };
}

/** Resolves when this process has the demo's time, or at once outside the demo. Waits while the database is down. */
export async function followDemoClock(): Promise<void> {
  if (!isDemo(getEnv())) return;
  for (;;) {
    try {
      await followClock(getDatabase());
      return;
    } catch (error) {
      log().warn({ event: 'demo.clock', status: 'waiting', problem: problemOf(error) });
      await sleep(AGAIN_MS);
    }
  }
}
