// Benchmark of pool ageing, long form: `npx tsx bench/db-ageing.ts [--minutes 10]`. Exit code 1: the last minute is under 0.9 of the first.
import { mkdtempSync } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '../db/embedded';
import { measureAgeing } from './ageing';

const LIMIT = 0.9;
const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' } } });
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
    windows: minutes,
    each: { seconds: 60 },
    onWindow: (rate) => console.log(`${rate} queries per second`),
  });
  console.log(`last minute to first: ${ratio.toFixed(2)} (limit ${LIMIT})`);
  console.log(`the aged pool to a new one: ${againstNew.toFixed(2)}`);
  process.exitCode = ratio >= LIMIT ? 0 : 1;
} finally {
  await server.stop();
  await rm(root, { recursive: true, force: true });
}
