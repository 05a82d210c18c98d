// Writer of reading progress, the only one: stores Codat's answer and notifies the streams that wait for it.
import type { Db } from '@/db/client';
import { lockCompany } from '@/db/queries/companies';
import { listReads, type ReadRow, tellReadsMoved, upsertReads } from '@/db/queries/read-progress';
import type { ReadStatus } from '../domain/reading/read-attribution';
import type { Offers } from '../domain/reading/read-groups';
import { isSameKnown, mergeRead } from '../domain/reading/sync-progress';
import { tellFirstReads } from './tell-first-read';

export interface ReadsAnswer {
  said: readonly ReadStatus[];
  offers: Offers;
  /** The machine's time of the call to Codat: an older answer never overwrites a newer one. */
  askedAt: Date;
  /** Business time. */
  now: Date;
  requestId: string;
}

/**
 * Several processes may bring answers at once: the lock on the business makes them take turns.
 * @returns whether anything changed
 */
export async function recordReads(db: Db, companyId: string, answer: ReadsAnswer): Promise<boolean> {
  const { said, offers, askedAt, now, requestId } = answer;
  return db.transaction(async (tx) => {
    if (!(await lockCompany(tx, companyId))) return false;
    const before = await listReads(tx, companyId);
    const changed = said.flatMap((one): ReadRow[] => {
      const { connectionId, dataType } = one;
      const known = before.find((row) => row.connectionId === connectionId && row.dataType === dataType);
      if (known !== undefined && known.seenAt > askedAt) return [];
      const merged = mergeRead(known ?? null, one, now);
      if (known !== undefined && isSameKnown(known, merged)) return [];
      return [{ ...merged, connectionId, dataType, seenAt: askedAt }];
    });
    await upsertReads(tx, companyId, changed);
    if (changed.length > 0) await tellReadsMoved(tx, companyId);
    const kept = before.filter(
      (row) => !changed.some((one) => one.connectionId === row.connectionId && one.dataType === row.dataType),
    );
    const reads = [...kept, ...changed];
    await tellFirstReads(tx, { companyId, reads, offers, now, requestId });
    return changed.length > 0;
  });
}
