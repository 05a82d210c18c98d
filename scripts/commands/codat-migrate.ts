// Command: migrates access tokens to Codat, one line of the file after another; a second run continues. Exit codes: 0 all connected,
// 1 some were not, 2 wrong usage or a file with problems, 3 Codat did not answer.
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '../../db/client';
import { SetupProblem } from '../../db/embedded/problem';
import type { Codat } from '../../lib/codat/client';
import { getCodat } from '../../lib/codat/process';
import { type MigrationOutcome, migrateConnection } from '../../lib/connection/migrate-connection';
import { type MigrationLine, parseMigrationFile } from '../../lib/domain/work/migration-file';
import { Upstream } from '../../lib/errors';
import { clock } from '../../lib/runtime/clock';
import { type CodatPlace, withAppDatabase } from '../command-environment';

const USAGE =
  'Use: npm run codat:migrate -- FILE, one JSON object per line: {"business": "…", "platform": "…", "reference": "…", "tokens": {…}}';

const SAYS: Readonly<Record<MigrationOutcome, string>> = {
  connected: 'connected',
  'unknown-business': 'not connected: no single business has this id',
  'unknown-platform': 'not connected: Codat has no such platform switched on',
  'already-connected': 'not connected: another accounting platform is',
  refused: 'not connected: Codat does not take the tokens',
};

interface MigrationPlace extends CodatPlace {
  /** Milliseconds between two tries of a line. */
  pauseMs: number;
}

/** A killed run keeps its line locked for a quarter of a minute. */
const TRIES = 6;
const OWN: MigrationPlace = { withDatabase: withAppDatabase, codat: getCodat, pauseMs: 4_000 };

async function readLines([file, ...others]: string[]): Promise<MigrationLine[]> {
  if (file === undefined || others.length > 0) throw new SetupProblem(USAGE);
  const text = await readFile(file, 'utf8').catch(() => {
    throw new SetupProblem(`The file cannot be read. ${USAGE}`);
  });
  const parsed = parseMigrationFile(text);
  if (parsed.ok) return parsed.lines;
  const told = parsed.problems.map(({ line, problem }) => `line ${line}: ${problem}`);
  throw new SetupProblem(`Nothing was sent.\n${told.join('\n')}\n${USAGE}`);
}

async function migrate(
  db: Db,
  codat: Codat,
  pauseMs: number,
  line: MigrationLine,
): Promise<MigrationOutcome> {
  for (let tries = 1; ; tries += 1) {
    const request = {
      requestId: crypto.randomUUID(),
      page: '',
      locale: 'en' as const,
      ipTruncated: null,
      userAgent: null,
    };
    try {
      return await migrateConnection({ db, codat, now: clock.now(), request }, line);
    } catch (error) {
      const mayWait = error instanceof Upstream && ['in-progress', 'busy'].includes(error.kind);
      if (!mayWait || tries >= TRIES) throw error;
      await sleep(Math.max(pauseMs, (error.retryAfterSeconds ?? 0) * 1000));
    }
  }
}

async function run(db: Db, codat: Codat, pauseMs: number, lines: readonly MigrationLine[]): Promise<number> {
  let failed = 0;
  for (const line of lines) {
    const outcome = await migrate(db, codat, pauseMs, line);
    console.log(`line ${line.line}: ${SAYS[outcome]}`);
    if (outcome !== 'connected') failed += 1;
  }
  console.log(`${lines.length - failed} of ${lines.length} connected.`);
  return failed === 0 ? 0 : 1;
}

export async function main(args: string[], { withDatabase, codat, pauseMs } = OWN): Promise<number> {
  try {
    const lines = await readLines(args);
    return await withDatabase((db) => run(db, codat(), pauseMs, lines));
  } catch (error) {
    if (error instanceof Upstream) {
      console.error(
        `The call to Codat failed (${error.kind}). Run the command again: it continues where it stopped.`,
      );
      return 3;
    }
    if (!(error instanceof SetupProblem)) throw error;
    console.error(error.message);
    return 2;
  }
}
