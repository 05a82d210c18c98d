// Test fixture for bound forms: a business that has a form on every page, arranged through the product's own verbs.
import { listConnections } from '../db/queries/connections';
import { listEvents } from '../db/queries/consents';
import { listReceipts } from '../db/queries/receipts';
import { ensureCodatCompany } from '../lib/company/ensure-codat-company';
import { refreshConnections } from '../lib/connection/refresh-connections';
import { startConnection } from '../lib/connection/start-connection';
import { pauseConsent } from '../lib/consent/pause-consent';
import type { Ctx } from '../lib/context';
import { createShare } from '../lib/delegated-link/create-share';
import { sweepBusiness } from '../lib/expiry/sweep-business';
import { tellDataDeleted } from '../lib/mail/tell-data-deleted';
import type { Places } from './bound-forms';
import { makeSession } from './factories';
import { agree, type Control, type Stack } from './fixtures';

const DAY_MS = 86_400_000;
const daysAgo = (ctx: Ctx, days: number): Ctx => ({ ...ctx, now: new Date(Date.now() - days * DAY_MS) });
const ofNow = (ctx: Ctx): Ctx => ({ ...ctx, now: new Date() });

export async function stage(stack: Stack, control: Control, ctx: Ctx): Promise<Places> {
  // The agreement ends soon, and so do its banks: the reconfirm page lists them.
  await agree(daysAgo(ctx, 80), 'cash-flow');
  await control.connected(daysAgo(ctx, 70), 'natwest_uk');
  await agree(ctx, 'lending');
  await agree(ctx);
  await pauseConsent(ofNow(ctx), 'lending');
  const companyId = await ensureCodatCompany(ctx);
  await control.connected(ctx, 'gbol');
  const doubtful = { platformKey: 'barclays_uk', organisation: 'Brightside Plumbing', authorize: true };
  await control.link(companyId, doubtful);
  await control.connected(ctx, 'fztf');
  await control.runOut(ctx, 'Shopify');
  await refreshConnections(ofNow(ctx));
  const { url } = await startConnection(ofNow(ctx), {
    productId: 'business-insights',
    platformKey: 'exgd',
    linkOrigins: [new URL(stack.sandboxUrl).origin],
  });
  const state = new URL(url).searchParams.get('state') ?? '';
  const share = { productId: 'business-insights', platformKey: 'gbol', needsApproval: false };
  const shareId = await createShare(ofNow(ctx), share, process.env.ACCORD_E2E_SECRET ?? '');
  const rows = await listConnections(ctx.db, ctx.companyId);
  const idOf = (key: string) => rows.find(({ platformKey }) => platformKey === key)?.id ?? key;
  const [receipt] = await listReceipts(ctx.db, ctx.companyId, 'business-insights', {
    cursor: null,
    limit: 9,
  });
  const told = { seenAt: new Date(), requestId: 'journey' };
  const gone = { id: crypto.randomUUID(), companyId: ctx.companyId, platformName: 'Sage' };
  const [agreed] = await listEvents(ctx.db, ctx.companyId);
  await tellDataDeleted(ctx.db, gone, agreed === undefined ? [] : [agreed.body], told);
  // A second session of the same person.
  await makeSession(ctx.db, ctx.actor.userId, ctx.companyId);
  // Notifications are written before the first page view, not during it.
  await sweepBusiness(ctx.db, ctx.companyId, new Date());
  return {
    connection: idOf('gbol'),
    lost: idOf('fztf'),
    doubted: idOf('barclays_uk'),
    share: shareId,
    receipt: receipt?.id ?? '',
    turnedRound: `/connect/return?statusCode=403&state=${state}`,
  };
}
