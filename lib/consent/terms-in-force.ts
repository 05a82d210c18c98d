// Lookup of the terms that a standing consent rests on.
import type { Db } from '@/db/client';
import { listBasis } from '@/db/queries/snapshots';
import { type ConsentEventBody, isLive, type Standing } from '../domain/consent/consent';
import { type ConsentTerms, termsIn } from '../domain/consent/consent-terms';
import { agreementAt } from '../domain/consent/projection';
import { LedgerContradiction } from '../errors';

/** A recorded event has happened, whatever the clock of this process says. */
const ALL_TIME = new Date(8_640_000_000_000_000);

/** Null when the business never agreed. */
export async function termsInForce(
  db: Db,
  companyId: string,
  productId: string,
): Promise<ConsentTerms | null> {
  const events = await listBasis(db, companyId, { productId });
  return termsStanding(
    events.map((event) => event.body),
    companyId,
    productId,
    null,
  );
}

/**
 * The same of a business whose events were read.
 * @param standing from its row, for verbs that act on it
 * @throws LedgerContradiction when something stands without an event in the ledger: doing nothing would look like
 * success
 */
export function termsStanding(
  events: readonly ConsentEventBody[],
  companyId: string,
  productId: string,
  standing: Standing | null,
): ConsentTerms | null {
  const agreement = agreementAt(events, productId, ALL_TIME);
  if (agreement?.terms) return termsIn(agreement.terms);
  if (isLive(standing) || standing === 'expired' || standing === 'invalidated')
    throw new LedgerContradiction(`${productId} of business ${companyId} is ${standing}, and has no terms`);
  return null;
}
