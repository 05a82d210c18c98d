// Late hint: where another reading found the access a moment before the way back, the question that it asked without a name is
// settled or named by the way back all the same. A reading that is older than that one changes no connection.
import { findCompany, lockCompany } from '@/db/queries/companies';
import { findConnection } from '@/db/queries/connections';
import { dropOpenChecks, findOpenCheck, renameOpenCheck } from '@/db/queries/organisation-checks';
import type { Ctx } from '../context';
import { checkOfHint, organisationOf } from '../domain/connection/connection-seen';
import type { NameHint } from '../domain/connection/name-hint';

/** @param trip the first time that it comes back; a question from before it began is about another access */
export async function settleByHint(
  { db, companyId }: Ctx,
  trip: { connectionId: string; createdAt: Date },
  hint: NameHint,
): Promise<void> {
  await db.transaction(async (tx) => {
    if (!(await lockCompany(tx, companyId))) return;
    const open = await findOpenCheck(tx, companyId, trip.connectionId);
    const isOfTrip = open !== null && open.shareId === null && open.askedAt >= trip.createdAt;
    if (!isOfTrip || open.nameAfter !== null) return;
    const before = organisationOf(await findConnection(tx, companyId, trip.connectionId));
    const check = checkOfHint(before, hint, (await findCompany(tx, companyId))?.name ?? '');
    if (check.kind === 'drop') await dropOpenChecks(tx, companyId, [trip.connectionId]);
    else await renameOpenCheck(tx, companyId, trip.connectionId, check.after);
  });
}
