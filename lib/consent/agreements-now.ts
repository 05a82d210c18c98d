// Read model of agreements: the access that each gives at a moment, by the rule of access.
import type { Db } from '@/db/client';
import { type AgreementNow, agreementNow } from '../domain/access/access-now';
import { sourcesUnder } from '../domain/access/agreed-product';
import { agreementAt } from '../domain/consent/projection';
import { type BusinessFacts, loadFacts } from '../facts/business-facts';

export interface AgreementToday {
  now: AgreementNow;
  givenAt: Date | null;
}

/** By product; what was never agreed to is not among them. */
export async function agreementsNow(
  db: Db,
  companyId: string,
  now: Date,
): Promise<ReadonlyMap<string, AgreementToday>> {
  return agreementsOf(await loadFacts(db, companyId), now);
}

export function agreementsOf(
  { products, consents, connections, basis }: Omit<BusinessFacts, 'happened'>,
  now: Date,
): ReadonlyMap<string, AgreementToday> {
  const bodies = basis.map(({ body }) => body);
  return new Map(
    consents.flatMap((consent) => {
      const terms = agreementAt(bodies, consent.productId, now)?.terms;
      const product = products.find(({ id }) => id === consent.productId);
      if (!terms || product === undefined) return [];
      const access = agreementNow(consent, sourcesUnder(terms, product), connections, now);
      return [[consent.productId, { now: access, givenAt: consent.givenAt }] as const];
    }),
  );
}
