// Verb: moves the demo's clocks forward together, Codat's and Accord's, and runs the work that falls due.
import type { Db } from '@/db/client';
import { dropClockOffset, raiseClockOffset, readClockOffset } from '@/db/queries/demo-clock';
import { type ExpiryTools, sweep } from '../expiry/sweep';
import { machineClock, setClockOffset } from '../runtime/clock';
import { type ClockStep, stepMs } from './clock-steps';
import type { DemoControl } from './control';

type ClockControl = Pick<DemoControl, 'state' | 'moveClock' | 'reset'>;

/**
 * Codat first: if it does not answer, no clock moves here. A clock that was behind catches up.
 * @returns the offset of both from the machine's clock, in milliseconds
 * @throws Upstream when the sandbox does not answer
 */
export async function moveClocks(
  tools: ExpiryTools,
  control: ClockControl,
  step: ClockStep,
  apply: (offsetMs: number) => void = setClockOffset,
): Promise<number> {
  const { offsetMs: codats } = await control.state();
  const target = Math.max(codats, await readClockOffset(tools.db)) + stepMs(step);
  await control.moveClock(target - codats);
  const offsetMs = await raiseClockOffset(tools.db, target);
  apply(offsetMs);
  // Workers notice within a second; the presenter opens the next page sooner than that.
  await sweep(tools, new Date(machineClock.now().getTime() + offsetMs));
  return offsetMs;
}

/** Returns both to the machine's time, and empties Codat. @throws Upstream when the sandbox does not answer */
export async function resetClocks(
  db: Db,
  control: ClockControl,
  apply: (offsetMs: number) => void = setClockOffset,
): Promise<void> {
  await control.reset();
  await dropClockOffset(db, machineClock.now());
  apply(0);
}
