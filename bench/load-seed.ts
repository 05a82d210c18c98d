// Seed of the load benchmark: a business that agrees, pauses, resumes and withdraws again and again, signed and encrypted as the app does it.
import type { Db } from '../db/client';
import { findConsent, insertEvents, listEvents, upsertConsents } from '../db/queries/consents';
import { makePersonKeys } from '../db/queries/person-keys';
import { insertReceipts } from '../db/queries/receipts';
import { replaceSnapshots } from '../db/queries/snapshots';
import { grantInput, makeCodat, makeCustomer, makeSession, makeStaff, makeTools } from '../e2e/factories';
import { SandboxControl } from '../e2e/sandbox-control';
import { ensureCodatCompany } from '../lib/company/ensure-codat-company';
import { refreshConnections } from '../lib/connection/refresh-connections';
import { grantConsent } from '../lib/consent/grant-consent';
import { snapshotRows } from '../lib/consent/keep-snapshot';
import type { Ctx } from '../lib/context';
import type { ConsentEventBody, ConsentEventType } from '../lib/domain/consent/consent';
import { project } from '../lib/domain/consent/projection';
import { personsOf, sealEvent } from '../lib/domain/consent/sealed-event';
import { signEvent } from '../lib/domain/ledger/event-signature';
import { hashEvent } from '../lib/domain/ledger/ledger';
import { hasReceipt } from '../lib/domain/receipt/receipt';
import { issueReceipt } from '../lib/receipt/issue-receipt';
import { getReceiptIssuer } from '../lib/receipt/issuer';
import type { Stack } from '../scripts/stack';

export interface Business {
  ctx: Ctx;
  connectionId: string;
  cookie: string;
}

export const PRODUCT = 'lending';

/** Creates a business that is signed in and connected, with the given number of events in its ledger. */
export async function seedBusiness(stack: Stack, db: Db, name: string, events: number): Promise<Business> {
  const codat = makeCodat(
    { url: stack.sandboxUrl, config: { apiKey: stack.env.CODAT_API_KEY ?? '' } },
    5_000,
  );
  const ctx = await makeCustomer(makeTools(db, codat), name);
  await grantConsent(ctx, await grantInput(db, PRODUCT));
  const companyId = await ensureCodatCompany(ctx);
  await new SandboxControl(stack.sandboxUrl).link(companyId, { platformKey: 'gbol', authorize: true });
  const [connection] = (await refreshConnections(ctx)).connections;
  await lengthen(ctx, events);
  return {
    ctx,
    connectionId: connection?.id ?? '',
    cookie: await makeSession(db, ctx.actor.userId, ctx.companyId),
  };
}

export async function seedStaff(db: Db): Promise<string> {
  return makeSession(db, await makeStaff(db), null);
}

/** Every fortieth event begins a new agreement with receipts; pauses lie between. The last agreement stays in force. */
function typeAt(seq: number, events: number): ConsentEventType {
  if (seq === events) return 'resumed';
  if (seq === events - 1) return 'paused';
  const place = seq % 40;
  if (place === 0) return 'withdrawn';
  if (place === 1) return 'given';
  return place % 2 === 0 ? 'paused' : 'resumed';
}

async function lengthen(ctx: Ctx, events: number): Promise<void> {
  const { signing } = getReceiptIssuer().keys;
  await ctx.db.transaction(async (tx) => {
    const [first] = await listEvents(tx, ctx.companyId);
    if (first === undefined) throw new Error('nothing was agreed');
    const keys = await makePersonKeys(tx, personsOf(first.body));
    const bodies: ConsentEventBody[] = [first.body];
    let row = await findConsent(tx, ctx.companyId, PRODUCT);
    let { hash } = first;
    for (let seq = 2; seq <= events; seq += 1) {
      const type = typeAt(seq, events);
      const body: ConsentEventBody = {
        ...first.body,
        record_id: crypto.randomUUID(),
        receipt_id: hasReceipt(type) ? crypto.randomUUID() : null,
        seq,
        prev_hash: hash,
        event_type: type,
        event_time: new Date(Date.parse(first.body.event_time) + seq).toISOString(),
        sealed: [],
      };
      const kept = sealEvent(body, keys);
      hash = hashEvent(kept);
      const signature = signEvent(hash, signing);
      await insertEvents(tx, ctx.companyId, [{ body: kept, hash, signature, keyId: signing.kid }]);
      const receipt = await issueReceipt(body, hash, keys, null);
      if (receipt !== null) await insertReceipts(tx, [receipt]);
      row = project(row, body);
      bodies.push(kept);
    }
    if (row !== null) await upsertConsents(tx, [row]);
    await replaceSnapshots(tx, ctx.companyId, snapshotRows(ctx.companyId, bodies));
  });
  await ctx.db.execute('analyze');
}
