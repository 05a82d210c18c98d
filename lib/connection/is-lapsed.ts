// Precondition of giving up access by time: nobody has said since that it is still wanted.
import type { Db } from '@/db/client';
import { findConnection } from '@/db/queries/connections';
import { needsReconfirmation } from '../domain/access/access-now';

export async function isLapsed(db: Db, companyId: string, connectionId: string, now: Date): Promise<boolean> {
  const connection = await findConnection(db, companyId, connectionId);
  return connection !== null && needsReconfirmation(connection, now);
}
