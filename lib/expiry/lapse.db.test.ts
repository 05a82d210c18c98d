// Lapsed access at a bank that does not end it: reading stops, Codat is told, and the same connection can return.

import { authorize, startForTest } from 'codat-sandbox/testing';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { insertConnectionEvents } from '@/db/queries/connection-events';
import { findConnection } from '@/db/queries/connections';
import { connections } from '@/db/schema/connection';
import { mails } from '@/db/schema/work';
import { useTestDatabase } from '@/e2e/database';
import { grantInput, makeCodat, makeCustomer, makeTools } from '@/e2e/factories';
import { listCompanyJobs, listConnectionEvents } from '@/e2e/whole-lists';
import { decideAccess } from '../access/decide-access';
import { ensureCodatCompany } from '../company/ensure-codat-company';
import { refreshConnections } from '../connection/refresh-connections';
import { grantConsent } from '../consent/grant-consent';
import type { Ctx } from '../context';
import { DAY_MS } from '../domain/text/duration';
import { getHome } from '../home/get-home';
import { createJobRunner } from '../jobs/definitions';
import { reconfirmConnections } from './reconfirm-connections';
import { sweep } from './sweep';

const database = useTestDatabase();
const START = Date.now();
const at = (day: number) => new Date(START + day * DAY_MS);
const QUIET = { info: () => {}, error: () => {} };
const on = (ctx: Ctx, day: number): Ctx => ({ ...ctx, now: at(day) });

/** Linked at Codat, where nothing ends it: Codat's clock stays, Accord's moves. */
async function stage(platformKey = 'natwest_uk') {
  const sandbox = await startForTest({ syncSeconds: 0 });
  const ctx = on(await makeCustomer(makeTools(database.db, makeCodat(sandbox))), 0);
  await grantConsent(ctx, await grantInput(ctx.db, 'lending'));
  // For three months only: still agreed when the bank's own time is over.
  await grantConsent(on(ctx, 30), await grantInput(ctx.db, 'cash-flow'));
  const companyId = await ensureCodatCompany(ctx);
  const made = await sandbox.sdk.connections.create({ companyId, requestBody: { platformKey } });
  await authorize(sandbox, companyId, made.id);
  await refreshConnections(ctx);
  const [row] = await ctx.db.select().from(connections).where(eq(connections.companyId, ctx.companyId));
  const id = row?.id ?? '';
  const ask = async (day: number, past?: number) =>
    decideAccess(on(ctx, day), {
      companyId: ctx.companyId,
      productId: 'lending',
      dataType: 'banking-accounts',
      ...(past === undefined ? {} : { at: at(past) }),
    });
  const stateAtCodat = async () =>
    (await sandbox.sdk.connections.get({ companyId, connectionId: made.id })).status;
  const work = async (day: number) => {
    const run = createJobRunner({ db: ctx.db, codat: makeCodat(sandbox), now: () => at(day) });
    const job = { kind: 'unlink-lapsed-connection', companyId: ctx.companyId, connectionId: id } as const;
    await run(job, crypto.randomUUID());
  };
  const authorizeAgain = () => authorize(sandbox, companyId, made.id);
  return { sandbox, ctx, id, ask, stateAtCodat, work, authorizeAgain };
}

test('past its time reading is denied at once, it is told as it is, and Codat is told to stop once', async () => {
  const { sandbox, ctx, id, ask, stateAtCodat, work, authorizeAgain } = await stage();
  expect(await ask(89)).toMatchObject({ outcome: 'allow', validUntil: at(90) });
  // Before any sweep, and without a call to Codat.
  expect(await ask(91)).toMatchObject({
    outcome: 'deny',
    reason: 'needs-reconfirmation',
    connectionIds: [id],
    mayUseDataRead: true,
  });
  await sweep({ db: ctx.db, logger: QUIET }, at(91));
  await sweep({ db: ctx.db, logger: QUIET }, at(92));
  const enqueued = (await listCompanyJobs(ctx.db, ctx.companyId)).filter(
    ({ job }) => job.kind === 'unlink-lapsed-connection',
  );
  expect(enqueued).toHaveLength(1);
  const letters = await ctx.db.select().from(mails).where(eq(mails.companyId, ctx.companyId));
  expect(letters.filter(({ kind }) => kind === 'connection-expired').map(({ facts }) => facts.why)).toEqual([
    'lapsed',
  ]);
  const home = await getHome(on(ctx, 92));
  expect(home.cards.find(({ product }) => product.id === 'cash-flow')?.step).toMatchObject({
    kind: 'reconfirm',
    connectionId: id,
  });

  await work(92);
  await work(92);
  expect(await stateAtCodat()).toBe('Unlinked');
  expect(await ask(93)).toMatchObject({ reason: 'needs-reconfirmation', mayUseDataRead: true });
  expect(await ask(93, 50)).toMatchObject({ outcome: 'allow', validUntil: at(90) });
  expect(await ask(93, 90.5)).toMatchObject({ reason: 'needs-reconfirmation' });

  // The very same connection, at the bank.
  await authorizeAgain();
  await refreshConnections(on(ctx, 94));
  expect(await ask(94)).toMatchObject({ outcome: 'allow', connectionIds: [id], validUntil: at(184) });
  const kinds = (await listConnectionEvents(ctx.db, ctx.companyId, id)).map(({ kind }) => kind);
  expect(kinds).toEqual(['linked', 'lapsed', 'unlinked', 'relinked']);
  await sandbox.close();
});

test('confirmed while Codat was down: nothing is given up, and it is readable again', async () => {
  const { sandbox, ctx, id, ask, stateAtCodat, work } = await stage();
  await sweep({ db: ctx.db, logger: QUIET }, at(91));
  expect(await reconfirmConnections(on(ctx, 92), [id])).toBe(1);
  expect(await ask(92)).toMatchObject({ outcome: 'allow', validUntil: at(182) });
  await work(93);
  expect(await stateAtCodat()).toBe('Linked');
  expect((await findConnection(ctx.db, ctx.companyId, id))?.isLapsed).toBe(false);
  await sandbox.close();
});

test('a platform whose access no time ends is never told to have ended', async () => {
  const { sandbox, ctx, ask } = await stage('suuo');
  await sweep({ db: ctx.db, logger: QUIET }, at(89));
  expect(await ask(89)).toMatchObject({ outcome: 'allow' });
  const jobs = await listCompanyJobs(ctx.db, ctx.companyId);
  expect(jobs.filter(({ job }) => job.kind === 'unlink-lapsed-connection')).toEqual([]);
  const letters = await ctx.db.select().from(mails).where(eq(mails.companyId, ctx.companyId));
  expect(letters.filter(({ kind }) => kind.startsWith('connection-'))).toEqual([]);
  await sandbox.close();
});

test('what the customer disconnected after its time was over is disconnected, and nobody asks for it', async () => {
  const { sandbox, ctx, id } = await stage();
  await sweep({ db: ctx.db, logger: QUIET }, at(91));
  await ctx.db.update(connections).set({ state: 'Unlinked' }).where(eq(connections.id, id));
  expect((await findConnection(ctx.db, ctx.companyId, id))?.isLapsed).toBe(true);
  await insertConnectionEvents(ctx.db, ctx.companyId, [
    { connectionId: id, kind: 'unlinked', at: at(92), by: 'Maya Okafor', organisation: null },
  ]);
  expect((await findConnection(ctx.db, ctx.companyId, id))?.isLapsed).toBe(false);
  await sandbox.close();
});
