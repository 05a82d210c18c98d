import { readdirSync } from 'node:fs';
import { startForTest } from 'codat-sandbox/testing';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { makeCodat } from '@/e2e/factories';
import { pingCodat } from '../codat/companies';
import { listCodatPlatforms } from '../codat/integrations';
import { createStandAlone, endServer, NEXT_ONLY, serveAlone } from './serve';

const app = createStandAlone(new Hono().get('/api/here', (c) => c.json({ ok: true })));
const errorOf = async (path: string) => (await (await app.request(path)).json()).error;

test('every route that only Next has is known as such', () => {
  const folders = readdirSync('app/api').filter((name) => !name.startsWith('['));
  expect([...NEXT_ONLY].sort()).toEqual(folders.sort());
});

test('what is elsewhere is told from what is nowhere', async () => {
  expect((await app.request('/api/here')).status).toBe(200);
  for (const path of ['/', '/home', '/api/auth/callback/x', '/api/reads'])
    expect(await errorOf(path)).toBe('not-here');
  for (const path of ['/api/', '/api/nothing', '/api/authority'])
    expect(await errorOf(path)).toBe('not-found');
});

test('beside the server, which has a `Request` of its own, Codat is asked as everywhere', async () => {
  const { Request: own, Response: answer } = globalThis;
  const sandbox = await startForTest({ syncSeconds: 0 });
  const codat = makeCodat(sandbox);
  const before = await listCodatPlatforms(codat);
  const server = await serveAlone(app, { port: 0, hostname: '127.0.0.1' });
  try {
    expect(globalThis.Request).not.toBe(own);
    await pingCodat(codat);
    expect(await listCodatPlatforms(codat)).toEqual(before);
  } finally {
    await endServer(server, 1000);
    await sandbox.close();
    Object.assign(globalThis, { Request: own, Response: answer });
  }
});
