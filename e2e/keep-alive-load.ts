// Load generator on kept-alive connections: it uses servers that report ready, as a load balancer does, and retries nothing.
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Load {
  /** Answers by status. */
  statuses: Map<number, number>;
  /** Requests that were sent and got no answer, by the code of the error. */
  lost: string[];
  /** Connections that no server accepted: no request was sent on them. */
  refused: number;
  stop(): Promise<void>;
}

export interface Question {
  method: 'GET' | 'POST';
  path: string;
  headers?: Record<string, string>;
  body?: string;
  /** Called with the status of the answer. */
  heard?: (status: number) => void;
}

/** Milliseconds between two readiness probes; load balancers use seconds. */
const PROBE_MS = 50;
const READY: Question = { method: 'GET', path: '/api/health/ready' };

/** @param ports in order of preference */
export function startLoad(ports: readonly number[], workers: number, next: () => Question): Load {
  const agents = ports.map(() => new Agent({ keepAlive: true, maxSockets: workers }));
  const load: Load = { statuses: new Map(), lost: [], refused: 0, stop };
  const ready = new Set<number>(ports);
  let isRunning = true;

  async function probe(port: number): Promise<void> {
    for (; isRunning; await sleep(PROBE_MS)) {
      if ((await ask(READY, port, undefined)) === 200) ready.add(port);
      else ready.delete(port);
    }
  }

  async function worker(): Promise<void> {
    while (isRunning) {
      const question = next();
      if (ready.size === 0) await sleep(PROBE_MS);
      for (const [index, port] of ports.entries()) {
        if (!ready.has(port)) continue;
        const outcome = await ask(question, port, agents[index]);
        if (outcome === 'ECONNREFUSED') {
          load.refused += 1;
          continue;
        }
        if (typeof outcome === 'string') load.lost.push(outcome);
        else {
          load.statuses.set(outcome, (load.statuses.get(outcome) ?? 0) + 1);
          question.heard?.(outcome);
        }
        break;
      }
    }
  }

  const all = Promise.all([...Array.from({ length: workers }, worker), ...ports.map(probe)]);
  async function stop(): Promise<void> {
    isRunning = false;
    await all;
    for (const agent of agents) agent.destroy();
  }
  return load;
}

function ask(question: Question, port: number, agent: Agent | undefined): Promise<number | string> {
  return new Promise((resolve) => {
    const { method, path, headers = {}, body } = question;
    const sent = request(
      { host: '127.0.0.1', port, method, path, headers, ...(agent ? { agent } : {}) },
      (answer) => {
        answer.resume();
        answer.once('end', () => resolve(answer.statusCode ?? 0));
        answer.once('error', (error) => resolve(error.message));
      },
    );
    sent.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    sent.end(body);
  });
}
