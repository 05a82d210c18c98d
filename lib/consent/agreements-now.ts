// Read model: what each agreement of a business gives access to at a moment, as the rule of access says.
import type { Db } from '@/db/client';
import { listConnections } from '@/db/queries/connections';
import { listConsents } from '@/db/queries/consents';
import { listProducts } from '@/db/queries/products';
import { listBasis } from '@/db/queries/snapshots';
import { type AgreementNow, agreementNow } from '../domain/access/access-now';
import { sourcesUnder } from '../domain/access/agreed-product';
import { agreementAt } from '../domain/consent/projection';

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
  const [products, consents, events, connections] = await Promise.all([
    listProducts(db),
    listConsents(db, companyId),
    listBasis(db, companyId),
    listConnections(db, companyId),
  ]);
  const bodies = events.map(({ body }) => body);
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
