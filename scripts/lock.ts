// Lock on a data folder: one run at a time; the next run ends the processes that a killed run left behind.
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { errorCode, SetupProblem } from '../db/embedded/problem';
import { commandOf, isAlive } from '../db/embedded/process-facts';
import { stopGroup } from './children';

interface Held {
  pid: number;
  children: number[];
}

export interface Lock {
  /** Records a child, so that the next run can end it if this one is killed. */
  remember(pid: number): Promise<void>;
  release(): Promise<void>;
}

async function readHeld(file: string): Promise<Held | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Held;
  } catch {
    return null;
  }
}

async function endLeftovers(held: Held | null): Promise<void> {
  for (const pid of held?.children ?? []) {
    // The process id may belong to another program by now.
    if (isAlive(pid) && /next|codat-sandbox\/src\/main/.test(commandOf(pid))) await stopGroup(pid);
  }
}

export async function acquireLock(dataDir: string): Promise<Lock> {
  const file = path.join(dataDir, 'lock.json');
  const mine: Held = { pid: process.pid, children: [] };
  for (;;) {
    try {
      await writeFile(file, JSON.stringify(mine), { flag: 'wx' });
      break;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
    const held = await readHeld(file);
    if (
      held !== null &&
      held.pid !== process.pid &&
      isAlive(held.pid) &&
      /node|tsx/.test(commandOf(held.pid))
    ) {
      throw new SetupProblem(
        `Accord already runs with the data in ${dataDir} (process ${held.pid}); stop that one first with Ctrl-C or kill ${held.pid}.`,
      );
    }
    await endLeftovers(held);
    await rm(file, { force: true });
  }
  return {
    remember: async (pid) => {
      mine.children.push(pid);
      await writeFile(file, JSON.stringify(mine));
    },
    release: () => rm(file, { force: true }),
  };
}
