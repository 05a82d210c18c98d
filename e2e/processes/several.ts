// Deployment of several processes on one database: web, API and worker processes behind one address.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type Child, lastLines, startChild } from '../../scripts/children';
import { waitFor } from '../../scripts/wait-for';
import { freePort } from '../free-port';
import { type Behind, type Front, startFront } from './front';

export interface Several {
  /** Line about the distribution of the requests. @throws when a process had hardly any */
  spread(): string;
  stop(): Promise<void>;
}

interface Options {
  /** Port of the load balancer. */
  port: number;
  /** Number of processes of each kind. */
  count: number;
  /** Environment of each process. */
  env: Record<string, string>;
  dataDir: string;
  /** Load balancer; our own round robin by default. */
  front?: (port: number, behind: Behind) => Promise<Front>;
}

/** A web process that answers less than this part of its share counts as unused. */
const LEAST_SHARE = 0.8;

export async function startSeveral({
  port,
  count,
  env,
  dataDir,
  front: begin = startFront,
}: Options): Promise<Several> {
  const logDir = path.join(dataDir, 'logs');
  await mkdir(logDir, { recursive: true });
  const children: Child[] = [];
  const base: NodeJS.ProcessEnv = {
    ...process.env,
    ...env,
    ACCORD_WORKER: 'alone',
    NODE_ENV: 'production',
  };
  const launch = (name: string, args: string[], more: Record<string, string> = {}) => {
    const child = startChild(name, args, { ...base, ...more }, logDir);
    children.push(child);
    return child;
  };
  const stop = async () => {
    await Promise.all(children.map((child) => child.stop()));
  };
  try {
    const webs: number[] = [];
    const apis: number[] = [];
    const waits: Promise<void>[] = [];
    const answers = (child: Child, at: number) =>
      waitFor(
        async () => (await fetch(`http://127.0.0.1:${at}/api/health/live`)).ok,
        `the ${child.name}`,
        child.logFile,
      );
    for (let number = 1; number <= count; number += 1) {
      const web = await freePort();
      webs.push(web);
      const next = 'node_modules/next/dist/bin/next';
      waits.push(
        answers(launch(`web-${number}`, [next, 'start', '-p', String(web), '-H', '127.0.0.1']), web),
      );
      const api = await freePort();
      apis.push(api);
      const alone = ['scripts/api.mjs', '--port', String(api)];
      waits.push(answers(launch(`api-${number}`, alone, { HOSTNAME: '127.0.0.1' }), api));
      launch(`worker-${number}`, ['scripts/worker.mjs']);
    }
    await Promise.all(waits);
    const front = await begin(port, { webs, apis });
    return {
      spread() {
        const counts = front.counts();
        if (counts === null) return 'Requests are not counted.';
        const line = [...counts].map(([at, requests]) => `:${at} ${requests}`).join(', ');
        const had = webs.map((each) => counts.get(each) ?? 0);
        const fair = had.reduce((sum, each) => sum + each, 0) / count;
        if (had.some((each) => each < fair * LEAST_SHARE)) throw new Error(`Not spread: ${line}`);
        const dead = children.filter((child) => lastLines(child.logFile, 400).includes('cannot start'));
        if (dead.length > 0) throw new Error(`Did not start: ${dead.map((each) => each.name).join(', ')}`);
        return `Requests by port: ${line}`;
      },
      stop: async () => {
        await front.stop();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
