// Abandoned connection: one letter about that very connection, still true when sent, and none when switched off.

import { authorize, startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listConnections } from '@/db/queries/connections';
import { mails } from '@/db/schema/work';
import { useTestDatabase } from '@/e2e/database';
import { grantInput, makeCodat, makeCustomer, makeTools } from '@/e2e/factories';
import { ensureCodatCompany } from '../company/ensure-codat-company';
import { refreshConnections } from '../connection/refresh-connections';
import { startConnection } from '../connection/start-connection';
import { grantConsent } from '../consent/grant-consent';
import { withdrawConsent } from '../consent/withdraw-consent';
import type { Ctx } from '../context';
import { readMail } from '../domain/letter/mail';
import { DAY_MS } from '../domain/text/duration';
import { isStillTrue } from './is-still-true';
import { sweep } from './sweep';

const database = useTestDatabase();
const QUIET = { info: () => {}, error: () => {} };
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0 });
});
afterAll(() => sandbox.close());

const after = (ctx: Ctx, days: number) => new Date(ctx.now.getTime() + days * DAY_MS);
const look = (now: Date, unfinishedDays = 2) =>
  sweep({ db: database.db, logger: QUIET, unfinishedDays }, now);

async function left(): Promise<Ctx> {
  const ctx = await makeCustomer(makeTools(database.db, makeCodat(sandbox)));
  await grantConsent(ctx, await grantInput(ctx.db));
  const linkOrigins = [new URL(sandbox.url).origin];
  await startConnection(ctx, { productId: 'business-insights', platformKey: 'gbol', linkOrigins });
  return ctx;
}

async function lettersOf(ctx: Ctx) {
  const kind = eq(mails.kind, 'connection-unfinished');
  const rows = await ctx.db
    .select()
    .from(mails)
    .where(and(eq(mails.companyId, ctx.companyId), kind));
  return rows.map(({ kind: name, facts }) => {
    const mail = readMail(name, facts);
    if (mail === null) throw new Error('a letter of a known kind');
    return mail;
  });
}

test('it is told once, after its days, and leads to that connection', async () => {
  const ctx = await left();
  const [connection] = await listConnections(ctx.db, ctx.companyId);
  await look(after(ctx, 1));
  expect(await lettersOf(ctx)).toEqual([]);
  await look(after(ctx, 3), 0);
  expect(await lettersOf(ctx)).toEqual([]);
  for (const day of [3, 3, 4, 20]) await look(after(ctx, day));
  expect(await lettersOf(ctx)).toMatchObject([
    { facts: { connectionId: connection?.id, productId: 'business-insights', platform: 'Xero' } },
  ]);
});

test('a letter that waits is not sent once it is connected, or nothing is agreed any more', async () => {
  const [connected, stopped] = [await left(), await left()];
  await look(after(connected, 3));
  const ofConnected = (await lettersOf(connected))[0];
  const ofStopped = (await lettersOf(stopped))[0];
  if (ofConnected === undefined || ofStopped === undefined) throw new Error('both are told');
  const isTrue = (ctx: Ctx, mail: typeof ofConnected) => isStillTrue(ctx.db, ctx.companyId, mail, ctx.now);
  expect([await isTrue(connected, ofConnected), await isTrue(stopped, ofStopped)]).toEqual([true, true]);
  const [connection] = await listConnections(connected.db, connected.companyId);
  await authorize(sandbox, await ensureCodatCompany(connected), connection?.codatConnectionId ?? '');
  await refreshConnections({ ...connected, now: new Date(connected.now.getTime() + 1000) });
  expect(await isTrue(connected, ofConnected)).toBe(false);
  await withdrawConsent(stopped, { productId: 'business-insights', deletion: 'keep' });
  expect(await isTrue(stopped, ofStopped)).toBe(false);
});

test('nobody is told where nothing was agreed for it any more', async () => {
  const ctx = await left();
  await withdrawConsent(ctx, { productId: 'business-insights', deletion: 'keep' });
  for (const day of [3, 4]) await look(after(ctx, day));
  expect(await lettersOf(ctx)).toEqual([]);
});
