// Owns waiting for a process to answer.
import { setTimeout as sleep } from 'node:timers/promises';
import { SetupProblem } from '../db/embedded/problem';

const PATIENCE_MS = 60_000;

/** Asks again and again; an error counts as "not yet". */
export async function waitFor(isReady: () => Promise<boolean>, what: string, logFile: string): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(50)) {
    if (await isReady().catch(() => false)) return;
  }
  throw new SetupProblem(`After a minute ${what} still does not answer; see ${logFile}.`);
}
