// X-Forwarded-For, written like a proxy: appends the peer's address, so that the last entry is always true.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

const isArrival = (message: unknown): message is { request: IncomingMessage } =>
  typeof message === 'object' && message !== null && 'request' in message;

const NAME = 'x-forwarded-for';

const CHANNEL = 'http.server.request.start';

/**
 * For every HTTP server of this process: Next sets the header only if the client sent none.
 * @returns a function that stops it
 */
export function namePeers(): () => void {
  const name = (message: unknown) => {
    if (!isArrival(message)) return;
    const { request } = message;
    const peer = request.socket.remoteAddress ?? 'unknown';
    const before = request.headers[NAME];
    request.headers[NAME] = before === undefined ? peer : `${before}, ${peer}`;
    // For servers that build their own headers from it.
    request.rawHeaders.push('X-Forwarded-For', peer);
  };
  subscribe(CHANNEL, name);
  return () => unsubscribe(CHANNEL, name);
}
