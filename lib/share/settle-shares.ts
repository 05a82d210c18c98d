// Owns what becomes of colleagues' links when their platform turns out to be connected, whoever finds out first.
import type { Db } from '@/db/client';
import { listTrips } from '@/db/queries/journeys';
import { askCheck } from '@/db/queries/organisation-checks';
import { listOpenSharesOf, markShare, type ShareRow } from '@/db/queries/shares';
import { shareOfTrip } from '../domain/share';
import { type Found, recordColleague } from './record-colleague';

export interface NewAccess {
  connectionId: string;
  organisation: string | null;
  platformName: string;
}

/**
 * Call it in the transaction that records the access, while the business is locked: so each access is settled once.
 * The customer looks first where they asked to, where they had taken the link back before it was used, and where what
 * the link was for is not agreed to any more.
 */
export async function settleShares(
  tx: Db,
  { companyId, businessName }: { companyId: string; businessName: string },
  accesses: readonly NewAccess[],
  found: Found,
): Promise<void> {
  const shares = await listOpenSharesOf(
    tx,
    companyId,
    accesses.map(({ connectionId }) => connectionId),
  );
  for (const share of shares) {
    const access = accesses.find(({ connectionId }) => connectionId === share.connectionId);
    if (access === undefined) continue;
    await markShare(tx, companyId, share.id, 'authorisedAt', found.at);
    const isAgreed = await settle(tx, share, access, found);
    if (isAgreed && !share.needsApproval && share.revokedAt === null) continue;
    const question = {
      about: 'access' as const,
      nameBefore: businessName,
      idBefore: null,
      nameAfter: access.organisation ?? access.platformName,
      idAfter: null,
    };
    await askCheck(tx, companyId, access.connectionId, question, found.at);
  }
}

/** @returns false when what the link was for is not agreed to any more */
async function settle(tx: Db, share: ShareRow, { connectionId }: NewAccess, found: Found): Promise<boolean> {
  const trips = await listTrips(tx, share.companyId, connectionId);
  // Two links may lead to one connection, and the customer may have gone there as well: one of them connected it.
  const isTheirs = shareOfTrip(trips, found.at) === share.id;
  return (await recordColleague(tx, share, connectionId, isTheirs, found)) === 'agreed';
}
