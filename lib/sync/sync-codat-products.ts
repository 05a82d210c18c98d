// Reconciliation of a company's products at Codat with the agreements here.
import type { Db } from '@/db/client';
import { findCompany } from '@/db/queries/companies';
import { listConsents } from '@/db/queries/consents';
import { insertJobs, type NewJob } from '@/db/queries/jobs';
import { listProducts } from '@/db/queries/products';
import type { Codat } from '../codat/client';
import { addCodatProduct, listCodatProducts, removeCodatProduct } from '../codat/products';
import { productDifference } from '../domain/reading/product-sync';
import { getProductSync } from './product-sync';

/**
 * None while the sync is switched off. In a lane of its own: an endpoint that Codat still tries out must not delay the
 * end of access.
 */
export function productSyncJobs({
  companyId,
  requestId,
}: {
  companyId: string;
  requestId: string;
}): NewJob[] {
  if (getProductSync() === null) return [];
  return [{ job: { kind: 'sync-codat-products', companyId }, requestId }];
}

/** Call it in the transaction of the change. */
export async function enqueueProductSync(
  tx: Db,
  order: { companyId: string; requestId: string },
): Promise<void> {
  await insertJobs(tx, productSyncJobs(order));
}

/** What has to be switched at Codat; null where products are not kept in step, or Codat does not know the business. @throws Upstream */
export async function findProductDifference(
  { db, codat, now }: { db: Db; codat: Codat; now: () => Date },
  companyId: string,
): Promise<{ codatCompanyId: string; add: string[]; remove: string[] } | null> {
  const sync = getProductSync();
  const codatCompanyId = (await findCompany(db, companyId))?.codatCompanyId;
  if (sync === null || !codatCompanyId) return null;
  const difference = productDifference({
    productIds: (await listProducts(db)).map(({ id }) => id),
    codatIds: sync.codatIds,
    consents: await listConsents(db, companyId),
    present: await listCodatProducts(codat, codatCompanyId),
    now: now(),
  });
  return { codatCompanyId, ...difference };
}

/** Repeating it changes nothing. A business that Codat does not know yet has nothing to be kept in step. @throws Upstream */
export async function syncCodatProducts(
  tools: { db: Db; codat: Codat; now: () => Date },
  companyId: string,
): Promise<void> {
  const difference = await findProductDifference(tools, companyId);
  if (difference === null) return;
  const { codatCompanyId, add, remove } = difference;
  for (const id of remove) await removeCodatProduct(tools.codat, codatCompanyId, id);
  for (const id of add) await addCodatProduct(tools.codat, codatCompanyId, id);
}
