// Writer of reading progress, the only one: stores Codat's answer and notifies the streams that wait for it.
import type { Db } from '@/db/client';
import { lockCompany } from '@/db/queries/companies';
import { insertLetters, recipientsPart } from '@/db/queries/mails';
import { type ReadRow, readsPart, upsertReads } from '@/db/queries/read-progress';
import type { ReadStatus } from '../domain/reading/read-attribution';
import type { Offers } from '../domain/reading/read-groups';
import { isSameKnown, mergeRead } from '../domain/reading/sync-progress';
import { factsGatherer } from '../facts/business-facts';
import { addressed } from '../mail/post-mail';
import { firstReadLetters } from './first-read-letters';

export interface ReadsAnswer {
  said: readonly ReadStatus[];
  offers: Offers;
  /** The machine's time of the call to Codat: an older answer never overwrites a newer one. */
  askedAt: Date;
  /** Business time. */
  now: Date;
  requestId: string;
  /** When something moved, the next poll is planned in so many milliseconds; absent: none is planned. */
  pollInMs?: number;
}

const readFacts = factsGatherer('reads_facts', { reads: readsPart, recipients: recipientsPart });

/**
 * Several processes may bring answers at once: the lock on the business makes them take turns.
 * @returns whether anything changed
 */
export async function recordReads(db: Db, companyId: string, answer: ReadsAnswer): Promise<boolean> {
  const { said, offers, askedAt, now, requestId, pollInMs = null } = answer;
  return db.transaction(async (tx) => {
    if (!(await lockCompany(tx, companyId))) return false;
    const facts = await readFacts(tx, companyId);
    const before = facts.reads;
    const changed = said.flatMap((one): ReadRow[] => {
      const { connectionId, dataType } = one;
      const known = before.find((row) => row.connectionId === connectionId && row.dataType === dataType);
      if (known !== undefined && known.seenAt > askedAt) return [];
      const merged = mergeRead(known ?? null, one, now);
      if (known !== undefined && isSameKnown(known, merged)) return [];
      return [{ ...merged, connectionId, dataType, seenAt: askedAt }];
    });
    await upsertReads(tx, companyId, changed, pollInMs);
    const kept = before.filter(
      (row) => !changed.some((one) => one.connectionId === row.connectionId && one.dataType === row.dataType),
    );
    const reads = [...kept, ...changed];
    const letters = firstReadLetters(facts, { companyId, reads, offers, now, requestId });
    const { recipients } = facts;
    await insertLetters(
      tx,
      letters.flatMap((letter) => addressed(letter, { recipients, recent: [] })),
    );
    return changed.length > 0;
  });
}
