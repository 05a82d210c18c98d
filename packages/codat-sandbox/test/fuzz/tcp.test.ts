// Fuzz test of TCP connections that break off, never end or speak no HTTP.
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { authHeader, createCompany, startForTest, type TestSandbox } from '../client';
import { bytesOf, exchange } from './raw-client';

let sandbox: TestSandbox;
const complaints = vi.spyOn(console, 'error');
let headers: Record<string, string> = {};

beforeAll(async () => {
  sandbox = await startForTest();
  headers = { authorization: authHeader(sandbox.config.apiKey), 'content-type': 'application/json' };
});
afterAll(() => sandbox.close());
afterEach(async () => {
  expect((await sandbox.call('GET', '/companies')).status).toBe(200);
  const found = complaints.mock.calls.map(([error]) => String(error));
  complaints.mockClear();
  expect(found).toEqual([]);
});

const bytes = fc.uint8Array({ minLength: 1, maxLength: 2000 }).map((all) => Buffer.from(all));
const create = (name: string) =>
  bytesOf({ method: 'POST', path: '/companies', headers, body: JSON.stringify({ name }) });

async function count(name: string): Promise<number> {
  const response = await sandbox.call('GET', `/companies?query=name%3D${name}`);
  return ((await response.json()) as { totalResults: number }).totalResults;
}

it('is sent bytes that are no request', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(bytes, { maxLength: 4 }), async (pieces) => {
      const { status } = await exchange(sandbox.url, pieces, true);
      expect([0, 400, 431]).toContain(status);
    }),
    { numRuns: 150 },
  );
});

it('is sent requests with some bytes changed', async () => {
  const whole = create('Changed');
  const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 5 }), async (changes) => {
      const request = Buffer.from(whole);
      for (const [at, byte] of changes) request[at] = byte;
      const { status } = await exchange(sandbox.url, [request], true);
      expect(status).toBeLessThan(500);
    }),
    { numRuns: 200 },
  );
});

it('is left in the middle of a request, and does nothing of it', async () => {
  const whole = create('Halfway');
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), async (length) => {
      const half = whole.subarray(0, length);
      await exchange(sandbox.url, [half], true);
    }),
    { numRuns: 100 },
  );
  expect(await count('Halfway')).toBe(0);
});

it('is left before it can answer, and did what it was asked all the same', async () => {
  const socket = connect(Number(new URL(sandbox.url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(create('Impatient'), () => socket.destroy());
  await createCompany(sandbox, 'Patient');
  await expect.poll(() => count('Impatient')).toBeLessThanOrEqual(1);
});

it('is asked several things in one breath, and answers them in their order', async () => {
  const keepAlive = (path: string) =>
    `GET ${path} HTTP/1.1\r\nhost: x\r\nauthorization: ${headers.authorization}\r\n\r\n`;
  const last = bytesOf({ method: 'GET', path: '/profile', headers, body: '' });
  const { text } = await exchange(sandbox.url, [
    keepAlive('/integrations/gbol') + keepAlive('/nothing'),
    last,
  ]);
  const statuses = [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status);
  expect(statuses).toEqual(['200', '404', '200']);
});

it('meets two lengths, no length and a body that never comes', async () => {
  const start = `POST /companies HTTP/1.1\r\nhost: x\r\nauthorization: ${headers.authorization}\r\n`;
  const twice = await exchange(sandbox.url, [`${start}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`]);
  expect(twice.status).toBe(400);
  const both = `${start}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`;
  expect((await exchange(sandbox.url, [both])).status).toBe(400);
  const none = await exchange(sandbox.url, [`${start}connection: close\r\n\r\n`]);
  expect(none.status).toBe(400);
  const badChunk = `${start}transfer-encoding: chunked\r\nconnection: close\r\n\r\nZZ\r\n{}`;
  expect((await exchange(sandbox.url, [badChunk], true)).status).toBeLessThan(500);
});

it.each(['127.l.0.1', '[::1', 'x:99999', '@', 'a b', ''])(
  'is called by a name that is none: %s',
  async (host) => {
    const request = `GET /companies HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`;
    expect((await exchange(sandbox.url, [request])).status).toBe(400);
  },
);

it('closes while lines still hang', async () => {
  const other = await startForTest();
  const { port } = new URL(other.url);
  const hanging = Array.from({ length: 20 }, () => connect(Number(port), '127.0.0.1'));
  for (const socket of hanging) {
    socket.on('error', () => undefined);
    socket.write('POST /companies HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{');
  }
  await Promise.all(hanging.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
  await other.close();
  await expect.poll(() => hanging.every((socket) => socket.closed)).toBe(true);
});
