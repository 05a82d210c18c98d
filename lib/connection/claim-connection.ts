// Claim of a connection's row for a journey: parallel choices of one platform share one row.

import type { Db } from '@/db/client';
import { insertConnectionEvents } from '@/db/queries/connection-events';
import {
  type ConnectionRow,
  findConnection,
  insertStarting,
  listConnections,
  listEndingIds,
} from '@/db/queries/connections';
import { scheduleReconciliation } from '@/db/queries/reconciliation-schedule';
import type { Platform } from '../codat/transform';
import type { Ctx } from '../context';
import { decideStart } from '../domain/access/platform-choice';
import type { ConnectionFacts } from '../domain/connection/connection';
import { NotFound, Precondition } from '../errors';
import { lockBusiness } from '../facts/lock-business';
import { enqueueReading } from '../sync/enqueue-reading';

/**
 * The lock on the business decides between parallel requests: Codat has to confirm an earlier end before the same
 * access opens again, or that end would remove the new access.
 * @param connectionId the connection to continue, when it is a certain one
 * @throws Precondition when Codat or an unconfirmed end forbids it
 */
export async function claimConnection(
  ctx: Ctx,
  platform: Platform,
  connectionId?: string,
): Promise<ConnectionRow> {
  const id = await ctx.db.transaction(async (tx) => {
    await lockBusiness(tx, ctx.companyId);
    const existing = await listConnections(tx, ctx.companyId);
    const decision = decideStart(existing, platform.key, platform.sourceType, {
      now: ctx.now,
      wantedId: connectionId,
    });
    await refuseWhileEnding(tx, ctx.companyId, existing, platform, decision);
    // Before access is opened: what was agreed to while Codat did not know the business is switched on there.
    await enqueueReading(tx, { companyId: ctx.companyId, requestId: ctx.request.requestId });
    switch (decision.kind) {
      case 'refuse':
        throw new Precondition(decision.reason, { platform: decision.platformName });
      case 'reuse':
        if (connectionId !== undefined && decision.connectionId !== connectionId) break;
        return decision.connectionId;
      case 'create':
        if (connectionId !== undefined) break;
        return begin(ctx, tx, platform);
      default:
        return decision satisfies never;
    }
    throw new Precondition('connection-not-resumable', { platform: platform.name });
  });
  const row = await findConnection(ctx.db, ctx.companyId, id);
  if (row === null) throw new NotFound('connection');
  return row;
}

async function begin(ctx: Ctx, tx: Db, platform: Platform): Promise<string> {
  const id = await insertStarting(tx, ctx.companyId, platform, ctx.now);
  // If neither the customer nor a message of Codat returns, the next comparison finds the outcome.
  await scheduleReconciliation(tx, ctx.companyId);
  await insertConnectionEvents(tx, ctx.companyId, [
    { connectionId: id, kind: 'started', at: ctx.now, by: ctx.actor.name, organisation: null },
  ]);
  return id;
}

/** The one place for accounting is taken until Codat has confirmed that the connection in it has ended. */
async function refuseWhileEnding(
  tx: Db,
  companyId: string,
  existing: readonly ConnectionFacts[],
  platform: Platform,
  decision: ReturnType<typeof decideStart>,
): Promise<void> {
  const ending = await listEndingIds(tx, companyId);
  const inTheWay = existing.find(
    ({ id, sourceType, isUpload }) =>
      ending.includes(id) &&
      ((decision.kind === 'reuse' && decision.connectionId === id) ||
        (platform.sourceType === 'Accounting' && sourceType === 'Accounting' && isUpload !== true)),
  );
  if (inTheWay) throw new Precondition('connection-ending', { platform: inTheWay.platformName });
}
