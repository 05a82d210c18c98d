// Polling until a process answers.
import { setTimeout as sleep } from 'node:timers/promises';
import { SetupProblem } from '../db/embedded/problem';

const PATIENCE_MS = 60_000;
const EVERY_MS = 50;

/**
 * Polls; an error counts as "not yet".
 * @returns false when the time is over, or the state can no longer be reached
 */
export async function becomesTrue(
  isSo: () => Promise<boolean>,
  patienceMs: number,
  isOver: () => boolean = () => false,
): Promise<boolean> {
  for (const end = Date.now() + patienceMs; Date.now() < end && !isOver(); await sleep(EVERY_MS)) {
    if (await isSo().catch(() => false)) return true;
  }
  return false;
}

/** @throws SetupProblem after a minute */
export async function waitFor(isReady: () => Promise<boolean>, what: string, logFile: string): Promise<void> {
  if (await becomesTrue(isReady, PATIENCE_MS)) return;
  throw new SetupProblem(`After a minute ${what} still does not answer; see ${logFile}.`);
}
