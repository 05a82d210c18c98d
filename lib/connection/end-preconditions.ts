// Preconditions of jobs that end a connection: checked when the job runs, since customers act while it waits.
import type { Db } from '@/db/client';
import { findConnection } from '@/db/queries/connections';
import { listConsents } from '@/db/queries/consents';
import { listAgreedProducts } from '../consent/list-agreed-products';
import { needsReconfirmation } from '../domain/access/access-now';
import { isNeeded } from '../domain/next-step/impact';

/** No agreement needs the connection any more. */
export async function isUnused(db: Db, companyId: string, connectionId: string, now: Date): Promise<boolean> {
  const connection = await findConnection(db, companyId, connectionId);
  if (connection === null) return false;
  const facts = {
    products: await listAgreedProducts(db, companyId, now),
    consents: await listConsents(db, companyId),
    now,
  };
  return !isNeeded(facts, connection);
}

/** The customer has not reconfirmed the access since. */
export async function isAccessLapsed(
  db: Db,
  companyId: string,
  connectionId: string,
  now: Date,
): Promise<boolean> {
  const connection = await findConnection(db, companyId, connectionId);
  return connection !== null && needsReconfirmation(connection, now);
}
