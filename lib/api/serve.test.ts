import { readdirSync } from 'node:fs';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { createStandAlone, NEXT_ONLY } from './serve';

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
