// Repair of a missing company: Codat does not know it, or its id was lost here.

import { setCodatCompanyId } from '@/db/queries/companies';
import { listControlCompanies } from '@/db/queries/reconciliation-schedule';
import { findCodatCompany, hasCodatCompany } from '../codat/companies';
import { markCompanyDeleted } from '../connection/mark-company-deleted';
import type { Mending } from '../domain/work/reconcile';
import type { Order, ReconcileTools } from './tools';

/** Other companies that are asked for, to check that this key belongs to the right client of Codat. */
const CONTROL_COMPANIES = 3;

/**
 * Deletion is final, and a key of another client would make every company look deleted: so another company has to be
 * found with the same key. Without such a control nothing changes, and an operator has to decide.
 */
export async function mendMissingCompany(
  { db, codat }: ReconcileTools,
  { companyId, requestId, isDryRun }: Order,
  codatCompanyId: string,
  seenAt: Date,
): Promise<Mending> {
  const controlCompanies = await listControlCompanies(db, companyId, CONTROL_COMPANIES);
  for (const controlCompany of controlCompanies) {
    if (!(await hasCodatCompany(codat, controlCompany))) continue;
    if (isDryRun) return 'left';
    await markCompanyDeleted(db, { companyId, codatCompanyId, seenAt, requestId });
    return 'healed';
  }
  return 'left';
}

/** A process may have died between Codat's answer and our record of it. @returns null when Codat has no such company */
export async function mendMissingId({ db, codat }: ReconcileTools, order: Order): Promise<Mending | null> {
  const found = await findCodatCompany(codat, order.companyId);
  if (found === null) return null;
  if (order.isDryRun) return 'left';
  await setCodatCompanyId(db, order.companyId, found);
  return 'healed';
}
