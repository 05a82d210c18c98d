// HTTP client of the load generators: one request at a time on one kept-alive connection, so that the client costs little.
import { connect } from 'node:net';

export interface Sent {
  /** Milliseconds until the whole answer was there. */
  ms: number;
  status: string;
  body: string;
}

/** It speaks only the part of HTTP that the measured servers use: every answer has a content-length. */
export function openSender(port: number): Promise<(bytes: Buffer) => Promise<Sent>> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let text = '';
    let answered: (sent: Omit<Sent, 'ms'>) => void = () => {};
    socket.on('data', (data) => {
      text += data.toString('latin1');
      const end = text.indexOf('\r\n\r\n');
      const length = /content-length: (\d+)/i.exec(text)?.[1];
      if (end === -1 || text.length < end + 4 + Number(length ?? 0)) return;
      const sent = { status: text.slice(9, 12), body: text.slice(end + 4) };
      text = '';
      answered(sent);
    });
    socket.once('error', reject);
    socket.once('connect', () =>
      resolve(async (bytes) => {
        const from = performance.now();
        const sent = await new Promise<Omit<Sent, 'ms'>>((hear) => {
          answered = hear;
          socket.write(bytes);
        });
        return { ms: performance.now() - from, ...sent };
      }),
    );
  });
}
