// Lock on one business: transactions that must not run at the same time begin with it.
import type { Db } from '@/db/client';
import { lockCompany } from '@/db/queries/companies';
import { NotFound } from '../errors';

/** Held until the transaction ends. @throws NotFound */
export async function lockBusiness(tx: Db, companyId: string) {
  const company = await lockCompany(tx, companyId);
  if (company === null) throw new NotFound('company');
  return company;
}
