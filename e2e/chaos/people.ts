// Pool of the processes that serve the workload: an order goes to any of them, and a killed process answers nothing.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Act, Business, Order, Outcome, Reply } from './acts';
import type { Rng } from './rng';

export interface People {
  /** @returns what the customer was told; `unknown` when no process answered */
  act(business: Business, act: Act, requestId: string): Promise<Outcome>;
  /** SIGKILL for one process; a new one replaces it as soon as it can. */
  killOne(): void;
  stop(): Promise<void>;
}

const SERVER = fileURLToPath(new URL('./server.ts', import.meta.url));
/** Milliseconds that a customer waits for a page. */
const PATIENCE = 60_000;

interface Serving {
  child: ChildProcess;
  waiting: Map<number, (outcome: Outcome) => void>;
}

async function startOne(env: Record<string, string>): Promise<Serving> {
  const child = fork(SERVER, {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const waiting: Serving['waiting'] = new Map();
  await once(child, 'message');
  child.on('message', ({ id, outcome }: Reply) => {
    waiting.get(id)?.(outcome);
    waiting.delete(id);
  });
  child.once('exit', () => {
    for (const answer of waiting.values()) answer({ kind: 'unknown', why: 'the process ended' });
    waiting.clear();
  });
  return { child, waiting };
}

export async function startPeople(env: Record<string, string>, count: number, rng: Rng): Promise<People> {
  const serving = await Promise.all(Array.from({ length: count }, () => startOne(env)));
  const coming: Promise<void>[] = [];
  let last = 0;
  return {
    act(business, act, requestId) {
      last += 1;
      const order: Order = { id: last, requestId, business, act };
      const { child, waiting } = rng.oneOf(serving);
      return new Promise((resolve) => {
        const late = setTimeout(() => answer({ kind: 'unknown', why: 'no answer in time' }), PATIENCE);
        const answer = (outcome: Outcome) => {
          clearTimeout(late);
          waiting.delete(order.id);
          resolve(outcome);
        };
        waiting.set(order.id, answer);
        child.send(order, (error) => {
          if (error !== null) answer({ kind: 'unknown', why: 'nobody there' });
        });
      });
    },
    killOne() {
      const killTarget = rng.oneOf(serving);
      killTarget.child.kill('SIGKILL');
      const place = serving.indexOf(killTarget);
      coming.push(
        startOne(env).then((next) => {
          serving[place] = next;
        }),
      );
    },
    async stop() {
      await Promise.all(coming);
      await Promise.all(
        serving.map(async ({ child }) => {
          if (child.exitCode !== null || child.signalCode !== null) return;
          const ended = once(child, 'exit');
          child.disconnect();
          await ended;
        }),
      );
    },
  };
}
