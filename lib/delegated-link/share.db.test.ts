import { startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { upsertMembership } from '@/db/queries/companies';
import { listConnections } from '@/db/queries/connections';
import { findOpenCheck } from '@/db/queries/organisation-checks';
import { findShare } from '@/db/queries/shares';
import { memberships, users } from '@/db/schema/people';
import { useTestDatabase } from '@/e2e/database';
import { grantInput, makeCustomer } from '@/e2e/factories';
import { SHARE_SECRET, shareStage } from '@/e2e/share-stage';
import { refreshConnections } from '../connection/refresh-connections';
import { grantConsent } from '../consent/grant-consent';
import { withdrawConsent } from '../consent/withdraw-consent';
import type { Ctx, Tools } from '../context';
import { NotFound, Precondition } from '../errors';
import { createShare } from './create-share';
import { getShare, listOwnShares } from './get-share';
import { openShare } from './open-share';
import { isShareReturn, returnFromShare } from './return-from-share';
import { revokeShare } from './revoke-share';
import { useShare } from './use-share';

const database = useTestDatabase();
let sandbox: TestSandbox;
let origins: string[];
const { tools, customer, share, authorise } = shareStage(
  () => database.db,
  () => sandbox,
);

beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0 });
  origins = [new URL(sandbox.url).origin];
});
afterAll(() => sandbox.close());

const inDays = (days: number): Tools => ({ ...tools(), now: new Date(Date.now() + days * 86_400_000) });

const statusOf = async (ctx: Ctx, id: string) => (await getShare(ctx, id, SHARE_SECRET)).status;

test('a colleague sees who asks and what is read, goes to the platform, and the business is connected', async () => {
  const ctx = await customer();
  const made = await share(ctx);
  const { id, token } = made;
  const opened = await openShare(tools(), token);
  expect(opened).toMatchObject({ status: 'sent', askedBy: ctx.actor.name });
  expect(opened.product.data.every(({ sourceType }) => sourceType === 'Accounting')).toBe(true);
  const state = await authorise(ctx, made);
  expect(await statusOf(ctx, id)).toBe('opened');
  expect(await isShareReturn(tools(), state)).toBe(true);
  const result = await returnFromShare(tools(), { state, statusCode: '200' }, SHARE_SECRET);
  expect(result).toMatchObject({ kind: 'known', outcome: 'connected', token });
  expect(await statusOf(ctx, id)).toBe('authorised');
  await expect(useShare(tools(), token, origins)).rejects.toBeInstanceOf(NotFound);
});

test('looking uses nothing up, and neither does going there and coming back without an answer', async () => {
  const ctx = await customer();
  const { id, token } = await share(ctx);
  for (let n = 0; n < 5; n += 1) await openShare(tools(), token);
  expect(await statusOf(ctx, id)).toBe('sent');
  const first = await useShare(tools(), token, origins);
  const again = await useShare(tools(), token, origins);
  expect(again.url).not.toBe(first.url);
  const state = new URL(first.url).searchParams.get('state');
  const result = await returnFromShare(tools(), { state, statusCode: '403' }, SHARE_SECRET);
  expect(result).toMatchObject({ outcome: 'cancelled' });
  expect(await listConnections(ctx.db, ctx.companyId)).toHaveLength(1);
  expect(await statusOf(ctx, id)).toBe('opened');
});

test('a browser that never comes back changes nothing: whoever looks next finds out', async () => {
  const ctx = await customer();
  const made = await share(ctx);
  const { id } = made;
  await authorise(ctx, made);
  await refreshConnections({ ...ctx, now: new Date() });
  expect(await statusOf(ctx, id)).toBe('authorised');
});

test('with a look asked for first, nothing is used until the customer has answered', async () => {
  const ctx = await customer();
  const made = await share(ctx, true);
  await authorise(ctx, made);
  await refreshConnections({ ...ctx, now: new Date() });
  const [row] = await listConnections(ctx.db, ctx.companyId);
  expect(row).toMatchObject({ state: 'Linked', doubt: 'unanswered' });
  expect(await findOpenCheck(ctx.db, ctx.companyId, row?.id ?? '')).not.toBeNull();
});

test('a link that was taken back on the way is asked about, and leads nowhere any more', async () => {
  const ctx = await customer();
  const made = await share(ctx);
  const { id, token } = made;
  await authorise(ctx, made);
  await revokeShare(ctx, id);
  await expect(useShare(tools(), token, origins)).rejects.toBeInstanceOf(NotFound);
  await refreshConnections({ ...ctx, now: new Date() });
  expect(await listConnections(ctx.db, ctx.companyId)).toMatchObject([{ doubt: 'unanswered' }]);
});

