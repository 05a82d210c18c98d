// A colleague's authority in the ledger: the customer, the link and the platform; once, only while a consent stands.

import { startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findConsent, listEvents } from '@/db/queries/consents';
import { listReceipts } from '@/db/queries/receipts';
import { findShare } from '@/db/queries/shares';
import { memberships, users } from '@/db/schema/people';
import { later, only, statesAtCodat, work } from '@/e2e/connection-stage';
import { useTestDatabase } from '@/e2e/database';
import { SHARE_SECRET, shareStage } from '@/e2e/share-stage';
import { listCompanyJobs } from '@/e2e/whole-lists';
import { refreshConnections } from '../connection/refresh-connections';
import { startConnection } from '../connection/start-connection';
import { pauseConsent } from '../consent/pause-consent';
import { withdrawConsent } from '../consent/withdraw-consent';
import type { Ctx } from '../context';
import { rebuildStandings } from '../ledger/rebuild-standings';
import { verifyLedger } from '../ledger/verify-ledger';
import { publishedKeys } from '../receipt/check-receipt-text';
import { returnFromShare } from './return-from-share';
import { revokeShare } from './revoke-share';

const PRODUCT = 'business-insights';
const database = useTestDatabase();
let sandbox: TestSandbox;
const stage = shareStage(
  () => database.db,
  () => sandbox,
);

beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0 });
});
afterAll(() => sandbox.close());

const fresh = (ctx: Ctx): Ctx => ({ ...ctx, now: new Date() });
const eventsOf = async (ctx: Ctx) => (await listEvents(ctx.db, ctx.companyId)).map(({ body }) => body);
const colleaguesIn = async (ctx: Ctx) =>
  (await eventsOf(ctx)).filter(({ event_type: type }) => type === 'source_added');

test('it says on whose behalf, by which link and to what; what stands is untouched', async () => {
  const ctx = await stage.customer();
  const made = await stage.share(ctx);
  const before = await findConsent(ctx.db, ctx.companyId, PRODUCT);
  const state = await stage.authorise(ctx, made, 'Kestrel Coffee');
  await ctx.db.update(users).set({ name: 'Maya Okafor-Lind' }).where(eq(users.id, ctx.actor.userId));
  await returnFromShare(stage.tools(), { state, statusCode: '200' }, SHARE_SECRET);
  const [given, told, ...more] = await eventsOf(ctx);
  expect(more).toEqual([]);
  const row = await only(ctx);
  expect(told).toMatchObject({
    event_type: 'source_added',
    entity: {
      kind: 'colleague',
      share_id: made.id,
      on_behalf_of: { user_id: ctx.actor.userId, name: 'Maya Okafor-Lind', role: 'owner' },
    },
    sources: [
      {
        connection_id: row.id,
        platform_key: 'gbol',
        platform_name: row.platformName,
        organisation: 'Kestrel Coffee',
      },
    ],
    collection: { method: 'colleague-link' },
    change: { previous_record_id: given?.record_id },
    receipt_id: null,
    pii: given?.pii,
    validity_duration: given?.validity_duration,
    privacy_notice: given?.privacy_notice,
  });
  expect(JSON.stringify(told)).not.toContain(made.token);
  const after = await findConsent(ctx.db, ctx.companyId, PRODUCT);
  expect(after).toEqual({ ...before, eventId: told?.record_id, eventSeq: 2 });
  expect(await listReceipts(ctx.db, ctx.companyId, PRODUCT, { cursor: null, limit: 9 })).toHaveLength(1);
});

test('it is written once, whoever finds out and however many at a time', async () => {
  const ctx = await stage.customer();
  const made = await stage.share(ctx);
  const state = await stage.authorise(ctx, made);
  const params = { state, statusCode: '200' };
  await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      n % 2 === 0 ? refreshConnections(fresh(ctx)) : returnFromShare(stage.tools(), params, SHARE_SECRET),
    ),
  );
  await refreshConnections(later(fresh(ctx)));
  expect(await colleaguesIn(ctx)).toHaveLength(1);
});

