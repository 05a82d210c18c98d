// Late hint: a refresh may find the access just before its return arrives; the return then settles the question.
// A refresh that read before that one changes no connection.
import { findCompany, lockCompany } from '@/db/queries/companies';
import { findConnection } from '@/db/queries/connections';
import { dropOpenChecks, findOpenCheck, renameOpenCheck } from '@/db/queries/organisation-checks';
import type { Ctx } from '../context';
import { checkOfHint, organisationOf } from '../domain/connection/connection-seen';
import type { NameHint } from '../domain/connection/name-hint';

/** @param trip on its first return; a question from before its start is about another access */
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
