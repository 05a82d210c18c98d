// Verb: records that Codat deleted a company, and with it the company's connections and data.
import type { Db } from '@/db/client';
import { detachCodatCompany, lockCompany } from '@/db/queries/companies';
import { listConnections } from '@/db/queries/connections';
import { deleteIdempotencyKey } from '@/db/queries/idempotency-keys';
import { markConnectionsDeleted } from './mark-connections-deleted';

/**
 * The next connection creates the company again. Call it only after Codat's own 404, because deletion is final. Safe
 * to repeat, and a no-op for a company that has a new id at Codat since.
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
    // The company may be created again: the stored answer is about the deleted one.
    await deleteIdempotencyKey(tx, `company:${companyId}`);
    await markConnectionsDeleted(
      tx,
      companyId,
      rows.filter((row) => row.codatConnectionId !== null).map(({ id }) => id),
      gone,
    );
  });
}
