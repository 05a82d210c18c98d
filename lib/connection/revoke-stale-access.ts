// Compensation: revokes access that was authorised after sharing had stopped, since an open link stays valid at Codat.
import type { Db } from '@/db/client';
import { insertJob } from '@/db/queries/jobs';
import { isStaleGrant } from '../domain/access/stale-grant';
import type { SourceType } from '../domain/connection/connection';
import type { ConsentEventBody } from '../domain/consent/consent';
import { isUnused } from './end-preconditions';

/** Call it in the transaction that keeps the new access, with the business locked. */
export async function revokeStaleAccess(
  tx: Db,
  companyId: string,
  accesses: readonly { id: string; sourceType: SourceType; createdAt: Date }[],
  { events, seenAt, requestId }: { events: readonly ConsentEventBody[]; seenAt: Date; requestId: string },
): Promise<void> {
  for (const access of accesses) {
    if (!isStaleGrant(events, access) || !(await isUnused(tx, companyId, access.id, seenAt))) continue;
    await insertJob(tx, {
      job: { kind: 'unlink-unused-connection', companyId, connectionId: access.id },
      requestId,
    });
  }
}
