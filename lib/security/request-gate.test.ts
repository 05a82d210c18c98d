import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { hasReadableState } from '@/app/router-state';
import { BODY_BYTES } from '../domain/http/request-gate';
import { bodyStream } from './body-stream';
import { takeForm } from './form-post';
import { createPageSlots } from './page-slots';
import { gateRequests } from './request-gate';

const SITE = { brand: 'Meridian Bank', url: 'https://bank.example', phone: '+44 20 7946 0000' };
const PATIENCE_MS = 400;
const slots = createPageSlots({ atOnce: 1, waiting: 1, holdMs: 60_000 });
// Vitest calls the function that comes back at the end: servers of other test files in this process are not gated.
beforeAll(() =>
  gateRequests({
    site: SITE,
    isReadable: hasReadableState,
    patienceMs: PATIENCE_MS,
    hosts: ['127.0.0.1', 'x'],
    enter: ({ url }) => (url === '/in-line' ? slots.enter('somebody') : undefined),
  }),
);

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

/** What the handler behind the gate was asked for. */
let asked: string[] = [];

async function serve(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<number> {
  asked = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    handle(request, response);
  });
  open.push(
    () => server.close(),
    () => server.closeAllConnections(),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** Sends everything, as a proxy does that read the whole body first, and says what came back and whether writing failed. */
function send(port: number, head: readonly string[], body: Iterable<string | Buffer>, keepsOpen = false) {
  return new Promise<{ text: string; failed: boolean }>((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    let failed = false;
    socket.on('data', (data) => {
      text += data.toString('latin1');
      if (keepsOpen && text.endsWith('</html>')) socket.destroy();
    });
    socket.on('error', () => {
      failed = true;
    });
    socket.on('close', () => resolve({ text, failed }));
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
    void (async () => {
      for (const piece of body)
        if (!socket.write(piece)) await new Promise((next) => socket.once('drain', next));
      if (keepsOpen) return;
      await sleep(50);
      socket.end();
    })();
  });
}

const post = (path: string, ...more: string[]) => [`POST ${path} HTTP/1.1`, 'host: x', ...more];
const status = (text: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1]);
const ANSWER = (_: IncomingMessage, response: ServerResponse) => response.end('reached');

function* megabytes(count: number): Generator<Buffer> {
  for (let n = 0; n < count; n += 1) yield Buffer.alloc(1024 * 1024);
}
function* chunked(count: number): Generator<Buffer> {
  for (const piece of megabytes(count))
    yield Buffer.concat([Buffer.from('100000\r\n'), piece, Buffer.from('\r\n')]);
}

test('a body that is too long is refused at once, with a page, and read to its end so that writing it never fails', async () => {
  const port = await serve(ANSWER);
  const length = 2 * 1024 * 1024;
  for (const path of ['/', '/sign-in/start', '/api/auth/callback', '/api/webhooks/codat', '/nothing']) {
    const { text, failed } = await send(port, post(path, `content-length: ${length}`), megabytes(2));
    expect([path, status(text), failed]).toEqual([path, 413, false]);
    expect(text).not.toMatch(/connection: close/i);
    if (!path.startsWith('/api/')) expect(text).toContain('This was too long to send');
  }
  expect(asked).toEqual([]);
});

test('a connection that its answer closes, as proxies open them, is not cut before the body is in', async () => {
  const port = await serve((_, response) =>
    response.writeHead(401, { 'content-type': 'text/plain' }).end('no'),
  );
  const length = 8 * 1024 * 1024;
  for (const path of ['/', '/api/webhooks/codat', '/api/uploads/lending/accounting'])
    for (const version of ['1.0', '1.1']) {
      const head = [
        `POST ${path} HTTP/${version}`,
        'host: x',
        'connection: close',
        `content-length: ${length}`,
      ];
      const { text, failed } = await send(port, head, megabytes(8));
      expect([path, version, status(text), failed]).toEqual([
        path,
        version,
        path.includes('uploads') ? 401 : 413,
        false,
      ]);
      expect(text).toMatch(/(<\/html>|"too-large"\}|no)(\r\n0\r\n\r\n)?$/);
    }
});

