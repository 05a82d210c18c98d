// Clock move of the control API: everything due on the way happens in order before the call is answered.
import { z } from 'zod';
import type { World } from '../state/world';

/** Ten years either way: far enough for any consent, near enough to stay a date. */
const LIMIT_MS = 10 * 366 * 24 * 60 * 60 * 1000;
export const clockStep = z.number().int().min(-LIMIT_MS).max(LIMIT_MS);

export function moveClock(world: World, advanceMs: number): void {
  world.clock.advance(advanceMs);
  world.scheduler.runDue();
  world.touch();
}
