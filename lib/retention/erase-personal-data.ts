// Erasure of the people of an erased business, after their last letters: no row outside the ledger names them.
import type { Db } from '@/db/client';
import { eraseNamesOf, erasePeople, hasWaitingLetters } from '@/db/queries/erasure';

/**
 * Repeating it changes nothing. Who acts for another business keeps their name, and is named by nothing of this one.
 * @throws to be tried again while letters wait, since they go to the addresses that are forgotten here
 */
export async function erasePersonalData(
  db: Db,
  { companyId, userIds }: { companyId: string; userIds: readonly string[] },
): Promise<void> {
  if (await hasWaitingLetters(db, companyId))
    throw new Error('letters to the people of this business are on their way');
  await db.transaction(async (tx) => {
    await erasePeople(tx, userIds);
    await eraseNamesOf(tx, companyId);
  });
}
