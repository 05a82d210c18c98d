// Reconciliation of one business with Codat: differences are repaired by existing verbs, and each repair is recorded.

import { findCompany, findSettingsKey } from '@/db/queries/companies';
import { listConnections } from '@/db/queries/connections';
import { dropReconciliation, finishReconciliation } from '@/db/queries/reconciliation-schedule';
import { hasWaitingJob, insertReconciliations } from '@/db/queries/reconciliations';
import { hasCodatCompany } from '../codat/companies';
import { settingsKey } from '../domain/reading/sync-plan';
import { orderingKeyOf } from '../domain/work/job-kinds';
import { waitForReconciliation } from '../domain/work/reconcile';
import { NotFound, Upstream } from '../errors';
import { knownOffers } from '../reading/read-offers';
import { enqueueReading } from '../sync/enqueue-reading';
import { listReadsToAsk, listWanted } from '../sync/reading-plan';
import { mendMissingCompany, mendMissingId } from './company-missing';
import { compareConnections } from './compare-connections';
import { findDeadLetters, mendProducts, repairDeadLetters } from './dead-letters';
import type { Mended, Order, ReconcileTools } from './tools';

/**
 * Safe to repeat, and beside anything else: older knowledge never overwrites newer, deleted stays deleted, and no consent
 * ends by it.
 * @returns what was found, with what was done about it
 * @throws NotFound, Upstream to be tried again
 */
export async function reconcileCompany(tools: ReconcileTools, order: Order): Promise<Mended[]> {
  const { db } = tools;
  const company = await findCompany(db, order.companyId);
  if (company === null) throw new NotFound('company');
  const mended = await mend(tools, order, company.codatCompanyId);
  if (order.isDryRun) return mended;
  const at = tools.now();
  await db.transaction(async (tx) => {
    const { companyId, requestId } = order;
    await insertReconciliations(
      tx,
      mended.map((one) => ({ ...one, companyId, requestId, at })),
    );
    // The company does not exist at Codat: nothing to compare until something begins.
    if (company.codatCompanyId === null && mended.length === 0) return dropReconciliation(tx, companyId);
    const wait = waitForReconciliation(await listConnections(tx, companyId), at, Math.random());
    await finishReconciliation(tx, companyId, wait);
  });
  return mended;
}

async function mend(tools: ReconcileTools, order: Order, codatCompanyId: string | null): Promise<Mended[]> {
  if (codatCompanyId === null) {
    const done = await mendMissingId(tools, order);
    return done === null ? [] : [{ found: 'company-id-missing', connectionId: null, done }];
  }
  const seenAt = tools.now();
  const givenUp = await findDeadLetters(tools, order.companyId, codatCompanyId);
  try {
    const connections = await compareConnections(tools, order, codatCompanyId);
    const products = givenUp.again.some(({ kind }) => kind === 'sync-codat-products')
      ? []
      : await mendProducts(tools, order);
    const reading = await mendReading(tools, order);
    return [...connections, ...(await repairDeadLetters(tools, order, givenUp)), ...products, ...reading];
  } catch (error) {
    const isMissing = error instanceof Upstream && error.kind === 'not-found';
    if (!isMissing || (await hasCodatCompany(tools.codat, codatCompanyId))) throw error;
    const done = await mendMissingCompany(tools, order, codatCompanyId, seenAt);
    return [{ found: 'company-missing', connectionId: null, done }];
  }
}

/**
 * Safety net for reading: compares Codat's last known settings with the agreements, without a call. It enqueues a job
 * rather than act, so that one job at a time decides about reading.
 */
async function mendReading(tools: ReconcileTools, order: Order): Promise<Mended[]> {
  const { db, now } = tools;
  const { companyId, requestId, isDryRun } = order;
  if (await hasWaitingJob(db, orderingKeyOf({ kind: 'align-reading', companyId }))) return [];
  const { wanted } = await listWanted(db, companyId, now());
  const isTold = (await findSettingsKey(db, companyId)) === settingsKey(wanted);
  const missing = await listReadsToAsk(db, companyId, { now: now(), offers: await knownOffers(db) });
  if (isTold && missing.length === 0) return [];
  if (!isDryRun) await db.transaction((tx) => enqueueReading(tx, { companyId, requestId }));
  return [{ found: 'reading-differs', connectionId: null, done: isDryRun ? 'left' : 'enqueued-again' }];
}
