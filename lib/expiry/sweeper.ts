// Periodic task of the sweep: every minute of business time, also when the demo moves its clock.

import { DAY_MS } from '../domain/text/duration';
import { type PeriodicTask, startPeriodicTask } from '../runtime/periodic-task';
import { problemOf } from '../runtime/problem';
import { type ExpiryTools, sweep } from './sweep';

const EVERY_MS = 60_000;
/** A full round now and then finds what an incremental one cannot: failures, and rows written with an old date. */
const WHOLE_EVERY_MS = 60 * 60_000;
/** Rounds overlap by this much, since clocks of machines differ. */
const OVERLAP_MS = 10 * 60_000;
/** After a shorter outage no 90-day notice is missed. */
const SHARING_LOOKBACK_MS = 30 * DAY_MS;
const TICK_MS = 1_000;

/** @param now business time */
export function startSweeper(tools: ExpiryTools, now: () => Date, tickMs = TICK_MS): PeriodicTask {
  let lastAt = 0;
  let lastWholeAt = 0;

  async function round(): Promise<void> {
    const at = now().getTime();
    // A `last` in the future means that the demo was set back.
    const isDue = (last: number, every: number) => at - last >= every || at < last;
    if (!isDue(lastAt, EVERY_MS)) return;
    const isWhole = isDue(lastWholeAt, WHOLE_EVERY_MS);
    const sharingFrom = lastWholeAt === 0 ? at - SHARING_LOOKBACK_MS : lastWholeAt - OVERLAP_MS;
    const options = isWhole
      ? { since: null, sharingSince: new Date(Math.min(sharingFrom, at)) }
      : { since: new Date(lastAt - OVERLAP_MS), sharingSince: null };
    const { isDone } = await sweep(tools, new Date(at), options);
    if (!isDone) return;
    lastAt = at;
    if (isWhole) lastWholeAt = at;
  }

  return startPeriodicTask(round, tickMs, (error) => {
    lastAt = now().getTime();
    tools.logger.error({ event: 'expiry', problem: problemOf(error) });
  });
}
