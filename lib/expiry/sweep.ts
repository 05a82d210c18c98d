// Sweep: finds businesses for which time made work due; bounded, and safe in several processes at once.
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
  /** After so many days people are reminded of a connection that they left; 0: never. */
  unfinishedDays?: number;
}

export interface SweepOptions {
  /** Only what has come to its next step since then; everything when absent. */
  since?: Date | null;
  /** Of the notices of every 90 days those due since then; null for none, all when absent. */
  sharingSince?: Date | null;
}

const EVER = new Date(0);

/**
 * A business that cannot be dealt with is logged and does not hold up the others.
 * @param now business time
 * @returns how many businesses were looked at, and whether more are waiting
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
