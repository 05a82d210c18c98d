// Last check before a letter goes out: what it asks may have been answered while it waited.
import type { Db } from '@/db/client';
import { listConnections } from '@/db/queries/connections';
import { listConsents } from '@/db/queries/consents';
import { findOpenCheck } from '@/db/queries/organisation-checks';
import { listAgreedProducts } from '../consent/list-agreed-products';
import type { Mail } from '../domain/mail';
import { waitingFor } from '../domain/unfinished';

/** @param now business time */
export async function isStillTrue(db: Db, companyId: string, mail: Mail, now: Date): Promise<boolean> {
  switch (mail.kind) {
    case 'organisation-check':
      return (await findOpenCheck(db, companyId, mail.facts.connectionId)) !== null;
    case 'connection-unfinished': {
      const [products, consents, connections] = await Promise.all([
        listAgreedProducts(db, companyId, now),
        listConsents(db, companyId),
        listConnections(db, companyId),
      ]);
      return waitingFor({ products, consents, connections, now }, mail.facts.connectionId) !== null;
    }
    default:
      return true;
  }
}
