// Raw HTTP client: sends bytes as they are, also addresses and requests that no ordinary client writes.
import { connect } from 'node:net';

export interface RawAnswer {
  /** 0 when the line was closed without a word. */
  status: number;
  text: string;
}

/** Bounded: a server that never answers is a finding, not a reason to wait without end. */
const PATIENCE_MS = 10_000;

/** Sends all pieces, then reads until the other side has said everything. */
export function exchange(
  url: string,
  pieces: readonly (string | Buffer)[],
  hangUp = false,
): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname);
    socket.setTimeout(PATIENCE_MS, () => {
      socket.destroy();
      reject(new Error(`No end of an answer after ${PATIENCE_MS} ms.`));
    });
    socket.on('data', (chunk) => chunks.push(chunk));
    // A line that is cut while we still write is an answer as well.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      // "100 Continue" is a nod, not yet the answer.
      const text = Buffer.concat(chunks)
        .toString('latin1')
        .replace(/^HTTP\/1\.1 100 [^\r]*\r\n\r\n/, '');
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text });
    });
    socket.on('connect', () => {
      for (const piece of pieces) socket.write(piece);
      if (hangUp) socket.end(() => socket.destroy());
    });
  });
}

export interface RawRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | Buffer;
}

/** A request as bytes, closing the line after the answer. Line breaks in a header would be another header. */
export function bytesOf({ method, path, headers, body }: RawRequest): Buffer {
  const length = Buffer.byteLength(body);
  const all = { host: '127.0.0.1', connection: 'close', ...headers, 'content-length': String(length) };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value.replace(/[\r\n\0]/g, ' ')}`);
  const target = path.replace(/[\r\n ]/g, '+');
  return Buffer.concat([
    Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`),
    Buffer.from(body),
  ]);
}
