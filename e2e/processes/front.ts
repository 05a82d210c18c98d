// Load balancer in front of several processes of the same app: round robin, by request.
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Front {
  port: number;
  /** Requests of each process, by its port; null where the balancer does not count them. */
  counts(): ReadonlyMap<number, number> | null;
  stop(): Promise<void>;
}

export interface Behind {
  /** Ports of the processes that serve pages. */
  webs: readonly number[];
  /** Ports of the processes that serve the API alone. */
  apis: readonly number[];
}

/** Paths that a stand-alone API serves as well as a web process does. */
const API = /^\/(api\/(webhooks|health|csp-report)|\.well-known)(\/|$|\?)/;

/** By request and not by connection, so that one page's scripts, actions and streams use both processes. */
export async function startFront(port: number, { webs, apis }: Behind): Promise<Front> {
  const counts = new Map([...webs, ...apis].map((each) => [each, 0]));
  const turns = { webs: 0, apis: 0 };
  const next = (url: string): number => {
    const side = API.test(url) ? 'apis' : 'webs';
    const ports = side === 'apis' ? apis : webs;
    turns[side] += 1;
    const chosen = ports[turns[side] % ports.length] ?? 0;
    counts.set(chosen, (counts.get(chosen) ?? 0) + 1);
    return chosen;
  };
  const agent = new http.Agent({ keepAlive: true });

  const server = http.createServer((asked, answer) => {
    const { method, url = '/', headers } = asked;
    const onward = http.request({
      agent,
      host: '127.0.0.1',
      port: next(url),
      method,
      path: url,
      headers,
    });
    onward.once('response', (response) => {
      answer.writeHead(response.statusCode ?? 502, response.rawHeaders);
      // The headers of an event stream go out before its first event.
      answer.flushHeaders();
      response.pipe(answer);
      response.once('error', () => answer.destroy());
    });
    // A browser that leaves, or a process that dies, breaks the other side's connection, too, as it would without a balancer.
    onward.once('error', () => answer.destroy());
    answer.once('close', () => onward.destroy());
    asked.pipe(onward);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    counts: () => counts,
    stop: () =>
      new Promise((resolve) => {
        agent.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
