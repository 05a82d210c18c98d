// Idempotent create of a business's company at Codat.

import { findCompany, setCodatCompanyId } from '@/db/queries/companies';
import { scheduleReconciliation } from '@/db/queries/reconciliation-schedule';
import { createCodatCompany, findCodatCompany } from '../codat/companies';
import { createIdempotently } from '../codat/idempotent-create';
import type { Ctx } from '../context';
import { NotFound } from '../errors';
import { enqueueRename } from './rename-business';

/** @returns Codat's id of the business; creates the company at Codat if it is missing. @throws Upstream, NotFound */
export async function ensureCodatCompany(ctx: Pick<Ctx, 'db' | 'codat' | 'companyId'>): Promise<string> {
  const company = await findCompany(ctx.db, ctx.companyId);
  if (company === null) throw new NotFound('company');
  if (company.codatCompanyId !== null) return company.codatCompanyId;
  // If this process dies before the end, reconciliation finds the outcome.
  await scheduleReconciliation(ctx.db, company.id);
  const codatId = await createIdempotently(ctx.db, {
    subject: `company:${company.id}`,
    find: () => findCodatCompany(ctx.codat, company.id),
    create: (key) => createCodatCompany(ctx.codat, company.id, company.name, key),
  });
  await setCodatCompanyId(ctx.db, company.id, codatId);
  // Renamed meanwhile: that request found no company at Codat to rename.
  if ((await findCompany(ctx.db, company.id))?.name !== company.name) {
    await enqueueRename(ctx.db, { companyId: company.id, requestId: crypto.randomUUID() });
  }
  return codatId;
}
