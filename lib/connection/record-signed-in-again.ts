// Verb: records a new sign-in at a bank while access still held, where Codat's answer does not change.
import { lockCompany } from '@/db/queries/companies';
import { insertConnectionEvents } from '@/db/queries/connection-events';
import { findConnection, setConfirmed } from '@/db/queries/connections';
import type { Ctx } from '../context';
import { maySignInAgain } from '../domain/connection/connection';

/**
 * Relies on the return address, since Codat does not report it: it moves only Accord's own reminders, and gives
 * no access. If it is false, the bank still ends access on its day, which is noticed. Repeating it changes nothing.
 * @param leftAt when this trip to the bank began
 */
export async function recordSignedInAgain(ctx: Ctx, connectionId: string, leftAt: Date): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    if (!(await lockCompany(tx, ctx.companyId))) return;
    const row = await findConnection(tx, ctx.companyId, connectionId);
    if (row === null || !maySignInAgain(row)) return;
    const countsFrom = row.authorisedAt ?? row.firstLinkedAt;
    if (countsFrom === null || countsFrom >= leftAt) return;
    await setConfirmed(tx, ctx.companyId, row.id, ctx.now);
    await insertConnectionEvents(tx, ctx.companyId, [
      {
        connectionId: row.id,
        kind: 'relinked',
        at: ctx.now,
        by: ctx.actor.name,
        organisation: row.organisation,
      },
    ]);
  });
}
