// Drain of a refused body: read and dropped after the answer, so that no proxy in front takes a reset connection for a dead server.
import type { IncomingMessage } from 'node:http';

/** Bytes. More than proxies let through by themselves (nginx: 1 MB); who sends more is cut off. */
const MOST = 32 * 1024 * 1024;
/** Milliseconds. */
const PATIENCE = 10_000;

/** @param request whose answer is sent, and whose body nobody reads any more */
export function drainBody(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  const { socket } = request;
  let left = MOST;
  const timer = setTimeout(() => socket.destroy(), PATIENCE).unref();
  const isOver = () => clearTimeout(timer);
  // Whoever read it before may have paused it.
  request.removeAllListeners('data');
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) socket.destroy();
  });
  request.once('end', isOver);
  request.once('close', isOver);
  request.once('error', isOver);
  request.resume();
}
