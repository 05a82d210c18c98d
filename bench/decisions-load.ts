// Load generator of the decision benchmark, a process of its own: questions in flight over kept-alive connections, each answer timed.
import { openSender } from './http-sender';

export interface DecisionPlan {
  port: number;
  path: string;
  key: string;
  /** Bodies in JSON, sent in turn. */
  bodies: string[];
  requests: number;
  inFlight: number;
}

export interface DecisionFigures {
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  statuses: Record<string, number>;
  /** Answers `"decision":true`. */
  allowed: number;
}

async function send({ port, path, key, bodies, requests, inFlight }: DecisionPlan): Promise<DecisionFigures> {
  const messages = bodies.map((body) =>
    Buffer.from(
      `POST ${path} HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer ${key}\r\ncontent-type: application/json\r\n` +
        `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    ),
  );
  const senders = await Promise.all(Array.from({ length: inFlight }, () => openSender(port)));
  const waits: number[] = [];
  const statuses: Record<string, number> = {};
  let [next, allowed] = [0, 0];
  const from = performance.now();
  await Promise.all(
    senders.map(async (sendOne) => {
      while (next < requests) {
        const message = messages[next % messages.length];
        next += 1;
        if (message === undefined) throw new Error('There is no question to send.');
        const { ms, status, body } = await sendOne(message);
        waits.push(ms);
        statuses[status] = (statuses[status] ?? 0) + 1;
        allowed += body.split('"decision":true').length - 1;
      }
    }),
  );
  const seconds = (performance.now() - from) / 1000;
  waits.sort((a, b) => a - b);
  const at = (share: number) => waits[Math.floor(waits.length * share)] ?? 0;
  return { perSecond: requests / seconds, p50: at(0.5), p99: at(0.99), statuses, allowed };
}

process.on('message', (plan: DecisionPlan) => {
  void send(plan).then((figures) => process.send?.(figures));
});
process.once('disconnect', () => process.exit(0));
