import { readdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { startForTest } from 'codat-sandbox/testing';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { certificationEvaluator } from '@/e2e/certification-evaluator';
import { SITE } from '@/e2e/decision-stage';
import { makeCodat } from '@/e2e/factories';
import { pingCodat } from '../codat/companies';
import { listCodatPlatforms } from '../codat/integrations';
import { gateRequests } from '../security/request-gate';
import { createAuthzen } from './authzen';
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

test('decisions are asked over HTTP, and the caller’s request id comes back through the gate', async () => {
  const { Request: own, Response: answer } = globalThis;
  const leave = gateRequests({ site: { brand: 'Meridian Bank', url: SITE, phone: '1' } });
  const decisions = createAuthzen({ evaluator: () => certificationEvaluator, site: () => SITE });
  const server = await serveAlone(createStandAlone(decisions), { port: 0, hostname: '127.0.0.1' });
  try {
    const { port } = server.address() as AddressInfo;
    const question = {
      subject: { type: 'user', id: 'alice' },
      action: { name: 'read' },
      resource: { type: 'record', id: 'record-1' },
    };
    const post = (path: string, body: object) =>
      fetch(`http://127.0.0.1:${port}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-request-id': 'trace/1:2' },
        body: JSON.stringify(body),
      });
    const one = await post('/access/v1/evaluation', question);
    expect([one.status, one.headers.get('x-request-id')]).toEqual([200, 'trace/1:2']);
    expect(await one.json()).toEqual({ decision: true });
    // More than a form may hold.
    const context = { padding: 'x'.repeat(500_000) };
    expect((await post('/access/v1/evaluation', { ...question, context })).status).toBe(200);
    const nowhere = await post('/access/v1/nothing', question);
    expect([nowhere.status, await nowhere.json()]).toEqual([404, { error: 'not-found' }]);
  } finally {
    leave();
    await endServer(server, 1000);
    Object.assign(globalThis, { Request: own, Response: answer });
  }
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
