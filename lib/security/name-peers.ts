// X-Forwarded-For of a proxy: appends the peer's address, so that the last entry is always true.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

const isArrival = (message: unknown): message is { request: IncomingMessage } =>
  typeof message === 'object' && message !== null && 'request' in message;

const NAME = 'x-forwarded-for';

const CHANNEL = 'http.server.request.start';

/**
 * For every HTTP server of this process: Next fills the header only where a client sent none.
 * @returns how to stop it
 */
export function namePeers(): () => void {
  const name = (message: unknown) => {
    if (!isArrival(message)) return;
    const { request } = message;
    const peer = request.socket.remoteAddress ?? 'unknown';
    const before = request.headers[NAME];
    request.headers[NAME] = before === undefined ? peer : `${before}, ${peer}`;
    // Read by servers that make headers of their own.
    request.rawHeaders.push('X-Forwarded-For', peer);
  };
  subscribe(CHANNEL, name);
  return () => unsubscribe(CHANNEL, name);
}
