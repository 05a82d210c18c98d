// Dead letters of one business: the comparison settles those it replaces, and enqueues the others again.
import { reviveJobs } from '@/db/queries/jobs';
import { hasWaitingJob, listDeadLetters, settleDeadLetters } from '@/db/queries/reconciliations';
import { listWaitingWebhooks, markWebhooksApplied } from '@/db/queries/webhooks';
import { orderingKeyOf } from '../domain/work/job-kinds';
import { Upstream } from '../errors';
import { getProductSync } from '../sync/product-sync';
import { enqueueProductSync, findProductDifference } from '../sync/sync-codat-products';
import type { Mended, Order, ReconcileTools } from './tools';

/** What comparing has done in another way. The rest was an act of its own and is tried again. */
const DONE_BY_COMPARING = ['apply-webhooks', 'check-connections'];

export interface DeadLetterWork {
  /** Which comparing takes in. */
  webhookIds: string[];
  settled: number[];
  again: { id: number; kind: string; connectionId: string | null }[];
}

/** Call it before Codat is asked: what arrives later may know more than its answer. */
export async function findDeadLetters(
  { db }: ReconcileTools,
  companyId: string,
  codatCompanyId: string,
): Promise<DeadLetterWork> {
  const lanes = [
    companyId,
    orderingKeyOf({ kind: 'sync-codat-products', companyId }),
    orderingKeyOf({ kind: 'apply-webhooks', companyId: codatCompanyId }),
  ];
  const dead = await listDeadLetters(db, lanes);
  const settled = dead.filter(({ kind }) => DONE_BY_COMPARING.includes(kind)).map(({ id }) => id);
  const again = dead.filter(({ kind }) => !DONE_BY_COMPARING.includes(kind));
  const isStuck = dead.some(({ kind }) => kind === 'apply-webhooks');
  const waiting = isStuck ? await listWaitingWebhooks(db, codatCompanyId) : [];
  return { webhookIds: waiting.map(({ id }) => id), settled, again };
}

export async function repairDeadLetters(
  { db, now }: ReconcileTools,
  { isDryRun }: Order,
  work: DeadLetterWork,
): Promise<Mended[]> {
  const ends = work.again.filter(({ connectionId }) => connectionId !== null);
  if (!isDryRun) {
    await markWebhooksApplied(db, work.webhookIds, 'refreshed');
    await settleDeadLetters(db, work.settled, now());
    await reviveJobs(
      db,
      work.again.map(({ id }) => id),
    );
  }
  return [
    ...work.settled.map(
      (): Mended => ({ found: 'dead-letter', connectionId: null, done: isDryRun ? 'left' : 'healed' }),
    ),
    ...ends.map(
      ({ connectionId }): Mended => ({
        found: 'end-given-up',
        connectionId,
        done: isDryRun ? 'left' : 'enqueued-again',
      }),
    ),
  ];
}

/**
 * Products are switched in their own lane alone, so that nothing is switched on again that a withdrawal just switched off.
 * @throws Upstream, unless Codat does not let us ask
 */
export async function mendProducts(tools: ReconcileTools, order: Order): Promise<Mended[]> {
  const { db } = tools;
  const { companyId, requestId, isDryRun } = order;
  const isWaiting = () => hasWaitingJob(db, orderingKeyOf({ kind: 'sync-codat-products', companyId }));
  if (getProductSync() === null || (await isWaiting())) return [];
  try {
    const difference = await findProductDifference(tools, companyId);
    if (difference === null || difference.add.length + difference.remove.length === 0) return [];
  } catch (error) {
    if (error instanceof Upstream && ['not-found', 'refused', 'invalid'].includes(error.kind)) return [];
    throw error;
  }
  if (!isDryRun) await db.transaction((tx) => enqueueProductSync(tx, { companyId, requestId }));
  return [{ found: 'products-differ', connectionId: null, done: isDryRun ? 'left' : 'enqueued-again' }];
}
