// HTTP client that writes raw bytes, for requests that no ordinary client would send.
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface RawAnswer {
  /** Null when the connection ended without an answer. */
  status: number | null;
  body: string;
  ms: number;
}

/**
 * Sends the pieces one after another and waits for the answer, or for the end of the connection.
 * @param gapMs pause between the pieces
 */
export async function sendRaw(
  port: number,
  pieces: readonly (string | Uint8Array)[],
  gapMs = 0,
): Promise<RawAnswer> {
  const from = performance.now();
  const socket = connect(port, '127.0.0.1');
  let text = '';
  const ended = new Promise<void>((resolve) => {
    socket.on('data', (data) => {
      text += data.toString('latin1');
      if (isWhole(text)) resolve();
    });
    socket.once('close', resolve);
    // A server that has refused may close before it reads the rest.
    socket.on('error', () => resolve());
  });
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  for (const piece of pieces) {
    if (isOver) break;
    socket.write(piece);
    if (gapMs > 0) await Promise.race([sleep(gapMs), ended]);
  }
  await ended;
  socket.destroy();
  const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1];
  return {
    status: status === undefined ? null : Number(status),
    body: text.split('\r\n\r\n').slice(1).join('\r\n\r\n'),
    ms: performance.now() - from,
  };
}

function isWhole(text: string): boolean {
  const [head, ...rest] = text.split('\r\n\r\n');
  if (head === undefined || rest.length === 0) return false;
  const body = rest.join('\r\n\r\n');
  const length = /^content-length: (\d+)$/im.exec(head)?.[1];
  if (length !== undefined) return body.length >= Number(length);
  return body.endsWith('0\r\n\r\n');
}
