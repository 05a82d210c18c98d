// Capture of a command's output: run as a function in the test's process, or once as a real process.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { vi } from 'vitest';
import type { Db } from '@/db/client';
import type { TestDatabase } from './database';
import { testKeys } from './receipt-issuer';

export interface Said {
  code: number;
  out: string;
  err: string;
}

/** One at a time: other output meanwhile would count as the command's. */
export async function saidBy(command: () => Promise<number>): Promise<Said> {
  const [out, err] = [vi.spyOn(console, 'log'), vi.spyOn(console, 'error')];
  for (const stream of [out, err]) stream.mockImplementation(() => {});
  const linesOf = (stream: typeof out) => stream.mock.calls.map((words) => `${words.join(' ')}\n`).join('');
  try {
    const code = await command();
    return { code, out: linesOf(out), err: linesOf(err) };
  } finally {
    for (const stream of [out, err]) stream.mockRestore();
  }
}

/** Database of a test file, in the form that a command takes. */
export const given =
  ({ db, url }: Pick<TestDatabase, 'db' | 'url'>) =>
  <T>(work: (db: Db, url: string) => Promise<T>): Promise<T> =>
    work(db, url);

/** Complete environment of a command, apart from its database. */
export const commandEnv = (database: TestDatabase, more: Record<string, string>) => ({
  NODE_ENV: 'test' as const,
  PATH: process.env.PATH ?? '',
  ACCORD_MODE: 'demo',
  DATABASE_URL: database.url,
  CODAT_API_KEY: 'none',
  CODAT_BASE_URL: 'http://127.0.0.1:1',
  NEXTAUTH_URL: 'https://consent.bank.example',
  NEXTAUTH_SECRET: 'a text of more than thirty-two characters',
  PERSON_KEY: process.env.PERSON_KEY ?? '',
  RECEIPT_SIGNING_KEYS: testKeys(),
  ...more,
});

/** Runs a real process, which costs seconds of processor time: so once for each command. */
export async function saidByProcess(script: string, args: string[], env: NodeJS.ProcessEnv): Promise<Said> {
  const run = promisify(execFile)(process.execPath, [`scripts/${script}.mjs`, ...args], { env });
  const said = await run.catch((error: { code: number; stdout: string; stderr: string }) => error);
  return { code: 'code' in said ? said.code : 0, out: said.stdout, err: said.stderr };
}
