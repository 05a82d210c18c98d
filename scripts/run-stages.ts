// Runner of checks: it ends with one line of counts and an exit code that agrees, and leaves no process and no folder behind.
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { endMarked, RUN_MARK } from './process-tree';
import { onStop } from './run-until-stopped';
import { type Count, runStage, type Stage } from './stages';

export interface Tally {
  (stage: Stage): Promise<boolean>;
  /** Adds the count of a step that is not a program of its own. */
  add(count: Count): void;
}

export async function runStages(work: (run: Tally) => Promise<void>): Promise<void> {
  const total = { passed: 0, failed: 0 };
  const add = ({ passed, failed }: Count) => {
    total.passed += passed;
    total.failed += failed;
  };
  let isStopping = false;
  const tally: Tally = Object.assign(
    async (stage: Stage) => {
      // The run is about to exit: it starts nothing more, and reports no failure of what was killed.
      if (isStopping) return new Promise<boolean>(() => {});
      const count = await runStage(stage, () => isStopping);
      add(count);
      return count.failed === 0;
    },
    { add },
  );
  const end = openRun();
  onStop((code) => {
    if (isStopping) return;
    isStopping = true;
    void end().then(() => process.exit(code));
  });
  await work(tally);
  if (isStopping) return;
  await end();
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exit(total.failed === 0 ? 0 : 1);
}

/** Gives every child, however it is started, the mark and a temporary folder. @returns a function that removes both */
function openRun(): () => Promise<void> {
  const mark = randomUUID();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'accord-run-'));
  // PostgreSQL runs as another user when this process is root, and has to enter the folder.
  chmodSync(folder, 0o755);
  process.env[RUN_MARK] = mark;
  process.env.TMPDIR = folder;
  return async () => {
    await endMarked(mark);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
}
