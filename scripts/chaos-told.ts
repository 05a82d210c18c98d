// Output of a chaos run: the seed first and last, and a line for each invariant.
import { type ChaosOptions, runChaos } from '../e2e/chaos/run';
import type { Count } from './stages';

const MOST_LINES = 20;

export async function tellChaos(options: ChaosOptions): Promise<Count> {
  const seed = `seed ${options.seed}`;
  console.log(`        chaos run, ${seed}`);
  const { wrong, story } = await runChaos(options);
  console.log(`        ${story}`);
  const count = { passed: 0, failed: 0 };
  for (const [name, lines] of Object.entries(wrong)) {
    count[lines.length === 0 ? 'passed' : 'failed'] += 1;
    console.log(`${lines.length === 0 ? 'ok     ' : 'FAILED '} ${name}`);
    for (const line of lines.slice(0, MOST_LINES)) console.log(`          ${line}`);
    if (lines.length > MOST_LINES) console.log(`          and ${lines.length - MOST_LINES} more`);
  }
  console.log(`        ${seed}`);
  return count;
}
