// Compensation: revokes access that was authorised after sharing had stopped, since an open link stays valid at Codat.
import type { Db } from '@/db/client';
import { insertJob } from '@/db/queries/jobs';
import { listSealedBasis } from '@/db/queries/snapshots';
import { isStaleGrant } from '../domain/access/stale-grant';
import type { SourceType } from '../domain/connection/connection';
import { isUnused } from './end-preconditions';

/** Call it in the transaction that keeps the new access, with the business locked. */
export async function revokeStaleAccess(
  tx: Db,
  companyId: string,
  accesses: readonly { id: string; sourceType: SourceType; createdAt: Date }[],
  { seenAt, requestId }: { seenAt: Date; requestId: string },
): Promise<void> {
  if (accesses.length === 0) return;
  const events = (await listSealedBasis(tx, companyId)).map(({ body }) => body);
  for (const access of accesses) {
    if (!isStaleGrant(events, access) || !(await isUnused(tx, companyId, access.id, seenAt))) continue;
    await insertJob(tx, {
      job: { kind: 'unlink-unused-connection', companyId, connectionId: access.id },
      requestId,
    });
  }
}
