import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { afterAll, expect, test } from 'vitest';
import { namePeers } from './name-peers';

const stop = namePeers();
const HEADER = 'x-forwarded-for';
const plain = createServer((request, response) => response.end(String(request.headers[HEADER])));
const standAlone = createAdaptorServer({ fetch: (request) => new Response(request.headers.get(HEADER)) });
afterAll(() => {
  stop();
  plain.close();
  standAlone.close();
});

test.each([
  ['a server as Next has one', plain],
  ['a server that makes headers of its own', standAlone],
])('%s sees the real address last, whatever a client writes', async (_, server) => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const seen = async (headers: Record<string, string>) => (await fetch(address, { headers })).text();
  expect(await seen({})).toBe('127.0.0.1');
  expect(await seen({ [HEADER]: '203.0.113.7' })).toBe('203.0.113.7, 127.0.0.1');
  expect(await seen({ [HEADER]: 'garbage, 127.0.0.1' })).toBe('garbage, 127.0.0.1, 127.0.0.1');
});
