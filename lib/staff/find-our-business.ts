// Lookup of a business by the id in a staff address: only Accord's own id counts.
import type { Db } from '@/db/client';
import { type BusinessRow, findBusinessById } from '@/db/queries/business-search';
import { isUuid } from '../domain/text/uuid';
import { NotFound } from '../errors';

/** @throws NotFound */
export async function findOurBusiness(db: Db, companyId: string): Promise<BusinessRow> {
  const found = isUuid(companyId) ? await findBusinessById(db, companyId) : [];
  // Codat's id works in the search only; an address carries Accord's.
  const business = found.find(({ id }) => id === companyId.toLowerCase());
  if (business === undefined) throw new NotFound('company');
  return business;
}
