// Body drain: a refused body is read and dropped after its answer has started, so that no proxy takes a reset connection
// for a dead server. The answer ends after the body, because closing the connection earlier would cut the body.
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Bytes. More than proxies accept by default (nginx: 1 MB); a client that sends more is cut off. */
const MOST = 32 * 1024 * 1024;
/** Milliseconds. */
const PATIENCE = 10_000;

/** Delays the end of the answer, not its start, until the body is complete, too long or too slow. */
export function endAfterBody(request: IncomingMessage, response: ServerResponse): void {
  const { end } = response;
  response.end = function ended(this: ServerResponse, ...given: unknown[]): ServerResponse {
    if (request.complete || request.destroyed) return Reflect.apply(end, response, given);
    response.end = end;
    const [body] = given;
    if (typeof body === 'string' || body instanceof Uint8Array) {
      if (!response.headersSent) response.setHeader('content-length', Buffer.byteLength(body));
      response.write(body);
    } else response.flushHeaders();
    const done = given.find((each) => typeof each === 'function');
    drain(request, () => Reflect.apply(end, response, done === undefined ? [] : [done]));
    return response;
  } as ServerResponse['end'];
}

function drain(request: IncomingMessage, then: () => void): void {
  const { socket } = request;
  let left = MOST;
  let isOver = false;
  const finish = (isCut: boolean) => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    then();
    if (isCut) socket.destroySoon();
  };
  const timer = setTimeout(() => finish(true), PATIENCE).unref();
  // An earlier reader may have paused the request.
  request.removeAllListeners('data');
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) finish(true);
  });
  for (const event of ['end', 'close', 'error']) request.once(event, () => finish(false));
  request.resume();
}
