// Test fixture: a real process of Accord, started as production starts it, with its output until it ends.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { RUN_MARK } from '../scripts/process-tree';
import { becomesTrue } from '../scripts/wait-for';
import { testKeys } from './receipt-issuer';

export const WEBHOOK_KEY = Buffer.alloc(32, 3);

/** Complete production environment with an unreachable Codat: no request of these tests leaves the machine. */
export function productionEnv(databaseUrl: string): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    CODAT_API_KEY: 'not-a-real-key',
    CODAT_BASE_URL: 'https://codat.invalid',
    CODAT_WEBHOOK_SECRET: `whsec_${WEBHOOK_KEY.toString('base64')}`,
    NEXTAUTH_SECRET: randomBytes(32).toString('hex'),
    NEXTAUTH_URL: 'https://consent.example',
    RECEIPT_SIGNING_KEYS: testKeys(),
    // The tests' own key, since they read what the process writes.
    PERSON_KEY: process.env.PERSON_KEY ?? '',
    SMTP_URL: 'none',
    LOG_LEVEL: 'warn',
    ACCORD_LINGER_SECONDS: '1',
    ACCORD_MODE: 'production',
  };
}

export interface Running {
  child: ChildProcess;
  said(): string;
  /** Exit code and signal. */
  ended: Promise<[code: number | null, signal: NodeJS.Signals | null]>;
}

/** @param args of Node. The caller ends the process, whatever happens. */
export function startProcess(args: string[], env: Record<string, string>): Running {
  // The process must not inherit the settings of this test run, only what every process has.
  const { PATH = '', HOME = '', [RUN_MARK]: mark = '' } = process.env;
  const child = spawn(process.execPath, args, {
    env: { PATH, HOME, [RUN_MARK]: mark, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return {
    child,
    said: () => output,
    ended: new Promise((resolve) => child.once('exit', (code, signal) => resolve([code, signal]))),
  };
}

/** @throws with the output of the process, when it ended or did not answer within half a minute */
export async function untilAnswers(running: Running, url: string): Promise<void> {
  const isAnswered = async () => (await fetch(url)).ok;
  if (await becomesTrue(isAnswered, 30_000, () => running.child.exitCode !== null)) return;
  throw new Error(`It does not answer:\n${running.said()}`);
}
