// Erasure of one person from the ledger: their key is destroyed, and every proof still verifies.
import type { Db } from '@/db/client';
import { countSealed, deletePersonKey, type SealedCounts } from '@/db/queries/person-key-care';
import { NotFound } from '../errors';

/**
 * @param db of the owner of the tables
 * @returns counts of the texts that became unreadable
 * @throws NotFound when there is no key of that person
 */
export async function destroyKey(db: Db, personId: string): Promise<SealedCounts> {
  return db.transaction(async (tx) => {
    const counts = await countSealed(tx, personId);
    if (!(await deletePersonKey(tx, personId))) throw new NotFound('person');
    return counts;
  });
}
