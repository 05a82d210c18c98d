// Property test of verbs while Codat's answers are odd but allowed: nothing throws, no message says that Codat is silent, and valid entries survive.
// Each run draws its seeds and prints them; `ODD_SEED=42` repeats one, `ODD_SEEDS=300` runs that many.
import { randomInt } from 'node:crypto';
import { startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listConnections } from '@/db/queries/connections';
import { findOpenCheck } from '@/db/queries/organisation-checks';
import { getConnectButton, listCodatPlatforms } from '../lib/codat/integrations';
import { createWebhookReader } from '../lib/codat/webhook';
import { ensureCodatCompany } from '../lib/company/ensure-codat-company';
import { answerCheck } from '../lib/connection/answer-check';
import { disconnectConnection } from '../lib/connection/disconnect-connection';
import { listOwnConnections } from '../lib/connection/list-own-connections';
import { reconnect } from '../lib/connection/reconnect';
import { refreshConnections } from '../lib/connection/refresh-connections';
import { startConnection } from '../lib/connection/start-connection';
import { withdrawConsent } from '../lib/consent/withdraw-consent';
import { getReads } from '../lib/reading/get-reads';
import { refreshProgress } from '../lib/reading/refresh-progress';
import { connected, ledgerTypes, pull } from './connection-stage';
import { useTestDatabase } from './database';
import { makeCodat } from './factories';
import { signWebhook } from './signed-webhook';

const again = process.env.ODD_SEED;
const count = again === undefined ? Number(process.env.ODD_SEEDS ?? '10') : 1;
const first = again === undefined ? randomInt(2 ** 31) : Number(again);
const SEEDS = Array.from({ length: count }, (_, index) => first + index);
/** Milliseconds for one seed: two dozen calls and as many statements, on a busy machine. */
const EACH = 60_000;

const database = useTestDatabase();
let sandbox: TestSandbox;
let offered: string[];
const origins = () => [new URL(sandbox.url).origin];

beforeAll(async () => {
  console.log(`Odd answers, seeds ${first} to ${first + count - 1}.`);
  sandbox = await startForTest({ syncSeconds: 0, profile: { name: 'documented' } });
  // No webhook is delivered; the log lists those that would have been.
  await sandbox.call('PUT', '/_sandbox/webhooks/mode', { body: { drop: 1 } });
  const events = ['company.created', 'connection.created', 'connection.connected', 'connection.disconnected'];
  const eventTypes = [...events, 'read.completed', 'read.completed.initial'];
  await sandbox.call('POST', '/webhooks', { body: { url: 'https://app.example/', eventTypes } });
  offered = (await listCodatPlatforms(makeCodat(sandbox))).map(({ key }) => key).sort();
});
afterAll(() => sandbox.close());

test.each(SEEDS)('a short life, seed %i', { timeout: EACH }, async (seed) => {
  await sandbox.call('PUT', '/_sandbox/profile', { body: { name: 'odd', seed } });
  const codat = makeCodat(sandbox, 20_000);
  const keys = (await listCodatPlatforms(codat)).map(({ key }) => key);
  // An unknown kind of platform may be left out; a known platform may not.
  expect(keys.filter((key) => offered.includes(key)).sort()).toEqual(offered);
  await getConnectButton(codat, 'qhyg');

  const plans = ['gbol', 'natwest_uk', 'exgd'].map((platformKey) => ({ platformKey }));
  const ctx = { ...(await connected(database.db, sandbox, ['business-insights'], plans)), codat };
  const { connections, failure } = await refreshConnections(ctx);
  expect(failure).toBeNull();
  expect(connections.map(({ state }) => state)).toEqual(['Linked', 'Linked', 'Linked']);
  expect(connections.map(({ sourceType }) => sourceType).sort()).toEqual([
    'Accounting',
    'Banking',
    'Commerce',
  ]);

  // Where Codat left the organisation out, the customer confirms it and continues.
  for (const { id: connectionId } of connections) {
    const question = await findOpenCheck(ctx.db, ctx.companyId, connectionId);
    if (question === null) continue;
    const answer = { connectionId, checkId: question.id, answer: 'right' } as const;
    expect(await answerCheck(ctx, answer)).toBe('answered');
  }

  const asked = { companyId: ctx.companyId, requestId: 'odd' };
  expect(await refreshProgress({ db: ctx.db, codat, now: () => ctx.now }, asked, 'now')).toBe('looked');
  const reads = await getReads(ctx, { kind: 'product', id: 'business-insights' });
  expect(reads?.isAnswered).toBe(true);
  const states = reads?.groups.flatMap(({ types }) => types.map(({ state }) => state)) ?? [];
  expect(states).toContain('ready');

  const companyId = await ensureCodatCompany(ctx);
  const path = `/_sandbox/deliveries?companyId=${companyId}`;
  const { deliveries }: { deliveries: { body: unknown }[] } = await (await sandbox.call('GET', path)).json();
  expect(deliveries.length).toBeGreaterThan(3);
  const key = Buffer.alloc(32, 7);
  const read = createWebhookReader([`whsec_${key.toString('base64')}`]);
  for (const { body } of deliveries) {
    const signed = signWebhook(key, typeof body === 'string' ? body : JSON.stringify(body));
    const bytes = new TextEncoder().encode(signed.body);
    expect(read(bytes.buffer, new Headers(signed.headers)).ok).toBe(true);
  }

  const rows = await listConnections(ctx.db, ctx.companyId);
  const shop = rows.find(({ sourceType }) => sourceType === 'Commerce');
  await disconnectConnection(ctx, shop?.id ?? '');
  const own = await listOwnConnections(ctx);
  expect(own.checked).toBe(true);
  const bank = { productId: 'business-insights', platformKey: 'barclays_uk', linkOrigins: origins() };
  expect((await startConnection(ctx, bank)).url).toContain('otp=');
  const books = rows.find(({ sourceType }) => sourceType === 'Accounting');
  expect(books).toBeDefined();
  if (books === undefined) return;
  await pull(sandbox, ctx, books, 'deauthorize');
  const lost = (await refreshConnections(ctx)).connections.find(({ id }) => id === books.id);
  expect(lost?.state).toBe('Deauthorized');
  const back = { connectionId: books.id, linkOrigins: origins() };
  expect((await reconnect(ctx, back)).url).toContain('otp=');
  await withdrawConsent(ctx, { productId: 'business-insights', deletion: 'keep' });
  expect(await ledgerTypes(ctx)).toContain('withdrawn');
});
