// System under test of a chaos run: a real PostgreSQL, a sandbox Codat, web and API processes behind one address, and workers.
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbeddedPostgres } from '../../db/embedded';
import { seedCatalogue } from '../../db/seed';
import { type Child, startChild } from '../../scripts/children';
import { keepReceiptKeys } from '../../scripts/receipt-keys-file';
import { keepOutboundKey, keepPersonKey } from '../../scripts/seal-key-files';
import { migrateEmbedded } from '../../scripts/stack-database';
import { appEnv, fetchSandboxConfig } from '../../scripts/stack-env';
import { waitFor } from '../../scripts/wait-for';
import { freePort } from '../free-port';
import { startFront } from '../processes/front';
import { SandboxControl } from '../sandbox-control';
import type { Rng } from './rng';

export interface Machine {
  env: Record<string, string>;
  sandboxUrl: string;
  apiKey: string;
  /** Address that Codat's webhooks go to. */
  webhookUrl: string;
  /** Owner of the tables, for moving times in the database. */
  ownerUrl: string;
  /** SIGKILL for one web, API or worker process; a new one replaces it as soon as it can. */
  killOne(kind: 'web' | 'api' | 'worker'): void;
  restartPostgres(): Promise<void>;
  stop(): Promise<void>;
}

const EACH = 2;
const DOWN_MS = 400;

function kill({ pid }: Child): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The process has ended by itself.
  }
}

export async function startMachine(rng: Rng): Promise<Machine> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'accord-chaos-'));
  await chmod(dataDir, 0o755);
  const logDir = path.join(dataDir, 'logs');
  await mkdir(logDir);
  const undo: (() => Promise<unknown>)[] = [() => rm(dataDir, { recursive: true, force: true })];
  const stop = async () => {
    for (const step of undo.reverse()) await step().catch(() => {});
  };
  try {
    const options = { dataDir: path.join(dataDir, 'postgres'), port: await freePort() };
    let postgres = await startEmbeddedPostgres(options);
    undo.push(() => postgres.stop());
    const databaseUrl = await migrateEmbedded(postgres.url);
    await seedCatalogue(databaseUrl);

    const sandboxPort = await freePort();
    const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
    const args = [
      '--import',
      'tsx',
      'packages/codat-sandbox/src/main.ts',
      '--port',
      String(sandboxPort),
      '--sync-seconds',
      '1',
    ];
    const sandbox = startChild('sandbox', args, process.env, logDir);
    undo.push(sandbox.stop);
    await waitFor(
      async () => (await fetchSandboxConfig(sandboxUrl)) !== null,
      'the sandbox',
      sandbox.logFile,
    );
    const config = await new SandboxControl(sandboxUrl).config();

    const checkpoints = path.join(dataDir, 'checkpoints');
    await mkdir(checkpoints);
    const frontPort = await freePort();
    const env = {
      ...appEnv({
        appUrl: `http://localhost:${frontPort}`,
        databaseUrl,
        config,
        secret: 'chaos'.repeat(10),
        receiptKeys: await keepReceiptKeys(dataDir),
        outboundKey: await keepOutboundKey(dataDir),
        // Each page view asks Codat, so that people act on its present state.
        pollSeconds: 0,
        personKey: await keepPersonKey(dataDir),
        checkpoints,
      }),
      // The workload names its requests, so that events can be told apart.
      TRUST_REQUEST_ID: 'on',
      LOG_LEVEL: 'error',
      ACCORD_LINGER_SECONDS: '0',
    };
    const base: NodeJS.ProcessEnv = {
      ...process.env,
      ...env,
      ACCORD_WORKER: 'alone',
      NODE_ENV: 'production',
    };
    const ports = { web: [await freePort(), await freePort()], api: [await freePort(), await freePort()] };
    const next = 'node_modules/next/dist/bin/next';
    const launch = {
      web: (number: number) =>
        startChild(
          `web-${number}`,
          [next, 'start', '-p', String(ports.web[number]), '-H', '127.0.0.1'],
          base,
          logDir,
        ),
      api: (number: number) =>
        startChild(
          `api-${number}`,
          ['scripts/api.mjs', '--port', String(ports.api[number])],
          { ...base, HOSTNAME: '127.0.0.1' },
          logDir,
        ),
      worker: (number: number) => startChild(`worker-${number}`, ['scripts/worker.mjs'], base, logDir),
    };
    const running = {
      web: Array.from({ length: EACH }, (_, number) => launch.web(number)),
      api: Array.from({ length: EACH }, (_, number) => launch.api(number)),
      worker: Array.from({ length: EACH }, (_, number) => launch.worker(number)),
    };
    undo.push(() =>
      Promise.all([...running.web, ...running.api, ...running.worker].map((child) => child.stop())),
    );
    const front = await startFront(frontPort, { webs: ports.web, apis: ports.api });
    undo.push(front.stop);
    for (const kind of ['web', 'api'] as const) {
      for (const [number, child] of running[kind].entries()) {
        const url = `http://127.0.0.1:${ports[kind][number]}/api/health/live`;
        await waitFor(async () => (await fetch(url)).ok, child.name, child.logFile);
      }
    }
    return {
      env,
      sandboxUrl,
      apiKey: config.apiKey,
      webhookUrl: `http://127.0.0.1:${frontPort}/api/webhooks/codat`,
      ownerUrl: postgres.url,
      killOne(kind) {
        const number = Math.floor(rng.next() * EACH);
        const killTarget = running[kind][number];
        if (killTarget === undefined) return;
        kill(killTarget);
        // At once: the port of a killed process is free when the process is gone.
        running[kind][number] = launch[kind](number);
      },
      async restartPostgres() {
        await postgres.stop();
        await sleep(DOWN_MS);
        postgres = await startEmbeddedPostgres(options);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
