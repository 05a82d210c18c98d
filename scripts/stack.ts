// Stack of a whole Accord on this machine: Postgres, the sandbox and the app, started together and stopped together.
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from '../db/embedded/cluster';
import { SetupProblem } from '../db/embedded/problem';
import { ensureBuild } from './build';
import { type Child, lastLines, startChild } from './children';
import { acquireLock } from './lock';
import { requirePort } from './ports';
import { keepReceiptKeys } from './receipt-keys-file';
import { keepOutboundKey, keepPersonKey } from './seal-key-files';
import { introduceApp } from './stack-codat';
import { checkpointFolder, prepareDatabase } from './stack-database';
import { appEnv, fetchSandboxConfig, type SandboxConfig } from './stack-env';
import { waitFor } from './wait-for';

export interface StackOptions {
  appPort: number;
  sandboxPort: number;
  dataDir: string;
  /** An embedded Postgres when absent. */
  databaseUrl?: string;
  /** `none`: the caller starts the app, with `env`. */
  app: 'start' | 'dev' | 'none';
  syncSeconds?: number;
  /** Seconds between two refreshes of a page from Codat; as in production when absent. */
  pollSeconds?: number;
  /** Additional options of the sandbox. */
  sandboxArgs?: readonly string[];
  say?: (sentence: string) => void;
  /** Advice on other ports, for the message when one is taken. */
  portAdvice?: string;
  /** Aborts the start. */
  signal?: AbortSignal;
}

export interface Stack {
  appUrl: string;
  sandboxUrl: string;
  databaseUrl: string;
  /** Environment of the app. */
  env: Record<string, string>;
  /** Addresses and secrets of the sandbox. */
  config: SandboxConfig;
  /** Resolves with a sentence when a part ends on its own. */
  ended: Promise<string>;
  stop(): Promise<void>;
}

const NEXT = 'node_modules/next/dist/bin/next';

/** Secret that survives restarts, so that signed-in people stay signed in. */
async function keepSecret(dataDir: string): Promise<string> {
  const file = path.join(dataDir, 'secret');
  const kept = await readFile(file, 'utf8').catch(() => '');
  if (kept.length >= 32) return kept;
  const secret = randomBytes(32).toString('hex');
  await writeFile(file, secret, { mode: 0o600 });
  return secret;
}

async function makeCheckpointFolder(dataDir: string): Promise<string> {
  const folder = checkpointFolder(dataDir);
  await mkdir(folder, { recursive: true });
  return folder;
}

function sandboxArgs(
  { sandboxPort, dataDir, syncSeconds, sandboxArgs: more = [] }: StackOptions,
  appUrl: string,
): string[] {
  const args = [
    '--import',
    'tsx',
    'packages/codat-sandbox/src/main.ts',
    '--port',
    String(sandboxPort),
    '--app-url',
    appUrl,
  ];
  args.push('--state', path.join(dataDir, 'sandbox.json'));
  if (syncSeconds !== undefined) args.push('--sync-seconds', String(syncSeconds));
  return [...args, ...more];
}

export async function startStack(options: StackOptions): Promise<Stack> {
  const { appPort, sandboxPort, dataDir, app, say } = options;
  const appUrl = `http://localhost:${appPort}`;
  const logDir = path.join(dataDir, 'logs');
  const advice = options.portAdvice ?? 'choose another';
  await makeFolder(dataDir);
  await mkdir(logDir, { recursive: true });
  const lock = await acquireLock(dataDir);
  /** Undo steps, run from the last to the first. */
  const undo: (() => Promise<void>)[] = [lock.release];
  let stopping: Promise<void> | undefined;
  let reportEnd: (sentence: string) => void = () => {};
  const ended = new Promise<string>((resolve) => {
    reportEnd = resolve;
  });

  const stop = () => {
    stopping ??= (async () => {
      for (const step of undo.reverse()) await step().catch(() => {});
    })();
    return stopping;
  };
  const adopt = async (child: Child) => {
    undo.push(child.stop);
    await lock.remember(child.pid);
    if (options.signal?.aborted === true) await child.stop();
  };
  const launch = async (
    name: string,
    args: string[],
    env: NodeJS.ProcessEnv,
    isReady: () => Promise<boolean>,
  ) => {
    const child = startChild(name, args, env, logDir);
    await adopt(child);
    let isUp = false;
    const early = child.ended.then(() => {
      if (isUp) reportEnd(`The ${name} ended by itself; see ${child.logFile}.`);
      throw new SetupProblem(
        `${lastLines(child.logFile, 10)}\nThe ${name} did not start; see ${child.logFile}.`,
      );
    });
    early.catch(() => {});
    await Promise.race([waitFor(isReady, `the ${name}`, child.logFile), early]);
    isUp = true;
  };

  // Stopping the children fails the steps that wait for them, which ends the start.
  const cut = () => void Promise.all(undo.slice(1).map((step) => step().catch(() => {})));
  options.signal?.addEventListener('abort', cut);
  try {
    await requirePort(sandboxPort, 'the sandbox', advice);
    if (app !== 'none') await requirePort(appPort, 'the app', advice);
    const base = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' };
    const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
    const steps = await Promise.allSettled([
      prepareDatabase(options, (database) => {
        undo.push(database.stop);
        void database.ended.then(() => reportEnd('The database ended by itself; start again.'));
      }),
      launch(
        'sandbox',
        sandboxArgs(options, appUrl),
        base,
        async () => (await fetchSandboxConfig(sandboxUrl)) !== null,
      ),
      app === 'start'
        ? ensureBuild({ logDir, onChild: adopt, ...(say === undefined ? {} : { say }) })
        : undefined,
    ]);
    options.signal?.throwIfAborted();
    for (const step of steps) if (step.status === 'rejected') throw step.reason;
    const databaseUrl = steps[0].status === 'fulfilled' ? steps[0].value : '';
    const config = await fetchSandboxConfig(sandboxUrl);
    if (config === null) throw new SetupProblem(`The sandbox does not answer; see ${logDir}.`);
    const env = appEnv({
      appUrl,
      databaseUrl,
      config,
      secret: await keepSecret(dataDir),
      receiptKeys: await keepReceiptKeys(dataDir),
      outboundKey: await keepOutboundKey(dataDir),
      pollSeconds: options.pollSeconds,
      personKey: await keepPersonKey(dataDir),
      checkpoints: options.databaseUrl === undefined ? await makeCheckpointFolder(dataDir) : undefined,
    });
    if (app !== 'none') {
      const args = [NEXT, app, '-p', String(appPort), '-H', '127.0.0.1'];
      const live = async () => (await fetch(`http://127.0.0.1:${appPort}/api/health/live`)).ok;
      await launch(
        'app',
        args,
        { ...base, ...env, NODE_ENV: app === 'dev' ? 'development' : 'production' },
        live,
      );
      await introduceApp(config, appUrl, appPort);
    }
    options.signal?.throwIfAborted();
    return { appUrl, sandboxUrl, databaseUrl, env, config, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    options.signal?.removeEventListener('abort', cut);
  }
}
