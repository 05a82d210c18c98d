// Command: regenerates the one migration from db/schema and db/guards.sql; until a first release no database has data to keep.
import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

const folder = path.join('db', 'migrations');
rmSync(folder, { recursive: true, force: true });
const made = spawnSync(
  process.execPath,
  [path.join('node_modules', 'drizzle-kit', 'bin.cjs'), 'generate', '--name', 'schema'],
  { stdio: 'inherit' },
);
if (made.status !== 0) process.exit(made.status ?? 1);
const guards = readFileSync(path.join('db', 'guards.sql'), 'utf8');
appendFileSync(path.join(folder, '0000_schema.sql'), `\n--> statement-breakpoint\n${guards}`);
