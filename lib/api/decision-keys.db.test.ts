// Keys of the decision API over HTTP: whom it refuses, for which products each asks, and how often.
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { apiKeys } from '@/db/schema/access';
import { useTestDatabase } from '@/e2e/database';
import { ask, decisionStage, idOfKey } from '@/e2e/decision-stage';
import { revokeApiKey, rotateApiKey } from '../access/api-keys';
import { makeApiKey } from '../domain/identity/api-key';

const database = useTestDatabase();
const { addKey, start, post, business } = decisionStage(database);

test('wrong, foreign, expired and revoked keys are refused alike, and a rotated one opens with its successor', async () => {
  const place = { db: database.db, mode: 'test', now: new Date() } as const;
  const [valid, revoked] = [await addKey({}), await addKey({})];
  const [expired, rotated] = [await addKey({}), await addKey({})];
  await revokeApiKey(place, idOfKey(revoked));
  await database.db
    .update(apiKeys)
    .set({ expiresAt: place.now })
    .where(eq(apiKeys.id, idOfKey(expired)));
  const next = (await rotateApiKey(place, idOfKey(rotated), 1)).token;
  const api = start();
  const bodies = new Set<string>();
  for (const key of [
    revoked,
    expired,
    makeApiKey('test').token,
    makeApiKey('live').token,
    'x',
    `${valid}x`,
  ]) {
    const { status, headers, body } = await post('evaluation', ask('x'), { key, api });
    expect([key, status, headers.get('www-authenticate')]).toEqual([key, 401, 'Bearer realm="accord"']);
    bodies.add(JSON.stringify(body));
  }
  const bare = await api.request('/access/v1/evaluation', { method: 'POST' });
  expect(bare.status).toBe(401);
  expect([...bodies, await bare.text()].every((text) => text === [...bodies][0])).toBe(true);
  for (const key of [rotated, next])
    expect((await post('evaluation', ask('x'), { key, api })).status).toBe(200);
  // A key in an address would stand in logs: it opens nothing there.
  expect((await api.request(`/access/v1/evaluation?api_key=${valid}`, { method: 'POST' })).status).toBe(401);
  await database.db
    .update(apiKeys)
    .set({ scopes: [] })
    .where(eq(apiKeys.id, idOfKey(next)));
  expect((await post('evaluation', ask('x'), { key: next, api })).status).toBe(403);
});

test('without end nobody tries keys', async () => {
  const api = start({ hops: 1 });
  const shown = { key: 'x', api, headers: { 'x-forwarded-for': '203.0.113.9' } };
  const statuses: number[] = [];
  for (let n = 0; n < 121; n += 1) statuses.push((await post('evaluation', ask('x'), shown)).status);
  expect([statuses[119], statuses[120]]).toEqual([401, 429]);
  // A valid key from the same network goes on.
  expect((await post('evaluation', ask('x'), { ...shown, key: await addKey({}) })).status).toBe(200);
});

test('a key bound to lending asks as lending only', async () => {
  const { companyId } = await business();
  const insights = { subject: { type: 'product', id: 'business-insights' } };
  const refused = await post('evaluation', ask(companyId, insights));
  expect([refused.status, refused.headers.get('content-type')]).toEqual([403, 'application/problem+json']);
  expect((await post('evaluation', ask(companyId, insights), { key: await addKey({}) })).status).toBe(200);
  const { body } = await post('evaluations', { ...ask(companyId), evaluations: [{}, insights, {}] });
  expect(body.evaluations.map((one: { decision: boolean }) => one.decision)).toEqual([true, false, true]);
  expect(body.evaluations[1].context.error.status).toBe(403);
  const search = { subject: { type: 'product' }, action: { name: 'read' } };
  const resource = { type: 'data', id: `${companyId}/invoices` };
  const found = await post('search/subject', { ...search, resource });
  expect(found.body.results).toEqual([{ type: 'product', id: 'lending' }]);
  expect((await post('search/action', { ...insights, resource })).status).toBe(403);
  expect((await post('search/resource', { ...search, ...insights, resource: { type: 'data' } })).status).toBe(
    403,
  );
});

test('each question counts against the key’s limit, and the answer says how many are left', async () => {
  const key = await addKey({ perMinute: 10 });
  const api = start();
  const left = ({ headers }: { headers: Headers }) =>
    ['limit', 'remaining'].map((name) => Number(headers.get(`ratelimit-${name}`)));
  const first = await post('evaluation', ask('x'), { key, api });
  expect(left(first)).toEqual([10, 9]);
  expect(Number(first.headers.get('ratelimit-reset'))).toBeGreaterThan(0);
  const evaluations = Array.from({ length: 8 }, () => ({}));
  expect(left(await post('evaluations', { ...ask('x'), evaluations }, { key, api }))).toEqual([10, 1]);
  const over = await post('evaluations', { ...ask('x'), evaluations }, { key, api });
  expect([over.status, left(over)]).toEqual([429, [10, 0]]);
  expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(over.body).toMatchObject({ status: 429, title: 'Too Many Requests' });
  expect((await post('evaluation', ask('x'), { api })).status).toBe(200);
});
