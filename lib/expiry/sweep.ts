// Sweep: finds businesses with work that time made due; bounded, and safe in several processes at once.
import type { Db } from '@/db/client';
import { listBusinessesDue } from '@/db/queries/expiry';
import { problemOf } from '../runtime/problem';
import { sweepBusiness } from './sweep-business';

const PAGE = 100;
/** Per run; the next one finds the rest. */
const MOST = 2_000;

export interface ExpiryTools {
  db: Db;
  logger: { info(line: object): void; error(line: object): void };
  /** Days after which people are reminded of an abandoned connection; 0 for never. */
  unfinishedDays?: number;
}

export interface SweepOptions {
  /** Only rows that reached their next step since then; all when absent. */
  since?: Date | null;
  /** Of the 90-day notices only those due since then; null for none, all when absent. */
  sharingSince?: Date | null;
}

const EVER = new Date(0);

/**
 * A business that fails is logged and does not block the others.
 * @param now business time
 * @returns the number of businesses visited, and whether more are waiting
 */
export async function sweep(
  { db, logger, unfinishedDays = 0 }: ExpiryTools,
  now: Date,
  { since = null, sharingSince = EVER }: SweepOptions = {},
): Promise<{ looked: number; isDone: boolean }> {
  const seen = new Set<string>();
  while (seen.size < MOST) {
    const question = { now, limit: PAGE, except: [...seen], since, sharingSince, unfinishedDays };
    const page = await listBusinessesDue(db, question);
    for (const companyId of page) {
      seen.add(companyId);
      try {
        await sweepBusiness(db, companyId, now, unfinishedDays);
      } catch (error) {
        logger.error({ event: 'expiry', companyId, problem: problemOf(error) });
      }
    }
    if (page.length < PAGE) return { looked: seen.size, isDone: true };
  }
  logger.info({ event: 'expiry', status: 'more', looked: seen.size });
  return { looked: seen.size, isDone: false };
}
