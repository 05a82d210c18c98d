// Reconciliation sweep: compares the businesses that are due, within the call budget, safe in several processes at once.
import {
  claimReconciliation,
  pauseCalls,
  planSuspects,
  postponeReconciliation,
} from '@/db/queries/reconciliation-schedule';
import { assumedQuota, budgetNow } from '../codat/call-budget';
import { BudgetSpent, meteredCodat } from '../codat/metered';
import { MINUTE_MS } from '../domain/text/duration';
import { costOf, type Quota } from '../domain/work/reconcile';
import { Upstream } from '../errors';
import { problemOf } from '../runtime/problem';
import { getProductSync } from '../sync/product-sync';
import { reconcileCompany } from './reconcile-company';
import type { ReconcileTools } from './tools';

/** Lease: a process that dies with a business loses it after this long. A failed comparison waits as long. */
const LEASE_MS = 15 * 60_000;
/** So many failures in a row are Codat's, and not one company's. */
const FAILURES = 3;

export interface SweepTools extends ReconcileTools {
  logger: { info(line: object): void; warn(line: object): void };
  /** Of Codat's daily quota of calls. */
  percent: number;
  /** What this process's own calls were told of it. */
  quotaSeen: () => Quota | null;
}

export interface RoundOptions {
  /** The moment that counts as now for who is due; the database's own when absent. */
  dueBy?: Date;
  /** Dead letters since then make a business due; without a bound when absent. */
  suspectsSince?: Date;
  isStopping?: () => boolean;
}

export interface Round {
  looked: number;
  found: number;
  failed: number;
}

/** A business that cannot be compared is logged, and does not hold up the others. */
export async function sweepReconcile(
  tools: SweepTools,
  { dueBy, suspectsSince = new Date(0), isStopping = () => false }: RoundOptions = {},
): Promise<Round> {
  const { db } = tools;
  const round = { looked: 0, found: 0, failed: 0 };
  if (tools.percent <= 0) return round;
  await planSuspects(db, suspectsSince);
  const cheapest = costOf({ connections: 1, missing: 0, syncsProducts: getProductSync() !== null });
  const assumed = tools.quotaSeen() ?? (await assumedQuota(db));
  let failuresInARow = 0;
  while (!isStopping() && failuresInARow < FAILURES) {
    const { callBudget, left } = await budgetNow(db, tools.quotaSeen() ?? assumed, tools.percent);
    if (left < cheapest) break;
    const companyId = await claimReconciliation(db, dueBy ?? null, LEASE_MS);
    if (companyId === null) break;
    const requestId = crypto.randomUUID();
    try {
      const metered = { ...tools, codat: meteredCodat(tools.codat, db, callBudget) };
      const mended = await reconcileCompany(metered, { companyId, requestId });
      round.looked += 1;
      round.found += mended.length;
      failuresInARow = 0;
      if (mended.length > 0) tools.logger.info({ event: 'reconcile', companyId, requestId, mended });
    } catch (error) {
      round.failed += 1;
      failuresInARow += 1;
      tools.logger.warn({ event: 'reconcile', companyId, requestId, problem: problemOf(error) });
      if (!(await goesOn(tools, companyId, error))) break;
    }
  }
  return round;
}

/** @returns false when no other business could be compared now either */
async function goesOn({ db }: SweepTools, companyId: string, error: unknown): Promise<boolean> {
  if (error instanceof BudgetSpent) {
    await postponeReconciliation(db, companyId, MINUTE_MS);
    return false;
  }
  if (!(error instanceof Upstream)) return true;
  if (error.kind === 'busy') {
    const restMs = error.retryAfterSeconds === null ? MINUTE_MS : error.retryAfterSeconds * 1000;
    await pauseCalls(db, restMs);
    await postponeReconciliation(db, companyId, restMs);
    return false;
  }
  return error.kind !== 'refused';
}
