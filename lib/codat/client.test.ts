import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, expect, test, vi } from 'vitest';
import { createCodat } from './client';
import { createCodatCompany, pingCodat } from './companies';

setFlagsFromString('--expose_gc');
const collectGarbage: () => void = runInNewContext('gc');
const undo: (() => void)[] = [];
afterEach(() => {
  for (const step of undo.splice(0)) step();
});

const COMPANY = '1f3f6a7e-0d50-4a3c-8f3e-0c1d2b3a4f55';

/** @param timeoutMs short only where nothing is to arrive: a busy machine is slow too */
async function codatAt(listener: RequestListener, timeoutMs = 10_000) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  undo.push(
    () => server.close(),
    () => server.closeAllConnections(),
  );
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const lines: Record<string, unknown>[] = [];
  const logger = {
    info: (line: object) => lines.push({ ...line }),
    warn: (line: object) => lines.push({ ...line }),
  };
  return { codat: createCodat({ apiKey: 'key', baseUrl, timeoutMs, logger: logger as never }), lines };
}

test.each<[string, RequestListener]>([
  ['no answer comes', () => {}],
  [
    'the answer stops half-way',
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"results":[');
    },
  ],
])('when %s the call ends in time, whatever the garbage collector does', async (_why, listener) => {
  const { codat, lines } = await codatAt(listener, 300);
  const pressure = setInterval(collectGarbage, 10);
  undo.push(() => clearInterval(pressure));
  const started = Date.now();
  await expect(pingCodat(codat)).rejects.toMatchObject({
    name: 'Upstream',
    kind: 'timeout',
    answered: false,
  });
  // Without a limit it would wait as long as the other side does not answer.
  expect(Date.now() - started).toBeLessThan(20_000);
  expect(lines).toHaveLength(1);
});

test('an answer without end is given up long before it fills the memory', async () => {
  const piece = Buffer.alloc(64 * 1024, ' ');
  let sent = 0;
  const { codat } = await codatAt((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const more = () => {
      while (!response.destroyed && sent < 200 * 1024 * 1024) {
        sent += piece.length;
        if (!response.write(piece)) return void response.once('drain', more);
      }
    };
    more();
  });
  await expect(pingCodat(codat)).rejects.toMatchObject({ name: 'Upstream', kind: 'garbage', answered: true });
  await expect(codat.ask({ method: 'GET', path: '/x' }, '/x')).rejects.toMatchObject({ kind: 'garbage' });
  expect(sent).toBeLessThan(60 * 1024 * 1024);
});

test('a call carries the key, says what it accepts, and names itself for repetition', async () => {
  const seen: Record<string, unknown>[] = [];
  const { codat } = await codatAt((request, response) => {
    seen.push({ ...request.headers });
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ id: COMPANY, name: 'n', redirect: 'r' }));
  });
  expect(await createCodatCompany(codat, 'n', 'Kestrel Coffee', '5f9c2bd0-2f5e-4b0e-9d0a-4b9ac5a1a111')).toBe(
    COMPANY,
  );
  expect(seen).toHaveLength(1);
  expect(seen[0]).toMatchObject({
    authorization: `Basic ${Buffer.from('key').toString('base64')}`,
    accept: 'application/json',
    'content-type': 'application/json',
    'idempotency-key': '5f9c2bd0-2f5e-4b0e-9d0a-4b9ac5a1a111',
  });
});

test('the wait ends even when nothing heeds the abort', async () => {
  const deaf = vi.spyOn(globalThis, 'fetch').mockImplementation(() => new Promise(() => {}));
  undo.push(() => deaf.mockRestore());
  const { codat } = await codatAt(() => {}, 300);
  await expect(pingCodat(codat)).rejects.toMatchObject({ kind: 'timeout', answered: false });
});

test('a failing call is made once and logged once, without key, body or link', async () => {
  let calls = 0;
  const { codat, lines } = await codatAt((_request, response) => {
    calls += 1;
    response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '7' });
    response.end(
      JSON.stringify({
        statusCode: 503,
        service: 'PublicApi',
        error: 'https://link-api.codat.io/secret',
        correlationId: 'abc',
        canBeRetried: 'Unknown',
      }),
    );
  });
  await expect(pingCodat(codat)).rejects.toMatchObject({
    kind: 'unavailable',
    answered: true,
    retryAfterSeconds: 7,
    correlationId: 'abc',
  });
  expect(calls).toBe(1);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({
    event: 'codat.call',
    method: 'GET',
    path: '/companies',
    status: 503,
    correlationId: 'abc',
  });
  expect(JSON.stringify(lines)).not.toMatch(/key|secret|Basic/);
});
