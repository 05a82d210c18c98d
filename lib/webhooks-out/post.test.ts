import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { post } from './post';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(ends.splice(0).map((end) => end()));
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;
}

const LOCAL = { privateHosts: ['127.0.0.1'], timeoutMs: 2_000 };
const send = (url: string, options: Parameters<typeof post>[3] = LOCAL) => post(url, {}, '{}', options);

test.each([
  [200, 'acknowledged'],
  [202, 'acknowledged'],
  [204, 'acknowledged'],
  [400, 'refused'],
  [404, 'refused'],
  [410, 'gone'],
  [500, 'refused'],
  [503, 'refused'],
])('an answer of %i is %s', async (status, outcome) => {
  const url = await serve((_, response) => response.writeHead(status).end());
  expect(await send(url)).toMatchObject({ outcome, status });
});

test.each([301, 302, 303, 307, 308])('a redirect by %i is not followed', async (status) => {
  let asked = 0;
  const elsewhere = await serve((_, response) => {
    asked += 1;
    response.end();
  });
  const url = await serve((_, response) => response.writeHead(status, { location: elsewhere }).end());
  expect(await send(url)).toMatchObject({ outcome: 'refused', status });
  expect(asked).toBe(0);
});

test('what the subscriber calls the message is read, if it is an id', async () => {
  const answering = (text: string) => serve((_, response) => response.end(text));
  expect((await send(await answering('{"id":"msg_1"}'))).acknowledgement).toBe('msg_1');
  for (const text of ['', 'ok', '{"id":5}', '{"id":"a b"}', `{"id":"${'x'.repeat(101)}"}`, 'null', '[]']) {
    expect(await send(await answering(text))).toMatchObject({
      outcome: 'acknowledged',
      acknowledgement: null,
    });
  }
});

test.each([
  ['120', 120_000],
  ['-5', 0],
  ['soon', 0],
  [new Date(Date.now() + 60_000).toUTCString(), 60_000],
])('Retry-After %s is understood', async (value, ms) => {
  const url = await serve((_, response) => response.writeHead(429, { 'retry-after': value }).end());
  const answer = await send(url);
  expect(answer).toMatchObject({ outcome: 'refused', status: 429 });
  expect(Math.abs(answer.retryAfterMs - ms)).toBeLessThan(2_500);
});

test('an answer without end is read a little, and its status counts', async () => {
  let written = 0;
  let isClosed = false;
  const url = await serve((_, response) => {
    response.writeHead(200);
    response.on('close', () => {
      isClosed = true;
    });
    const more = () => {
      while (!isClosed && written < 500_000_000) {
        written += 64 * 1024;
        if (!response.write('x'.repeat(64 * 1024))) {
          response.once('drain', more);
          return;
        }
      }
    };
    more();
  });
  expect(await send(url)).toMatchObject({ outcome: 'acknowledged', acknowledgement: null });
  await expect.poll(() => isClosed).toBe(true);
  expect(written).toBeLessThan(50_000_000);
});

test('whoever does not answer in time is left', async () => {
  const url = await serve(() => {});
  const started = performance.now();
  expect(await send(url, { ...LOCAL, timeoutMs: 300 })).toMatchObject({ outcome: 'timeout', status: null });
  expect(performance.now() - started).toBeLessThan(20_000);
});

test('an answer that never ends after its status counts, when the time is over', async () => {
  const url = await serve((_, response) => {
    response.writeHead(202);
    response.write('{');
  });
  expect(await send(url, { ...LOCAL, timeoutMs: 300 })).toMatchObject({
    outcome: 'acknowledged',
    status: 202,
  });
});

test('a connection that breaks, or is never made, is unreachable', async () => {
  expect(await send(await serve((request) => request.socket.destroy()))).toMatchObject({
    outcome: 'unreachable',
  });
  expect(await send('http://127.0.0.1:1/')).toMatchObject({ outcome: 'unreachable' });
  const resolve = () => Promise.reject(new Error('ENOTFOUND'));
  expect(await send('https://nowhere.example.com/', { privateHosts: [], resolve })).toMatchObject({
    outcome: 'unreachable',
  });
});

test.each([
  ['a private address', [{ address: '10.0.0.7', family: 4 }]],
  ['this machine', [{ address: '127.0.0.1', family: 4 }]],
  [
    'a public and a private one',
    [
      { address: '8.8.8.8', family: 4 },
      { address: '::1', family: 6 },
    ],
  ],
])('a name that leads to %s is not called', async (_, found) => {
  let isAsked = false;
  const url = await serve((__, response) => {
    isAsked = true;
    response.end();
  });
  const { port } = new URL(url);
  const answer = await send(`https://hooks.example.com:${port}/`, {
    privateHosts: [],
    resolve: async () => found,
  });
  expect(answer).toMatchObject({ outcome: 'forbidden-address', status: null });
  expect(isAsked).toBe(false);
});

test('the connection goes where the name was judged to lead, and the name is asked for once', async () => {
  let asked = 0;
  const url = await serve((request, response) =>
    response.writeHead(request.headers.host === `hooks.example.com:${new URL(url).port}` ? 200 : 400).end(),
  );
  const answer = await send(`http://hooks.example.com:${new URL(url).port}/`, {
    privateHosts: ['hooks.example.com'],
    resolve: async () => {
      asked += 1;
      return [{ address: '127.0.0.1', family: 4 }];
    },
  });
  expect(answer.outcome).toBe('acknowledged');
  expect(asked).toBe(1);
});

test('an address that was allowed once and is not any more is not called', async () => {
  const url = await serve((_, response) => response.end());
  expect(await send(url, { privateHosts: [] })).toMatchObject({ outcome: 'forbidden-address' });
});
