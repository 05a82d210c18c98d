// Lookup of the terms that a standing consent rests on.
import type { Db } from '@/db/client';
import { listBasis } from '@/db/queries/snapshots';
import { isLive, type Standing } from '../domain/consent/consent';
import { type ConsentTerms, termsIn } from '../domain/consent/consent-terms';
import { agreementAt } from '../domain/consent/projection';
import { LedgerContradiction } from '../errors';

/** A recorded event has happened, whatever the clock of this process says. */
const ALL_TIME = new Date(8_640_000_000_000_000);

/**
 * Null when the business never agreed.
 * @param standing from its row, for verbs that act on it
 * @throws LedgerContradiction when something stands without an event in the ledger: doing nothing would look like
 * success
 */
export async function termsInForce(
  db: Db,
  companyId: string,
  productId: string,
  standing: Standing | null = null,
): Promise<ConsentTerms | null> {
  const events = await listBasis(db, companyId, { productId });
  const agreement = agreementAt(
    events.map((event) => event.body),
    productId,
    ALL_TIME,
  );
  if (agreement?.terms) return termsIn(agreement.terms);
  if (isLive(standing) || standing === 'expired' || standing === 'invalidated')
    throw new LedgerContradiction(`${productId} of business ${companyId} is ${standing}, and has no terms`);
  return null;
}
