// Settlement of delegated links: each authorised access is settled once, by the first process that finds it.
import type { Db } from '@/db/client';
import { listTrips } from '@/db/queries/journeys';
import { markShare, type ShareRow } from '@/db/queries/shares';
import { isBacked } from '../company/behalf-of';
import { shareOfTrip } from '../domain/connection/share';
import { type FoundBy, recordColleague } from './record-colleague';

/**
 * Call it in the transaction that records the access, while the business is locked, so that each access is settled once.
 * @param shares links whose journey to one of these accesses has not ended
 * @returns the connections that the customer has to approve first: because they asked for it, because the link was
 * revoked or its maker lost the right before it was used, or because its agreement is no longer in force
 */
export async function settleShares(
  tx: Db,
  companyId: string,
  shares: readonly ShareRow[],
  found: FoundBy,
): Promise<Set<string>> {
  const toLookAt = new Set<string>();
  for (const share of shares) {
    const { connectionId } = share;
    if (connectionId === null) continue;
    await markShare(tx, companyId, share.id, 'authorisedAt', found.at);
    const isAgreed = await settle(tx, share, connectionId, found);
    const isHeld = share.needsApproval || share.revokedAt !== null || !(await isBacked(tx, share));
    if (!isAgreed || isHeld) toLookAt.add(connectionId);
  }
  return toLookAt;
}

/** @returns false when the product of the link is no longer agreed to */
async function settle(tx: Db, share: ShareRow, connectionId: string, found: FoundBy): Promise<boolean> {
  const trips = await listTrips(tx, share.companyId, connectionId);
  // Two links may lead to one connection, and the customer may have gone there too: only one of them connected it.
  const isTheirs = shareOfTrip(trips, found.at) === share.id;
  return (await recordColleague(tx, share, connectionId, isTheirs, found)) === 'agreed';
}
