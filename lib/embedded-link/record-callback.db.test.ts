import { randomUUID } from 'node:crypto';
import { authorize, startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { like } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertStarting, listConnections } from '@/db/queries/connections';
import { findConsent } from '@/db/queries/consents';
import { findLinkWords, listLinkCallbacks } from '@/db/queries/link-callbacks';
import { notices } from '@/db/schema/consent';
import { useTestDatabase } from '@/e2e/database';
import { grantInput, makeCodat, makeCustomer, makeTools } from '@/e2e/factories';
import { ensureCodatCompany } from '../company/ensure-codat-company';
import { refreshConnections } from '../connection/refresh-connections';
import { grantConsent } from '../consent/grant-consent';
import { withdrawConsent } from '../consent/withdraw-consent';
import type { Ctx } from '../context';
import { sha256 } from '../domain/crypto/sha256';
import { NotFound } from '../errors';
import { openLink } from './open-link';
import { LinkReport } from './read-callback';
import { type Callback, recordCallback } from './record-callback';

const database = useTestDatabase();
let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0 });
});
afterAll(() => sandbox.close());

const PRODUCT = 'lending';
const TEXT = '# Share your accounting data?\n\nMeridian Bank asks to read this data for Lending.';
let seconds = 0;
/** A later moment of the same customer, as each request of a browser is. */
const later = (ctx: Ctx): Ctx => {
  seconds += 1;
  return { ...ctx, now: new Date(ctx.now.getTime() + seconds * 1000) };
};
const tell = (ctx: Ctx, callback: Callback) => recordCallback(later(ctx), PRODUCT, callback);
const kept = async (ctx: Ctx) =>
  (await listLinkCallbacks(ctx.db, ctx.companyId, PRODUCT))
    .map(({ kind, subject }) => `${kind} ${subject}`)
    .sort();
const states = async (ctx: Ctx) => (await listConnections(ctx.db, ctx.companyId)).map(({ state }) => state);

async function customer(): Promise<Ctx> {
  const ctx = await makeCustomer(makeTools(database.db, makeCodat(sandbox)));
  await grantConsent(ctx, await grantInput(ctx.db, PRODUCT));
  await ensureCodatCompany(ctx);
  return ctx;
}

/** As the embedded window does it: at Codat, past us. @returns Codat's id */
async function startAtCodat(ctx: Ctx, platformKey = 'gbol'): Promise<string> {
  const companyId = await ensureCodatCompany(ctx);
  return (await sandbox.sdk.connections.create({ companyId, requestBody: { platformKey } })).id;
}
const authorise = async (ctx: Ctx, id: string) => authorize(sandbox, await ensureCodatCompany(ctx), id);

test('each thing is kept once, with the agreement that it rests on', async () => {
  const ctx = await customer();
  const visitId = randomUUID();
  const words: Callback = { kind: 'consented', text: TEXT, language: 'en', productVersion: 1 };
  expect(await tell(ctx, words)).toBe('recorded');
  const id = await startAtCodat(ctx);
  expect(await tell(ctx, { kind: 'started', connectionId: id })).toBe('recorded');
  expect(await states(ctx)).toEqual(['PendingAuth']);
  // Not before Codat says so, however often the browser does.
  expect(await tell(ctx, { kind: 'connected', connectionId: id })).toBe('ignored');
  await authorise(ctx, id);
  expect(await tell(ctx, { kind: 'connected', connectionId: id })).toBe('recorded');
  expect(await states(ctx)).toEqual(['Linked']);
  expect(await tell(ctx, { kind: 'finished', visitId })).toBe('recorded');
  for (const again of [
    words,
    { kind: 'connected', connectionId: id },
    { kind: 'finished', visitId },
  ] as const)
    expect(await tell(ctx, again)).toBe('repeated');

  const consent = await findConsent(ctx.db, ctx.companyId, PRODUCT);
  const rows = await listLinkCallbacks(ctx.db, ctx.companyId, PRODUCT);
  expect(rows.map((row) => row.kind)).toEqual(['consented', 'started', 'connected', 'finished']);
  for (const row of rows) {
    expect(row).toMatchObject({ userId: ctx.actor.userId, consentEventId: consent?.eventId });
  }
  expect(await findLinkWords(ctx.db, sha256(TEXT))).toMatchObject({
    productId: PRODUCT,
    productVersion: 1,
    language: 'en',
    text: TEXT,
  });
});

const TOLD = ['consented', 'started', 'connected', 'finished', 'closed', 'failed'] as const;
/** Any of them, each up to twice, in any order; none at all too. */
const anyTold = fc.shuffledSubarray([...TOLD, ...TOLD], { minLength: 0 });

test('doubled, out of order or missing, before or after the platform: the end is the same and true', async () => {
  await fc.assert(
    fc.asyncProperty(anyTold, anyTold, async (before, after) => {
      const ctx = await customer();
      const id = await startAtCodat(ctx);
      const visitId = randomUUID();
      const all: Record<(typeof TOLD)[number], Callback> = {
        consented: { kind: 'consented', text: TEXT, language: 'en', productVersion: 1 },
        started: { kind: 'started', connectionId: id },
        connected: { kind: 'connected', connectionId: id },
        finished: { kind: 'finished', visitId },
        closed: { kind: 'closed', visitId },
        failed: { kind: 'failed', visitId, correlationId: null, message: null },
      };
      // At once, as two tabs would.
      const tellAll = (names: typeof before) => Promise.all(names.map((name) => tell(ctx, all[name])));
      await tellAll(before);
      await authorise(ctx, id);
      await tellAll(after);
      // Each is kept once; nothing is called connected before Codat says so.
      const kept = await listLinkCallbacks(ctx.db, ctx.companyId, PRODUCT);
      const expected = new Set([...before.filter((name) => name !== 'connected'), ...after]);
      expect(kept.map(({ kind }) => kind).sort()).toEqual([...expected].sort());
      // The next page asks Codat itself.
      const { connections } = await refreshConnections(later(ctx));
      expect(connections.map((c) => [c.codatConnectionId, c.state])).toEqual([[id, 'Linked']]);
      expect(await findConsent(ctx.db, ctx.companyId, PRODUCT)).toMatchObject({ standing: 'given' });
    }),
    { numRuns: 16 },
  );
});

