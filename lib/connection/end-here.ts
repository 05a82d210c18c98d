// Transactional outbox of an end: the row ends here at once, and the job for Codat is enqueued with it.
import type { Db } from '@/db/client';
import { insertConnectionEvents } from '@/db/queries/connection-events';
import { type ConnectionRow, findConnection, setEnded } from '@/db/queries/connections';
import { insertJob } from '@/db/queries/jobs';
import { dropOpenChecks } from '@/db/queries/organisation-checks';
import type { ActingCtx } from '../context';
import { NotFound } from '../errors';
import { lockBusiness } from '../facts/lock-business';
import { endedOnRequest } from './ended-on-request';

export type ConnectionEnd = 'Unlinked' | 'deleted';

/**
 * Nothing is read or used through it from here on; until Codat confirms, its answers about the connection do not count.
 * The caller holds the lock on the business.
 */
export async function endHere(tx: Db, ctx: ActingCtx, row: ConnectionRow, end: ConnectionEnd): Promise<void> {
  const { companyId, now, request } = ctx;
  await setEnded(tx, companyId, [row.id], end, now);
  await insertConnectionEvents(tx, companyId, [
    {
      connectionId: row.id,
      kind: end === 'deleted' ? 'deleted' : 'unlinked',
      at: now,
      by: ctx.actor.name,
      organisation: row.organisation,
      ...(ctx.actor.kind === 'staff'
        ? { onRequest: { channel: ctx.actor.asked.channel, askedBy: ctx.actor.asked.by.name } }
        : {}),
    },
  ]);
  if (end === 'deleted') await dropOpenChecks(tx, companyId, [row.id]);
  const kind = end === 'deleted' ? 'delete-connection' : 'unlink-connection';
  await insertJob(tx, {
    job: { kind, companyId, connectionId: row.id },
    requestId: request.requestId,
  });
  if (ctx.actor.kind === 'staff') await endedOnRequest(tx, { ...ctx, actor: ctx.actor }, row, end);
}

/** One connection of the business, with the business locked. @throws NotFound */
export async function lockConnection(
  tx: Db,
  companyId: string,
  connectionId: string,
): Promise<ConnectionRow> {
  await lockBusiness(tx, companyId);
  const row = await findConnection(tx, companyId, connectionId);
  if (row === null) throw new NotFound('connection');
  return row;
}
