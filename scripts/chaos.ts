// Command: a chaos run with its size and its seed.
import { randomInt } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { ensureBuild } from './build';
import { tellChaos } from './chaos-told';

const USE = 'Use: npm run test:chaos -- [--seed N] [--businesses 200] [--seconds 300]';

function whole(name: string, text: string | undefined, otherwise: number): number {
  const value = text === undefined ? otherwise : Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  console.error(`--${name} must be a whole number above 0. ${USE}`);
  process.exit(2);
}

const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { seed: text, businesses: text, seconds: text } });
const logDir = '.data/logs';
await mkdir(logDir, { recursive: true });
await ensureBuild({ logDir });
const { passed, failed } = await tellChaos({
  seed: whole('seed', values.seed, randomInt(1, 1_000_000)),
  businesses: whole('businesses', values.businesses, 200),
  seconds: whole('seconds', values.seconds, 300),
});
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
