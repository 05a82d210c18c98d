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

/** What is answered to these lines, byte for byte. */
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

test('what is no HTTP is answered as before, and others are served meanwhile', async () => {
  const port = await started();
  expect(await say(port, ['nonsense'])).toMatch(/^HTTP\/1\.1 400 Bad Request/);
  expect(await say(port, ['GET / HTTP/1.1', 'host: x', 'connection: close'])).toContain('ok');
});
