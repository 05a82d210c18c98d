// Process tree killer: a process that inherited a run's mark in its environment does not outlive the run.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Variable that carries the mark to every descendant, also to those in process groups of their own. */
export const RUN_MARK = 'ACCORD_RUN';

const PATIENCE_MS = 8000;

/** Process ids and environments; a process of another user is left out where its environment cannot be read. */
function environments(): { pid: number; env: string }[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => {
        try {
          return [{ pid: Number(name), env: readFileSync(`/proc/${name}/environ`, 'utf8') }];
        } catch {
          return [];
        }
      });
  } catch {
    // Not Linux: ps prints the environment after the command.
    const rows = execFileSync('ps', ['axeww', '-o', 'pid=,command='], { encoding: 'utf8' }).split('\n');
    return rows.map((row) => ({ pid: Number.parseInt(row, 10), env: row }));
  }
}

/** @returns the processes that carry the mark, without this one */
export function listMarked(mark: string): number[] {
  return environments()
    .filter(({ pid, env }) => pid !== process.pid && env.includes(`${RUN_MARK}=${mark}`))
    .map(({ pid }) => pid);
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // The process ended meanwhile.
    }
  }
}

/** Ends them with SIGTERM, then SIGKILL; resolves when none is left. */
export async function endMarked(mark: string): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; ; await sleep(100)) {
    const left = listMarked(mark);
    if (left.length === 0) return;
    signal(left, Date.now() < end ? 'SIGTERM' : 'SIGKILL');
  }
}
