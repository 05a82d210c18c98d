import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { explainLongHeaders } from './header-overflow';

const SITE = { brand: 'Meridian Bank', url: 'https://bank.example', phone: '+44 20 7946 0000' };
let server: Server | undefined;
afterEach(() => server?.close());

async function started(): Promise<number> {
  explainLongHeaders(SITE);
  const made = createServer((_request, response) => response.end('ok'));
  server = made;
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  const { port } = made.address() as AddressInfo;
  // The first request makes the server known.
  expect(await say(port, ['GET / HTTP/1.1', 'host: x', 'connection: close'])).toContain('ok');
  return port;
}

/** The answer to these lines, byte for byte. */
function say(port: number, lines: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(`${lines.join('\r\n')}\r\n\r\n`));
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      answer += text;
    });
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
  });
}

test.each([20_000, 200_000])(
  '%d bytes of cookies are answered with a page that says what to do',
  async (size) => {
    const port = await started();
    const answer = await say(port, ['GET / HTTP/1.1', 'host: x', `cookie: a=${'b'.repeat(size)}`]);
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
    expect(answer).toContain('content-type: text/html; charset=utf-8');
    expect(answer).toContain('Delete the cookies of this site');
    expect(answer).toContain('Supprimez les cookies');
    expect(answer.trimEnd().endsWith('</html>')).toBe(true);
  },
);

test('the page comes on a connection that has been used before, as browsers keep them', async () => {
  const port = await started();
  const socket = connect(port, '127.0.0.1');
  socket.setEncoding('utf8');
  const heard = (end: string) =>
    new Promise<string>((resolve, reject) => {
      let answer = '';
      socket.on('error', reject);
      socket.on('close', () => reject(new Error(`closed after: ${answer.slice(0, 40)}`)));
      socket.on('data', (text: string) => {
        answer += text;
        if (answer.trimEnd().endsWith(end)) resolve(answer);
      });
    });
  socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
  await heard('ok');
  socket.removeAllListeners('data');
  socket.write(`GET / HTTP/1.1\r\nhost: x\r\ncookie: a=${'b'.repeat(20_000)}\r\n\r\n`);
  expect(await heard('</html>')).toMatch(/^HTTP\/1\.1 431 /);
});

test('an answer that is on its way is not mixed with another', async () => {
  const port = await started();
  server?.removeAllListeners('request');
  server?.on('request', (_request, response) => response.writeHead(200).write('half'));
  let answer = '';
  const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n'));
  await new Promise<void>((resolve) => {
    socket.setEncoding('utf8').on('data', (text: string) => {
      answer += text;
      if (answer.includes('half')) socket.write(`GET / HTTP/1.1\r\ncookie: a=${'b'.repeat(20_000)}\r\n\r\n`);
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve());
  });
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  expect(answer).not.toContain('431');
});

test('what is no HTTP is answered as before, and others are served meanwhile', async () => {
  const port = await started();
  expect(await say(port, ['nonsense'])).toMatch(/^HTTP\/1\.1 400 Bad Request/);
  expect(await say(port, ['GET / HTTP/1.1', 'host: x', 'connection: close'])).toContain('ok');
});
