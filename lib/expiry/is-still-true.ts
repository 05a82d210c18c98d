// Last check before a letter is sent: its news may have been settled, stopped or undone while it waited.
import type { Db } from '@/db/client';
import { listConnections } from '@/db/queries/connections';
import { findConsent, listConsents } from '@/db/queries/consents';
import { findOpenCheck } from '@/db/queries/organisation-checks';
import { listAgreedProducts } from '../consent/list-agreed-products';
import { isLive, mayRead, standingAt } from '../domain/consent/consent';
import { wayToGoOn } from '../domain/expiry/expiry';
import type { Mail } from '../domain/letter/mail';
import { reliesOn } from '../domain/next-step/next-step';
import { waitingFor } from '../domain/next-step/unfinished';
import { listTimedConnections } from './business-times';

/**
 * Letters about past events, such as receipts, stay true in any case.
 * @param now business time
 */
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
    case 'consent-expiring':
    case 'consent-expired':
    case 'still-sharing':
    case 'first-read':
      return isTrueOfAgreement(db, companyId, mail, now);
    case 'connection-expiring':
    case 'connection-expired':
      return isTrueOfConnection(db, companyId, mail, now);
    default:
      return true;
  }
}

type OfAgreement = Extract<
  Mail,
  { kind: 'consent-expiring' | 'consent-expired' | 'still-sharing' | 'first-read' }
>;

async function isTrueOfAgreement(db: Db, companyId: string, mail: OfAgreement, now: Date): Promise<boolean> {
  const consent = await findConsent(db, companyId, mail.facts.productId);
  if (consent === null) return false;
  const standing = standingAt(consent, now);
  const end = consent.expiresAt?.toISOString() ?? '';
  switch (mail.kind) {
    case 'consent-expiring':
      return isLive(standing) && end === mail.facts.at;
    case 'consent-expired':
      return standing === 'expired';
    case 'still-sharing':
      return mayRead(standing) && end === mail.facts.until;
    case 'first-read':
      return isLive(standing);
    default:
      return mail satisfies never;
  }
}

type OfConnection = Extract<Mail, { kind: 'connection-expiring' | 'connection-expired' }>;

/** True while the customer can still act on it, and the products named in the letter still rely on it. */
async function isTrueOfConnection(
  db: Db,
  companyId: string,
  mail: OfConnection,
  now: Date,
): Promise<boolean> {
  const connections = await listTimedConnections(db, companyId);
  const connection = connections.find(({ id }) => id === mail.facts.connectionId);
  if (connection === undefined || wayToGoOn(connection, now) === null) return false;
  if (mail.kind === 'connection-expiring' && connection.state !== 'Linked') return false;
  if (mail.facts.products === '') return true;
  const [products, consents] = await Promise.all([
    listAgreedProducts(db, companyId, now),
    listConsents(db, companyId),
  ]);
  return products.some((product) =>
    reliesOn(product, consents.find(({ productId }) => productId === product.id) ?? null, connection, now),
  );
}
