// Command: all journeys on two web, two API and two worker processes with this machine's PostgreSQL: processes share nothing but the database.
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '../db/embedded';
import { hasSystemPostgres } from '../db/embedded/binaries';
import { ensureBrowser } from './browser';
import { ensureBuild } from './build';
import { journeys } from './checks';
import { runStages } from './run-stages';

const OF_EACH = '2';

if (!(await hasSystemPostgres())) {
  console.error('This machine has no PostgreSQL; install it (Debian: apt-get install postgresql).');
  process.exit(1);
}
const logDir = '.data/logs';
await mkdir(logDir, { recursive: true });
const dataDir = await mkdtemp(path.join(os.tmpdir(), 'accord-processes-'));
await chmod(dataDir, 0o755);
await ensureBuild({ logDir });
const browser = await ensureBrowser(console.log);
const server = await startEmbeddedPostgres({ dataDir: path.join(dataDir, 'postgres'), source: 'system' });
await runStages(async (run) => {
  const stage = journeys(browser);
  try {
    await run({
      ...stage,
      name: 'journeys on two webs, two APIs and two workers',
      args: [...stage.args, ...process.argv.slice(2)],
      env: { ...stage.env, TEST_DATABASE_URL: server.url, ACCORD_E2E_PROCESSES: OF_EACH },
    });
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
});
