// Load generator of the webhook benchmark, a process of its own: bursts over kept-alive connections, every answer timed.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventAbout, signWebhook } from '../e2e/signed-webhook';
import { openSender } from './http-sender';

export interface LoadPlan {
  port: number;
  /** Base64. */
  key: string;
  companies: string[];
  events: number;
  /** Share of the events that repeat an earlier one. */
  duplicates: number;
  connections: number;
  burst: number;
}

export interface LoadFigures {
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  statuses: Record<string, number>;
  /** Message ids, each once. */
  ids: string[];
}

const GAP_MS = 30;

function makeRequests(plan: LoadPlan): { requests: Buffer[]; ids: string[] } {
  const key = Buffer.from(plan.key, 'base64');
  // About as large as the event of a connection.
  const connection = {
    id: randomUUID(),
    linkUrl: `https://link.example/${'x'.repeat(900)}`,
    status: 'Linked',
  };
  const fresh = Array.from({ length: Math.round(plan.events * (1 - plan.duplicates)) }, (_, n) => {
    const event = JSON.parse(eventAbout(plan.companies[n % plan.companies.length] ?? ''));
    const body = JSON.stringify({ ...event, payload: { ...event.payload, connection } });
    const { id, headers } = signWebhook(key, body);
    const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    const text = `POST /api/webhooks/codat HTTP/1.1\r\nhost: bench\r\n${head.join('\r\n')}\r\n\r\n${body}`;
    return { id, bytes: Buffer.from(text) };
  });
  const requests = fresh.map(({ bytes }) => bytes);
  while (requests.length < plan.events) {
    const again = requests[Math.floor(Math.random() * fresh.length)];
    if (again !== undefined) requests.splice(Math.floor(Math.random() * requests.length), 0, again);
  }
  return { requests, ids: fresh.map(({ id }) => id) };
}

async function send(plan: LoadPlan): Promise<LoadFigures> {
  const { requests, ids } = makeRequests(plan);
  const senders = await Promise.all(Array.from({ length: plan.connections }, () => openSender(plan.port)));
  const waits: number[] = [];
  const statuses: Record<string, number> = {};
  let busyMs = 0;
  for (let begin = 0; begin < requests.length; begin += plan.burst) {
    const burst = requests.slice(begin, begin + plan.burst);
    const from = performance.now();
    await Promise.all(
      senders.map(async (sendOne) => {
        for (let bytes = burst.pop(); bytes !== undefined; bytes = burst.pop()) {
          const { ms, status } = await sendOne(bytes);
          waits.push(ms);
          statuses[status] = (statuses[status] ?? 0) + 1;
        }
      }),
    );
    busyMs += performance.now() - from;
    await sleep(GAP_MS);
  }
  waits.sort((a, b) => a - b);
  const at = (share: number) => waits[Math.floor(waits.length * share)] ?? 0;
  return { perSecond: (requests.length / busyMs) * 1000, p50: at(0.5), p99: at(0.99), statuses, ids };
}

process.on('message', (plan: LoadPlan) => {
  void send(plan).then((figures) => process.send?.(figures));
});
process.once('disconnect', () => process.exit(0));