test('the audit, and the standings rebuilt from the events, agree with it', async () => {
  const ctx = await stage.customer();
  await stage.authorise(ctx, await stage.share(ctx));
  await refreshConnections(fresh(ctx));
  expect(await colleaguesIn(ctx)).toHaveLength(1);
  const { faults } = await verifyLedger(database.url, publishedKeys());
  expect(faults.filter(({ companyId }) => companyId === ctx.companyId)).toEqual([]);
  expect((await rebuildStandings(ctx.db, publishedKeys())).mended).not.toContain(ctx.companyId);
});

test('during a pause it is written, and the pause stays', async () => {
  const ctx = await stage.customer();
  const made = await stage.share(ctx);
  await stage.authorise(ctx, made);
  await pauseConsent(fresh(ctx), PRODUCT);
  await refreshConnections(fresh(ctx));
  expect(await colleaguesIn(ctx)).toHaveLength(1);
  expect(await findConsent(ctx.db, ctx.companyId, PRODUCT)).toMatchObject({ standing: 'paused' });
});

test('after a withdrawal nothing is written, nothing is used, and the access is given up again', async () => {
  const ctx = await stage.customer();
  const made = await stage.share(ctx);
  await stage.authorise(ctx, made);
  await withdrawConsent(fresh(ctx), { productId: PRODUCT, deletion: 'keep' });
  await refreshConnections(fresh(ctx));
  expect((await eventsOf(ctx)).map(({ event_type: type }) => type)).toEqual(['given', 'withdrawn']);
  expect(await only(ctx)).toMatchObject({ state: 'Linked', doubt: 'unanswered' });
  expect(await findShare(ctx.db, ctx.companyId, made.id)).toMatchObject({ authorisedAt: expect.any(Date) });
  const worker = await work(database, sandbox);
  try {
    await expect.poll(() => statesAtCodat(sandbox, ctx)).toEqual(['Unlinked']);
  } finally {
    await worker.stop();
  }
});

test('a link taken back on the way is told as it was: the owner is asked, and the record is kept', async () => {
  const ctx = await stage.customer();
  const made = await stage.share(ctx);
  await stage.authorise(ctx, made);
  await revokeShare(fresh(ctx), made.id);
  await refreshConnections(fresh(ctx));
  expect(await colleaguesIn(ctx)).toHaveLength(1);
  expect(await only(ctx)).toMatchObject({ doubt: 'unanswered' });
});

test('what the customer connected after all is not said to be a colleague’s doing', async () => {
  const ctx = await stage.customer();
  const made = await stage.share(ctx);
  await stage.leave(made.token);
  const own = { productId: PRODUCT, platformKey: 'gbol', linkOrigins: [new URL(sandbox.url).origin] };
  await startConnection(later(fresh(ctx)), own);
  const { codatConnectionId } = await only(ctx);
  const company = (await sandbox.sdk.companies.list({})).results?.find(({ dataConnections }) =>
    dataConnections?.some(({ id }) => id === codatConnectionId),
  );
  await sandbox.call('POST', `/_sandbox/companies/${company?.id}/connections/${codatConnectionId}/authorize`);
  await refreshConnections(later(fresh(ctx), 2000));
  expect(await only(ctx)).toMatchObject({ state: 'Linked' });
  expect(await colleaguesIn(ctx)).toEqual([]);
});

test('somebody who has left the business since is named without a part in it', async () => {
  const ctx = await stage.customer();
  await stage.authorise(ctx, await stage.share(ctx));
  await ctx.db.delete(memberships).where(eq(memberships.companyId, ctx.companyId));
  await refreshConnections(fresh(ctx));
  const [told] = await colleaguesIn(ctx);
  expect(told?.entity).toMatchObject({ on_behalf_of: { name: 'Maya Okafor', role: null } });
  expect(await listCompanyJobs(ctx.db, ctx.companyId)).not.toContainEqual(
    expect.objectContaining({ job: expect.objectContaining({ kind: 'unlink-unused-connection' }) }),
  );
});
