// Owns finding the terms that a standing consent rests on.
import type { Db } from '@/db/client';
import { listEvents } from '@/db/queries/consents';
import { type ConsentTerms, termsIn } from '../domain/consent-terms';
import { agreementAt } from '../domain/projection';

/** Null when nothing was ever agreed. */
export async function termsInForce(
  db: Db,
  companyId: string,
  productId: string,
  now: Date,
): Promise<ConsentTerms | null> {
  const events = await listEvents(db, companyId);
  const agreement = agreementAt(
    events.map((event) => event.body),
    productId,
    now,
  );
  return agreement?.terms ? termsIn(agreement.terms) : null;
}