test('unknown connections and those of another business are nothing', async () => {
  const [mine, theirs] = [await customer(), await customer()];
  const foreign = await startAtCodat(theirs);
  await authorise(theirs, foreign);
  for (const connectionId of [foreign, randomUUID()]) {
    expect(await tell(mine, { kind: 'started', connectionId })).toBe('ignored');
    expect(await tell(mine, { kind: 'connected', connectionId })).toBe('ignored');
  }
  expect([await kept(mine), await states(mine)]).toEqual([[], []]);
  await expect(
    recordCallback(mine, 'no-such-product', { kind: 'closed', visitId: randomUUID() }),
  ).rejects.toBeInstanceOf(NotFound);
});

test('what the window says of a failure is kept with it', async () => {
  const ctx = await customer();
  const failed = {
    kind: 'failed',
    visitId: randomUUID(),
    correlationId: 'c-1',
    message: 'No organisation',
  } as const;
  expect(await tell(ctx, failed)).toBe('recorded');
  expect(await listLinkCallbacks(ctx.db, ctx.companyId, PRODUCT)).toMatchObject([
    { kind: 'failed', subject: 'c-1', message: 'No organisation' },
  ]);
});

test('without Codat nothing is believed, and nothing is lost', async () => {
  const ctx = await customer();
  const id = await startAtCodat(ctx);
  await authorise(ctx, id);
  const deaf = { ...ctx, codat: makeCodat({ url: 'http://127.0.0.1:1', config: sandbox.config }) };
  expect(await tell(deaf, { kind: 'connected', connectionId: id })).toBe('ignored');
  expect(await openLink(deaf)).toEqual({ kind: 'unavailable' });
  expect(await tell(ctx, { kind: 'connected', connectionId: id })).toBe('recorded');
});

test('words of a browser never stand beside the words of consents, and few distinct ones are kept', async () => {
  const ctx = await customer();
  const say = (n: number): Callback => ({
    kind: 'consented',
    text: `${'x'.repeat(12_000)}${n}`,
    language: 'en',
    productVersion: 1,
  });
  for (let n = 0; n < 50; n += 1) expect(await tell(ctx, say(n))).toBe('recorded');
  expect(await tell(ctx, say(50))).toBe('ignored');
  expect(await ctx.db.$count(notices, like(notices.text, 'xxx%'))).toBe(0);
  const sent = { product: PRODUCT, visit: randomUUID(), kind: 'consented', language: 'en', version: '1' };
  expect(LinkReport.safeParse({ ...sent, text: 'x'.repeat(12_001) }).success).toBe(false);
});

test('after a withdrawal the words and the connections of an open window no longer count, its end does', async () => {
  const ctx = await customer();
  const id = await startAtCodat(ctx);
  await withdrawConsent(later(ctx), { productId: PRODUCT, deletion: 'keep' });
  for (const callback of [
    { kind: 'consented', text: TEXT, language: 'en', productVersion: 1 },
    { kind: 'started', connectionId: id },
  ] as const) {
    await expect(tell(ctx, callback)).rejects.toThrow('consent-missing');
  }
  expect(await tell(ctx, { kind: 'failed', visitId: randomUUID(), correlationId: null, message: null })).toBe(
    'recorded',
  );
  expect(await kept(ctx)).toHaveLength(1);
  // The connection at Codat becomes known here all the same.
  expect(await states(ctx)).toEqual(['PendingAuth']);
});

test('a start from our own list that never got its answer becomes the connection of the window', async () => {
  const ctx = await customer();
  await insertStarting(
    ctx.db,
    ctx.companyId,
    { key: 'gbol', name: 'Xero', sourceType: 'Accounting' },
    ctx.now,
  );
  const id = await startAtCodat(ctx);
  expect(await tell(ctx, { kind: 'started', connectionId: id })).toBe('recorded');
  const rows = await listConnections(ctx.db, ctx.companyId);
  expect(rows.map((row) => [row.codatConnectionId, row.state])).toEqual([[id, 'PendingAuth']]);
});

test('a visit gets a key of its own for the business at Codat', async () => {
  const ctx = await customer();
  const [one, two] = [await openLink(ctx), await openLink(later(ctx))];
  if (one.kind !== 'open' || two.kind !== 'open') throw new Error('The sandbox did not answer.');
  expect(one.companyId).toBe(await ensureCodatCompany(ctx));
  expect(one.accessToken.length).toBeGreaterThan(20);
  expect(one.platforms.map(({ name }) => name)).toContain('Xero');
  // No row here holds it.
  const tables = await ctx.db.execute<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public'",
  );
  for (const { name } of tables) {
    const [found] = await ctx.db.execute<{ count: number }>(
      `select count(*)::int as count from "${name}" t where t::text like '%${one.accessToken}%'`,
    );
    expect(found?.count, name).toBe(0);
  }
});
