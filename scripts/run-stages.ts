// Run of checks: ends with one line of counts and an exit code that says the same, and leaves no process and no folder behind.
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { endMarked, RUN_MARK } from './process-tree';
import { onStop } from './run-until-stopped';
import { type Count, runStage, type Stage } from './stages';

export interface Tally {
  (stage: Stage): Promise<boolean>;
  /** For a step that is not a program of its own. */
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
      // The run is about to exit: nothing more is started, and what was killed is not told as a failure.
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

/** Every child inherits the mark and the folder for what is temporary, however it was started. @returns what removes both */
function openRun(): () => Promise<void> {
  const mark = randomUUID();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'accord-run-'));
  // PostgreSQL runs as another user when this one is root, and has to enter it.
  chmodSync(folder, 0o755);
  process.env[RUN_MARK] = mark;
  process.env.TMPDIR = folder;
  return async () => {
    await endMarked(mark);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
}
