import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';

test('the migration ends with the guards of the append-only tables', () => {
  const migration = readFileSync('db/migrations/0000_schema.sql', 'utf8');
  expect(migration.endsWith(readFileSync('db/guards.sql', 'utf8'))).toBe(true);
});

test('the migration makes the tables of db/schema', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'accord-migrations-'));
  try {
    cpSync('db/migrations', folder, { recursive: true });
    const before = readdirSync(folder);
    const out = path.relative(process.cwd(), folder);
    const tool = path.join('node_modules', 'drizzle-kit', 'bin.cjs');
    const options = ['--dialect=postgresql', '--schema=./db/schema/*.ts', `--out=${out}`];
    const made = spawnSync(process.execPath, [tool, 'generate', ...options], { encoding: 'utf8' });
    expect(made.stderr).toBe('');
    expect(made.stdout).toContain('No schema changes');
    expect(readdirSync(folder)).toEqual(before);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