test('a body of unknown length is refused before any of it is kept, finished or not', async () => {
  const port = await serve(ANSWER);
  const head = post('/', 'transfer-encoding: chunked');
  const finished = await send(port, head, [...chunked(2), '0\r\n\r\n']);
  expect([status(finished.text), finished.failed]).toEqual([411, false]);
  const unfinished = Array.from({ length: 40 }, () => send(port, head, chunked(4), true));
  for (const { text } of await Promise.all(unfinished)) expect(status(text)).toBe(411);
  expect(asked).toEqual([]);
});

test('a form that does not end is given up, whatever waits for it', async () => {
  const port = await serve(() => {});
  const { text } = await send(port, post('/', 'content-length: 1000'), ['a'.repeat(10)], true);
  expect(status(text)).toBe(408);
  expect(text).toContain('This could not be read');
});

test('a route that answers before it has read everything keeps the connection whole', async () => {
  const port = await serve((_, response) => response.writeHead(401).end());
  const length = 20 * 1024 * 1024;
  const { text, failed } = await send(
    port,
    post('/api/uploads/lending/accounting', `content-length: ${length}`),
    megabytes(20),
  );
  expect([status(text), failed]).toEqual([401, false]);
});

test('a route that stops in the middle of a body keeps the connection whole', async () => {
  const port = await serve((incoming, response) => {
    const request = new Request('http://x/', {
      method: 'POST',
      body: new ReadableStream({
        start: (controller) => void incoming.on('data', (chunk) => controller.enqueue(chunk)),
        cancel: () => void incoming.destroy(),
      }),
      duplex: 'half',
    } as RequestInit);
    const body = bodyStream(request);
    body.once('data', () => {
      body.destroy();
      response.writeHead(303, { location: '/' }).end();
    });
  });
  const { text, failed } = await send(
    port,
    post('/api/uploads/lending/accounting', `content-length: ${4 * 1024 * 1024}`),
    megabytes(4),
  );
  expect([status(text), failed]).toEqual([303, false]);
});

test('who sends without end is cut off', async () => {
  const port = await serve(ANSWER);
  const { text } = await send(port, post('/', 'content-length: 99000000'), megabytes(90));
  expect(status(text)).toBe(413);
});

test.each(['TRACE', 'PUT', 'DELETE', 'PATCH'])(
  '%s is not allowed, and the answer says what is',
  async (method) => {
    const port = await serve(ANSWER);
    const { text } = await send(port, [`${method} /home HTTP/1.1`, 'host: x'], []);
    expect(status(text)).toBe(405);
    expect(text).toContain('allow: GET, HEAD, POST, OPTIONS');
  },
);

test('an address that is no text is one that no page has, prefetched or not', async () => {
  const port = await serve(ANSWER);
  for (const path of ['/share/%ff', '/products/%C0%80', '/_next/static/%ED%A0%80'])
    await send(port, [`GET ${path} HTTP/1.1`, 'host: x', 'next-router-prefetch: 1'], []);
  expect(asked).toEqual(Array(3).fill('/unreadable-address'));
  const { text } = await send(port, ['GET /api/%E9 HTTP/1.1', 'host: x'], []);
  expect([status(text), text.endsWith('{"error":"not-found"}')]).toEqual([404, true]);
});

test('a state of the router that Next could not read is refused', async () => {
  const port = await serve(ANSWER);
  const get = async (state: string) =>
    (await fetch(`http://127.0.0.1:${port}/home`, { headers: { 'next-router-state-tree': state } })).status;
  const broken = ['garbage', '%ff', '[]', '{"a":1}', encodeURIComponent('["",{"children":7}]')];
  for (const state of broken) expect([state, await get(state)]).toEqual([state, 400]);
  expect(hasReadableState({ headers: { 'next-router-state-tree': `"${'x'.repeat(50_000)}"` } })).toBe(false);
  expect(await get(encodeURIComponent('["",{"children":["home",{}]},null,null]'))).toBe(200);
});

