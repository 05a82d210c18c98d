// Owns whether anything that is agreed still needs a connection.
import type { Db } from '@/db/client';
import { findConnection } from '@/db/queries/connections';
import { listConsents } from '@/db/queries/consents';
import { listAgreedProducts } from '../consent/list-agreed-products';
import { isNeeded } from '../domain/next-step/impact';

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
