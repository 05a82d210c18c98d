// Owns the chaos run on the command line: its size, its seed first and last, and a line for each thing that must be true.
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { runChaos } from '../e2e/chaos/run';

const USE = 'Use: npm run test:chaos -- [--seed N] [--businesses 200] [--seconds 300]';
const MOST_LINES = 20;

function whole(name: string, text: string | undefined, otherwise: number): number {
  const value = text === undefined ? otherwise : Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  console.error(`--${name} must be a whole number above 0. ${USE}`);
  process.exit(2);
}

const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { seed: text, businesses: text, seconds: text } });
const seed = whole('seed', values.seed, randomInt(1, 1_000_000));
const businesses = whole('businesses', values.businesses, 200);
const seconds = whole('seconds', values.seconds, 300);

console.log(`seed ${seed}`);
const { wrong, story } = await runChaos({ seed, businesses, seconds });
console.log(story);
let failed = 0;
for (const [name, lines] of Object.entries(wrong)) {
  if (lines.length > 0) failed += 1;
  console.log(`${lines.length === 0 ? 'ok     ' : 'FAILED '} ${name}`);
  for (const line of lines.slice(0, MOST_LINES)) console.log(`          ${line}`);
  if (lines.length > MOST_LINES) console.log(`          and ${lines.length - MOST_LINES} more`);
}
console.log(`seed ${seed}`);
console.log(`${Object.keys(wrong).length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
