// Owns what becomes of colleagues' links when their platform turns out to be connected, whoever finds out first.
import type { Db } from '@/db/client';
import { askCheck } from '@/db/queries/organisation-checks';
import { listOpenSharesOf, markShare } from '@/db/queries/shares';

export interface NewAccess {
  connectionId: string;
  organisation: string | null;
  platformName: string;
}

/**
 * Call it in the transaction that records the access, while the business is locked.
 * The customer looks first where they asked to, and where they had taken the link back before it was used.
 */
export async function settleShares(
  tx: Db,
  companyId: string,
  businessName: string,
  accesses: readonly NewAccess[],
  at: Date,
): Promise<void> {
  const shares = await listOpenSharesOf(
    tx,
    companyId,
    accesses.map(({ connectionId }) => connectionId),
  );
  for (const share of shares) {
    const access = accesses.find(({ connectionId }) => connectionId === share.connectionId);
    if (access === undefined) continue;
    await markShare(tx, companyId, share.id, 'authorisedAt', at);
    if (!share.needsApproval && share.revokedAt === null) continue;
    const question = {
      nameBefore: businessName,
      idBefore: null,
      nameAfter: access.organisation ?? access.platformName,
      idAfter: null,
    };
    await askCheck(tx, companyId, access.connectionId, question, at);
  }
}
