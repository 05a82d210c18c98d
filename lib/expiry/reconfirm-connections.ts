// Owns saying that bank connections are still wanted: our own clock starts anew, the bank's own does not.
import { lockCompany } from '@/db/queries/companies';
import { insertConnectionEvents } from '@/db/queries/connection-events';
import { setConfirmed } from '@/db/queries/connections';
import { refreshConnections } from '../connection/refresh-connections';
import type { Ctx } from '../context';
import { wayToGoOn } from '../domain/expiry/expiry';
import { NotFound, Precondition } from '../errors';
import { listTimedConnections } from './business-times';

/**
 * Several at once. Ids are claims: what is not this business's is passed over, like what was confirmed a moment ago.
 * It is no new consent: what may be read, why and how long stays as agreed, so the ledger gets no event.
 * @returns how many were confirmed
 * @throws Precondition `sign-in-at-bank` when none of them can be confirmed here any more, because access is lost
 */
export async function reconfirmConnections(ctx: Ctx, connectionIds: readonly string[]): Promise<number> {
  // Access may have been lost since the page was shown. With Codat down, what was known counts: it is our own record.
  await refreshConnections(ctx);
  return ctx.db.transaction(async (tx) => {
    if (!(await lockCompany(tx, ctx.companyId))) throw new NotFound('company');
    const chosen = (await listTimedConnections(tx, ctx.companyId)).filter(({ id }) =>
      connectionIds.includes(id),
    );
    const ways = chosen.map((connection) => ({ connection, way: wayToGoOn(connection, ctx.now) }));
    const confirmed = ways.filter(({ way }) => way === 'tick').map(({ connection }) => connection);
    if (confirmed.length === 0 && ways.some(({ way }) => way === 'sign-in')) {
      throw new Precondition('sign-in-at-bank');
    }
    for (const { id } of confirmed) await setConfirmed(tx, ctx.companyId, id, ctx.now);
    await insertConnectionEvents(
      tx,
      ctx.companyId,
      confirmed.map(({ id, organisation }) => ({
        connectionId: id,
        kind: 'reconfirmed',
        at: ctx.now,
        by: ctx.actor.name,
        organisation,
      })),
    );
    return confirmed.length;
  });
}
