// Benchmark of pool ageing, long form: `npx tsx bench/db-ageing.ts [--minutes 10]`. Exit code 1: the last minute is under 0.9 of the first.
import { mkdtempSync } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '../db/embedded';
import { measureAgeing } from './ageing';
import { figure, isShort, outcome } from './report';

const LIMIT = 0.9;
const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, short: { type: 'boolean' } },
});
const minutes = Number(values.minutes);
if (!(minutes >= 1)) {
  console.error('--minutes takes a number of at least 1.');
  process.exit(1);
}

const root = mkdtempSync(path.join(os.tmpdir(), 'accord-ageing-'));
await chmod(root, 0o755);
const server = await startEmbeddedPostgres({ dataDir: path.join(root, 'pg'), durable: false });
try {
  const { ratio, againstNew } = await measureAgeing(server.url, {
    windows: isShort ? 2 : minutes,
    each: isShort ? { queries: 2_000 } : { seconds: 60 },
    pairs: isShort ? 3 : 15,
    onWindow: (rate) => console.log(`${rate} queries per second`),
  });
  figure('last minute to first', ratio, { atLeast: LIMIT });
  figure('the aged pool to a new one', againstNew, { atLeast: LIMIT });
  process.exitCode = outcome();
} finally {
  await server.stop();
  await rm(root, { recursive: true, force: true });
}
