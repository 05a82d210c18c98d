// Validation of an upload: the product accepts files, is agreed to, and covers this source type.
import { findConsent } from '@/db/queries/consents';
import { termsInForce } from '../consent/terms-in-force';
import type { Tools } from '../context';
import { agreedSources } from '../domain/access/agreed-product';
import type { SourceType } from '../domain/connection/connection';
import { stands } from '../domain/consent/consent';
import { takesFiles } from '../domain/upload/upload';
import { Precondition } from '../errors';
import { getProduct } from '../product/get-product';

/**
 * Requires the same consent as connecting a platform.
 * @returns Codat's key of the integration for files
 * @throws NotFound, Precondition
 */
export async function wantedUpload(
  ctx: Pick<Tools, 'db' | 'codat' | 'now'> & { companyId: string },
  productId: string,
  sourceType: SourceType,
): Promise<string> {
  const product = await getProduct(ctx.db, productId);
  const consent = await findConsent(ctx.db, ctx.companyId, product.id);
  const terms = await termsInForce(ctx.db, ctx.companyId, product.id);
  if (terms === null || !stands(consent, ctx.now)) throw new Precondition('consent-missing');
  const key = ctx.codat.files?.keys[sourceType];
  if (key === undefined || !takesFiles(product, sourceType)) throw new Precondition('files-not-taken');
  if (!agreedSources(terms).includes(sourceType)) throw new Precondition('consent-missing');
  return key;
}
