// Token migration on the command line, one line of the file after another; run again, it goes on. Exit codes: 0 all connected,
// 1 some were not, 2 asked in the wrong way or of a file with problems, 3 Codat could not be asked.
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import nextEnv from '@next/env';
import type { Db } from '../db/client';
import { SetupProblem } from '../db/embedded/problem';
import { getCodat } from '../lib/codat/process';
import { type MigrationOutcome, migrateConnection } from '../lib/connection/migrate-connection';
import { type MigrationLine, parseMigrationFile } from '../lib/domain/work/migration-file';
import { Upstream } from '../lib/errors';
import { clock } from '../lib/runtime/clock';
import { checkEnv } from '../lib/runtime/env';
import { withDatabase } from './command-database';

const USAGE =
  'Use: npm run codat:migrate -- FILE, one JSON object per line: {"business": "…", "platform": "…", "reference": "…", "tokens": {…}}';

const SAYS: Readonly<Record<MigrationOutcome, string>> = {
  connected: 'connected',
  'unknown-business': 'not connected: no single business has this id',
  'unknown-platform': 'not connected: Codat has no such platform switched on',
  'already-connected': 'not connected: another accounting platform is',
  refused: 'not connected: Codat does not take the tokens',
};

/** A killed run holds its line for a quarter of a minute. */
const PATIENCE = { tries: 6, ms: 4_000 };

async function readLines(): Promise<MigrationLine[]> {
  const [file, ...others] = process.argv.slice(2);
  if (file === undefined || others.length > 0) throw new SetupProblem(USAGE);
  const text = await readFile(file, 'utf8').catch(() => {
    throw new SetupProblem(`The file cannot be read. ${USAGE}`);
  });
  const parsed = parseMigrationFile(text);
  if (parsed.ok) return parsed.lines;
  const told = parsed.problems.map(({ line, problem }) => `line ${line}: ${problem}`);
  throw new SetupProblem(`Nothing was sent.\n${told.join('\n')}\n${USAGE}`);
}

function requireEnvironment(): void {
  nextEnv.loadEnvConfig(process.cwd(), false, { info: () => {}, error: () => {} });
  process.env.LOG_LEVEL = 'silent';
  const checked = checkEnv(process.env);
  if (!checked.ok) throw new SetupProblem(`The environment is not complete:\n${checked.problems.join('\n')}`);
}

async function migrate(db: Db, line: MigrationLine): Promise<MigrationOutcome> {
  for (let tries = 1; ; tries += 1) {
    const request = {
      requestId: crypto.randomUUID(),
      page: '',
      locale: 'en' as const,
      ipTruncated: null,
      userAgent: null,
    };
    try {
      return await migrateConnection({ db, codat: getCodat(), now: clock.now(), request }, line);
    } catch (error) {
      const mayWait = error instanceof Upstream && ['in-progress', 'busy'].includes(error.kind);
      if (!mayWait || tries >= PATIENCE.tries) throw error;
      await sleep(Math.max(PATIENCE.ms, (error.retryAfterSeconds ?? 0) * 1000));
    }
  }
}

async function run(db: Db, lines: readonly MigrationLine[]): Promise<number> {
  let failed = 0;
  for (const line of lines) {
    const outcome = await migrate(db, line);
    console.log(`line ${line.line}: ${SAYS[outcome]}`);
    if (outcome !== 'connected') failed += 1;
  }
  console.log(`${lines.length - failed} of ${lines.length} connected.`);
  return failed === 0 ? 0 : 1;
}

try {
  const lines = await readLines();
  requireEnvironment();
  process.exitCode = await withDatabase((db) => run(db, lines));
} catch (error) {
  if (error instanceof Upstream) {
    console.error(`Codat could not be asked (${error.kind}). Run it again: it goes on where it stopped.`);
    process.exitCode = 3;
  } else if (error instanceof SetupProblem) {
    console.error(error.message);
    process.exitCode = 2;
  } else throw error;
}
