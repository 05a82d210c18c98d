// Read model for the holder of a delegated link: the business, the platform, the data to be read. Nothing else.
import { findShareByToken, type ShareRow } from '@/db/queries/shares';
import { isBacked } from '../company/behalf-of';
import { termsInForce } from '../consent/terms-in-force';
import type { Tools } from '../context';
import { agreedPart } from '../domain/access/agreed-product';
import { type ShareStatus, shareStatus } from '../domain/connection/share';
import type { Product } from '../domain/product/product';
import { NotFound } from '../errors';
import { getProduct } from '../product/get-product';
import { shareTokenHash } from './token';

export interface OpenedShare {
  share: ShareRow;
  status: ShareStatus;
  businessName: string;
  askedBy: string;
  /** The part of the agreed product that this platform serves. Empty when the agreement has ended since. */
  product: Product;
}

/** Opening changes nothing: previews and scanners open links too. @throws NotFound for every unknown token */
export async function openShare({ db, now }: Pick<Tools, 'db' | 'now'>, token: string): Promise<OpenedShare> {
  const tokenHash = shareTokenHash(token);
  const found = tokenHash === null ? null : await findShareByToken(db, tokenHash);
  if (found === null) throw new NotFound('share');
  const { share, businessName, askedBy } = found;
  const product = await getProduct(db, share.productId);
  const terms = await termsInForce(db, share.companyId, product.id);
  const agreed = terms === null ? { ...product, data: [] } : agreedPart(product, terms);
  return {
    share,
    status: shareStatus(share, await isBacked(db, share), now),
    businessName,
    askedBy,
    product: { ...agreed, data: agreed.data.filter((cluster) => cluster.sourceType === share.sourceType) },
  };
}
