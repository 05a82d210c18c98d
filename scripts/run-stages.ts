// Owns the end of a run of checks: one line with the counts, and an exit code that says the same.
import { type Count, runStage, type Stage, stopStages } from './stages';

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
  const tally: Tally = Object.assign(
    async (stage: Stage) => {
      const count = await runStage(stage);
      add(count);
      return count.failed === 0;
    },
    { add },
  );
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.on(signal, () => {
      stopStages();
      process.exit(code);
    });
  }
  await work(tally);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exit(total.failed === 0 ? 0 : 1);
}
