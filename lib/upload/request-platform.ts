// Verb: records a platform that a customer uses and did not find.
import {
  insertPlatformRequest,
  listPlatformRequests,
  type PlatformRequestRow,
} from '@/db/queries/platform-requests';
import type { Ctx } from '../context';
import type { SourceType } from '../domain/connection/connection';
import { platformNameKey } from '../domain/connection/platform-request';
import { Precondition } from '../errors';
import { getProduct } from '../product/get-product';

export interface PlatformRequestInput {
  productId: string;
  sourceType: SourceType;
  name: string;
  note: string | null;
}

/** @throws NotFound, Precondition for a kind of platform that the product does not use */
export async function requestPlatform(ctx: Ctx, input: PlatformRequestInput): Promise<void> {
  const { productId, sourceType, name, note } = input;
  const product = await getProduct(ctx.db, productId);
  if (!product.sources.some((source) => source.sourceType === sourceType))
    throw new Precondition('platform-not-offered');
  await insertPlatformRequest(ctx.db, ctx.companyId, {
    productId,
    sourceType,
    name,
    nameKey: platformNameKey(name),
    note,
    by: ctx.actor.userId,
    at: ctx.now,
  });
}

/** Requests of this business for one product, newest first. */
export async function listOwnPlatformRequests(ctx: Ctx, productId: string): Promise<PlatformRequestRow[]> {
  return listPlatformRequests(ctx.db, ctx.companyId, productId, 20);
}
