// Owns keeping that Codat no longer has a company: its connections are gone with all that was read through them.
import type { Db } from '@/db/client';
import { forgetCodatCompany, lockCompany } from '@/db/queries/companies';
import { listConnections } from '@/db/queries/connections';
import { deleteCreation } from '@/db/queries/creations';
import { recordGone } from './record-gone';

/**
 * The next connection makes the company anew. Only what Codat itself calls gone may be named here: it is for ever.
 * Safe to repeat, and for a company that has another id at Codat by now it does nothing.
 */
export async function recordCompanyGone(
  db: Db,
  gone: { companyId: string; codatCompanyId: string; seenAt: Date; requestId: string },
): Promise<void> {
  const { companyId, codatCompanyId } = gone;
  await db.transaction(async (tx) => {
    if (!(await lockCompany(tx, companyId))) return;
    const rows = await listConnections(tx, companyId);
    if (!(await forgetCodatCompany(tx, companyId, codatCompanyId))) return;
    // What was created once may be created again: the answer that is remembered is of the company that is gone.
    await deleteCreation(tx, `company:${companyId}`);
    await recordGone(
      tx,
      companyId,
      rows.filter((row) => row.codatConnectionId !== null).map(({ id }) => id),
      gone,
    );
  });
}
