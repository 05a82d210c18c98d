// Command: the production start. It refuses an incomplete environment, migrates the database and the catalogue, and hands over to Next.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { isIP } from 'node:net';
import nextEnv from '@next/env';
import { errorMessage, SetupProblem } from '../db/embedded/problem';
import { seedCatalogue } from '../db/seed';
import { checkEnv } from '../lib/runtime/env';
import { endGently } from './end-gently';
import { proxyAdvice } from './proxy-advice';
import { migrateGiven, refuseForeignKeys } from './stack-database';

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

nextEnv.loadEnvConfig(process.cwd(), false, { info: () => {}, error: () => {} });
const checked = checkEnv(process.env);
if (!checked.ok) {
  const lines = checked.problems.map((problem) => `  ${problem}`).join('\n');
  fail(
    `Accord cannot start, because its environment is not complete:\n${lines}\nSee .env.example for all variables.`,
  );
}
if (checked.env.ACCORD_MODE === 'demo') {
  fail('ACCORD_MODE=demo belongs to npm run demo; npm start serves real customers, so remove it.');
}
const advice = proxyAdvice(process.env, process.version);
if (advice !== null) console.warn(advice);
if (!existsSync('.next/BUILD_ID')) fail('There is no build to start; run npm run build first.');
try {
  await migrateGiven(checked.env.DATABASE_URL, checked.env.DATABASE_OWNER_URL);
  await seedCatalogue(checked.env.DATABASE_URL);
  await refuseForeignKeys(checked.env.DATABASE_URL);
} catch (error) {
  fail(
    error instanceof SetupProblem
      ? error.message
      : `The database could not be brought up to date: ${errorMessage(error)}`,
  );
}

const args = ['node_modules/next/dist/bin/next', 'start', '-p', process.env.PORT ?? '3000'];
// Many systems put the machine's name into HOSTNAME, which does not mean that the app should listen on that name only.
const host = process.env.HOSTNAME ?? '';
if (host === 'localhost' || isIP(host) !== 0) args.push('-H', host);
const child = spawn(process.execPath, args, {
  // The IPC channel asks the child to drain before the signal is sent.
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  // Own process group, so that Ctrl-C reaches the child once, through this process.
  detached: process.platform !== 'win32',
  // Empty and not absent: otherwise a .env file would hand the owner's address to the app after all.
  env: { ...process.env, DATABASE_OWNER_URL: '', NODE_ENV: 'production' },
});
const ending = endGently(child);
for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ending.ask());
// Ctrl-C comes from a person at the terminal, who does not want to wait.
process.on('SIGINT', () => ending.now('SIGINT'));
child.once('error', (error) => fail(`Next could not be started: ${error.message}`));
child.once('exit', (code, signal) =>
  process.exit(ending.wasAsked() ? 0 : (code ?? (signal === null ? 0 : 1))),
);
