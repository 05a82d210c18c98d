// Read model of agreements: the access that each gives at a moment, by the rule of access.
import type { ConsentRow } from '@/db/queries/consents';
import { type AgreementNow, agreementNow } from '../domain/access/access-now';
import { sourcesUnder } from '../domain/access/agreed-product';
import type { ConsentEventBody } from '../domain/consent/consent';
import { agreementAt } from '../domain/consent/projection';
import type { BusinessFacts } from '../facts/business-facts';

export interface AgreementToday {
  now: AgreementNow;
  givenAt: Date | null;
}

/** By product; products without an agreement are absent. @param events of the business, in order of `seq` */
export function agreementsOf(
  {
    products,
    consents,
    connections,
  }: Pick<BusinessFacts, 'products' | 'connections'> & { consents: readonly ConsentRow[] },
  events: readonly ConsentEventBody[],
  now: Date,
): ReadonlyMap<string, AgreementToday> {
  return new Map(
    consents.flatMap((consent) => {
      const terms = agreementAt(events, consent.productId, now)?.terms;
      const product = products.find(({ id }) => id === consent.productId);
      if (!terms || product === undefined) return [];
      const access = agreementNow(consent, sourcesUnder(terms, product), connections, now);
      return [[consent.productId, { now: access, givenAt: consent.givenAt }] as const];
    }),
  );
}
