// Validation of a platform choice: its product is agreed, Codat offers it, and the agreement covers its source type.
import { findConsent } from '@/db/queries/consents';
import type { Platform } from '../codat/transform';
import { termsInForce } from '../consent/terms-in-force';
import type { Tools } from '../context';
import { agreedSources } from '../domain/access/agreed-product';
import { stands } from '../domain/consent/consent';
import { Precondition } from '../errors';
import { getProduct } from '../product/get-product';
import { listPlatforms } from './list-platforms';

/** @throws NotFound, Precondition; Upstream when the list of platforms was never read */
export async function resolvePlatform(
  ctx: Pick<Tools, 'db' | 'codat' | 'now'> & { companyId: string },
  productId: string,
  platformKey: string,
): Promise<Platform> {
  const product = await getProduct(ctx.db, productId);
  const consent = await findConsent(ctx.db, ctx.companyId, product.id);
  const terms = await termsInForce(ctx.db, ctx.companyId, product.id);
  // The agreement continues when the product asks for more: its platforms may still be connected.
  if (terms === null || !stands(consent, ctx.now)) throw new Precondition('consent-missing');
  const { platforms } = await listPlatforms(ctx);
  const platform = platforms.find((p) => p.key === platformKey);
  if (platform === undefined || !product.sources.some((s) => s.sourceType === platform.sourceType)) {
    throw new Precondition('platform-not-offered');
  }
  // A source outside the agreement needs a consent first.
  if (!agreedSources(terms).includes(platform.sourceType)) throw new Precondition('consent-missing');
  return platform;
}