test('it ends after a week, with the agreement, and with the part of the person who made it', async () => {
  const ctx = await customer();
  const { id, token } = await share(ctx);
  await expect(useShare(inDays(7), token, origins)).rejects.toBeInstanceOf(NotFound);
  expect((await openShare(inDays(7), token)).status).toBe('expired');
  await withdrawConsent({ ...ctx, now: new Date() }, { productId: 'business-insights', deletion: 'keep' });
  await expect(useShare({ ...tools(), now: new Date() }, token, origins)).rejects.toBeInstanceOf(
    Precondition,
  );
  await ctx.db.delete(memberships).where(eq(memberships.companyId, ctx.companyId));
  await expect(useShare(tools(), token, origins)).rejects.toBeInstanceOf(NotFound);
  expect(await statusOf(ctx, id)).toBe('orphaned');
});

test('guessed tokens, and links of other businesses, are not there', async () => {
  const [ctx, other] = [await customer(), await customer()];
  const { id, token } = await share(ctx);
  for (const guess of ['', 'x', `${token}x`, token.replace(/^./, (c) => (c === 'A' ? 'B' : 'A')), id]) {
    await expect(openShare(tools(), guess)).rejects.toBeInstanceOf(NotFound);
    await expect(useShare(tools(), guess, origins)).rejects.toBeInstanceOf(NotFound);
  }
  await expect(getShare(other, id, SHARE_SECRET)).rejects.toBeInstanceOf(NotFound);
  await expect(revokeShare(other, id)).rejects.toBeInstanceOf(NotFound);
  await expect(getShare(ctx, 'not-an-id', SHARE_SECRET)).rejects.toBeInstanceOf(NotFound);
  expect(await statusOf(ctx, id)).toBe('sent');
});

test('the database knows no token', async () => {
  const ctx = await customer();
  const { id, token } = await share(ctx);
  const row = await findShare(ctx.db, ctx.companyId, id);
  expect(JSON.stringify(row)).not.toContain(token);
});

test('only what was agreed to can be passed on', async () => {
  const ctx = await makeCustomer(tools());
  await expect(share(ctx)).rejects.toBeInstanceOf(Precondition);
  await grantConsent(ctx, await grantInput(ctx.db));
  const input = { productId: 'business-insights', platformKey: 'nope', needsApproval: false };
  await expect(createShare(ctx, input, SHARE_SECRET)).rejects.toBeInstanceOf(Precondition);
});

const UNDONE = [
  ['removed', (ctx: Ctx) => ctx.db.delete(memberships).where(eq(memberships.userId, ctx.actor.userId))],
  [
    'made an accountant',
    (ctx: Ctx) => upsertMembership(ctx.db, ctx.companyId, ctx.actor.userId, 'accountant'),
  ],
  [
    'not spoken for by the service for longer than it may be',
    (ctx: Ctx) =>
      ctx.db
        .update(users)
        .set({ issuerSignedInAt: new Date(Date.now() - 366 * 86_400_000) })
        .where(eq(users.id, ctx.actor.userId)),
  ],
] as const;

test.each(UNDONE)('a link whose maker was %s invites nobody any more, and says so', async (_, undo) => {
  const ctx = await customer();
  const made = await share(ctx);
  const { url } = await useShare(tools(), made.token, origins);
  const state = new URL(url).searchParams.get('state');
  await undo(ctx);
  expect(await openShare(tools(), made.token)).toMatchObject({ status: 'orphaned' });
  await expect(useShare(tools(), made.token, origins)).rejects.toBeInstanceOf(NotFound);
  expect(await returnFromShare(tools(), { state, statusCode: '200' }, SHARE_SECRET)).toEqual({
    kind: 'orphaned',
  });
  expect(await getShare(ctx, made.id, SHARE_SECRET)).toMatchObject({ status: 'orphaned', token: null });
  expect((await listOwnShares(ctx, 'business-insights')).items).toMatchObject([{ status: 'orphaned' }]);
  await revokeShare(ctx, made.id);
  expect(await statusOf(ctx, made.id)).toBe('revoked');
});

test('what a colleague connects after the maker of the link was removed is asked about before it is used', async () => {
  const ctx = await customer();
  await authorise(ctx, await share(ctx));
  await ctx.db.delete(memberships).where(eq(memberships.userId, ctx.actor.userId));
  await refreshConnections({ ...ctx, now: new Date() });
  const [row] = await listConnections(ctx.db, ctx.companyId);
  expect(row).toMatchObject({ state: 'Linked', doubt: 'unanswered' });
});
