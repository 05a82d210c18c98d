// Error page for request headers longer than Node reads (431), where Node itself would send an empty answer.
import { subscribe } from 'node:diagnostics_channel';
import { maxHeaderSize, type Server, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { REFUSAL_HEADERS, type RefusingSite, refusalPage } from '../domain/http/refusal-page';

const isExchange = (message: unknown): message is { server: Server; socket: Socket } =>
  typeof message === 'object' && message !== null && 'server' in message && 'socket' in message;

/** Connections with an answer in progress. */
const answering = new WeakSet<Socket>();

/**
 * For every HTTP server of this process, from its first request: Next's own is not reachable otherwise. If another
 * listener exists, it stays the only one.
 */
export function explainLongHeaders(site: RefusingSite): void {
  const known = new WeakSet<Server>();
  subscribe('http.server.request.start', (message) => {
    if (!isExchange(message)) return;
    answering.add(message.socket);
    if (known.has(message.server)) return;
    known.add(message.server);
    if (message.server.listenerCount('clientError') === 0)
      message.server.on('clientError', (error, socket) => refuse(error, socket as Socket, site));
  });
  subscribe('http.server.response.finish', (message) => {
    if (isExchange(message)) answering.delete(message.socket);
  });
}

/** The same as Node's own answer to an unreadable request, plus the page. */
function refuse(error: NodeJS.ErrnoException, socket: Socket, site: RefusingSite): void {
  if (error.code === 'ECONNRESET' || !socket.writable || answering.has(socket)) {
    socket.destroy(error);
    return;
  }
  const status = STATUS[error.code ?? ''] ?? 400;
  const body = status === 431 ? refusalPage('too-much', ['en', 'fr'], site) : '';
  const headers = {
    ...(body === '' ? {} : REFUSAL_HEADERS),
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
  // The rest of the request is read and dropped: closing with unread bytes would lose the answer.
  let left = 64 * maxHeaderSize;
  socket.on('data', (bytes: Buffer) => {
    left -= bytes.length;
    if (left < 0) socket.destroy();
  });
  socket.setTimeout(2000, () => socket.destroy());
}

const STATUS: Record<string, number> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};