test('a bare error becomes a page in the language of the reader, and a word for programs', async () => {
  const port = await serve((_, response) => {
    response.statusCode = 500;
    response.end('Internal Server Error');
  });
  const get = (path: string) =>
    fetch(`http://127.0.0.1:${port}${path}`, { headers: { 'accept-language': 'fr' } });
  const page = await get('/home');
  expect([page.status, page.headers.get('content-type')]).toEqual([500, 'text/html; charset=utf-8']);
  expect(await page.text()).toContain('Un problème est survenu de notre côté');
  expect(await (await get('/api/reads')).json()).toEqual({ error: 'failed' });
});

test('what no action could read is the fault of who sent it, and its answer arrives whole', async () => {
  const LONG = 4 * 1024 * 1024;
  const failing = (takes: boolean) =>
    serve((request, response) => {
      void (async () => {
        for await (const _ of request);
        if (takes) takeForm(new FormData());
        response.statusCode = 500;
        // More than the socket takes at once.
        for (let sent = 0; sent < LONG; sent += 65_536)
          if (!response.write(Buffer.alloc(65_536))) await once(response, 'drain');
        response.end();
      })();
    });
  const ask = async (to: number, path: string, method = 'POST') => {
    const body = method === 'POST' ? { body: '[{"broken":' } : {};
    const answer = await fetch(`http://127.0.0.1:${to}${path}`, { method, ...body });
    return [answer.status, (await answer.arrayBuffer()).byteLength];
  };
  const port = await failing(false);
  expect(await ask(port, '/home')).toEqual([400, LONG]);
  // An error of the server stays one: in an action that took the form, on a page, and in the API.
  expect(await ask(await failing(true), '/home')).toEqual([500, LONG]);
  expect(await ask(port, '/home', 'GET')).toEqual([500, LONG]);
  expect(await ask(port, '/api/anything')).toEqual([500, LONG]);
  for (const given of [undefined, 5, 'text', { get: () => 'x' }])
    expect(() => takeForm(given)).toThrow(TypeError);
});

test('forms of ours pass', async () => {
  const port = await serve((request, response) => request.resume().once('end', () => response.end('read')));
  const body = 'x'.repeat(BODY_BYTES);
  expect(await (await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body })).text()).toBe('read');
});

test('what a client calls its request is not taken over', async () => {
  const port = await serve((request, response) => response.end(String(request.headers['x-request-id'])));
  const headers = { 'x-request-id': 'chosen-by-a-client' };
  const id = await (await fetch(`http://127.0.0.1:${port}/home`, { headers })).text();
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
});

test('under a name that is not ours nothing is answered', async () => {
  const port = await serve(ANSWER);
  for (const host of ['evil.example', 'evil.example:3000', '127.0.0.1.evil.example']) {
    const { text } = await send(port, ['GET /demo HTTP/1.1', `host: ${host}`], []);
    expect(status(text)).toBe(421);
  }
  expect(asked).toEqual([]);
});

test('pages of one asker wait for each other, one too many is told when to come back, and who went away is not served', async () => {
  const open: (() => void)[] = [];
  const port = await serve((_, response) => void open.push(() => response.end('made')));
  const get = (signal?: AbortSignal) =>
    fetch(`http://127.0.0.1:${port}/in-line`, signal === undefined ? {} : { signal });
  const first = get();
  await expect.poll(() => asked).toHaveLength(1);
  const gone = new AbortController();
  const second = get(gone.signal);
  await expect
    .poll(async () => {
      const response = await get(AbortSignal.timeout(200)).catch(() => null);
      return response?.status === 429 ? [response.headers.get('retry-after'), await response.text()] : null;
    })
    .toEqual(['5', expect.stringContaining('Please wait a few seconds')]);
  expect(asked).toHaveLength(1);
  gone.abort();
  await expect(second).rejects.toThrow();
  // Waits in the place of the one that went away.
  const third = get();
  await sleep(50);
  open[0]?.();
  expect(await (await first).text()).toBe('made');
  await expect.poll(() => open).toHaveLength(2);
  open[1]?.();
  expect(await (await third).text()).toBe('made');
  expect(asked).toHaveLength(2);
});
