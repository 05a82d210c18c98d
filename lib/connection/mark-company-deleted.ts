// Verb: records that Codat deleted a company, and with it the company's connections and data.
import type { Db } from '@/db/client';
import { detachCodatCompany, lockCompany } from '@/db/queries/companies';
import { listConnections } from '@/db/queries/connections';
import { deleteIdempotencyKey } from '@/db/queries/idempotency-keys';
import { markConnectionsDeleted } from './mark-connections-deleted';

/**
 * The next connection creates the company again. Call it only after Codat's own 404, because deletion is final. Safe
 * to repeat, and a no-op for a company that has another id at Codat by now.
 */
export async function markCompanyDeleted(
  db: Db,
  gone: { companyId: string; codatCompanyId: string; seenAt: Date; requestId: string },
): Promise<void> {
  const { companyId, codatCompanyId } = gone;
  await db.transaction(async (tx) => {
    if (!(await lockCompany(tx, companyId))) return;
    const rows = await listConnections(tx, companyId);
    if (!(await detachCodatCompany(tx, companyId, codatCompanyId))) return;
    // What was created once may be created again: the answer that is remembered is of the company that is gone.
    await deleteIdempotencyKey(tx, `company:${companyId}`);
    await markConnectionsDeleted(
      tx,
      companyId,
      rows.filter((row) => row.codatConnectionId !== null).map(({ id }) => id),
      gone,
    );
  });
}
