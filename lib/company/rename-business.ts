// Verb: renames a business here at once, and at Codat by a job that reads the name when it runs.
import { randomUUID } from 'node:crypto';
import type { Db } from '@/db/client';
import { findCompany, setCompanyName } from '@/db/queries/companies';
import { insertJob } from '@/db/queries/jobs';
import { scheduleReconciliation } from '@/db/queries/reconciliation-schedule';
import type { Codat } from '../codat/client';
import { renameCodatCompany } from '../codat/companies';
import { PermanentFailure, Upstream } from '../errors';
import { lockBusiness } from '../facts/lock-business';

/** Call it in the transaction that changes the name. */
export async function enqueueRename(
  tx: Db,
  { companyId, requestId }: { companyId: string; requestId: string },
): Promise<void> {
  await insertJob(tx, {
    job: { kind: 'rename-company', companyId },
    requestId,
  });
}

/**
 * What was agreed under the old name stays in the ledger as it was written.
 * @param name as cleaned by `parseBusinessName`
 * @returns false when it is called so already
 * @throws NotFound
 */
export async function renameBusiness(
  db: Db,
  { companyId, name, requestId }: { companyId: string; name: string; requestId: string },
): Promise<boolean> {
  return db.transaction(async (tx) => {
    if ((await lockBusiness(tx, companyId)).name === name) return false;
    await setCompanyName(tx, companyId, name);
    await enqueueRename(tx, { companyId, requestId });
    return true;
  });
}

/** Repeating it tells Codat the same again. A business that Codat does not know yet is made under its name. @throws Upstream */
export async function renameAtCodat(
  { db, codat }: { db: Db; codat: Codat },
  companyId: string,
): Promise<void> {
  const company = await findCompany(db, companyId);
  if (!company?.codatCompanyId) return;
  try {
    await renameCodatCompany(codat, company.codatCompanyId, company.name, randomUUID());
  } catch (error) {
    if (!(error instanceof Upstream)) throw error;
    // The company itself may be missing: reconciliation finds out.
    if (error.kind === 'not-found') return scheduleReconciliation(db, companyId, 0);
    if (error.kind === 'invalid')
      throw new PermanentFailure(`${error.message}: Codat does not take the name`);
    throw error;
  }
}
