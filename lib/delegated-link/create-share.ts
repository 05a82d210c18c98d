// Verb: creates a delegated link for one platform, which the customer passes on to a colleague.
import { randomUUID } from 'node:crypto';
import { insertShare } from '@/db/queries/shares';
import type { Ctx } from '../context';
import { shareExpiry } from '../domain/connection/share';
import { resolvePlatform } from '../platform/resolve-platform';
import { shareToken, shareTokenHash } from './token';

export interface ShareInput {
  productId: string;
  platformKey: string;
  /** The customer wants to approve the organisation before its data is used. */
  needsApproval: boolean;
}

/** @returns the id of the link @throws as `resolvePlatform` does */
export async function createShare(ctx: Ctx, input: ShareInput, secret: string): Promise<string> {
  const platform = await resolvePlatform(ctx, input.productId, input.platformKey);
  const id = randomUUID();
  const tokenHash = shareTokenHash(shareToken(secret, id));
  if (tokenHash === null) throw new Error('A token of our own is not one.');
  await insertShare(ctx.db, ctx.companyId, {
    id,
    tokenHash,
    productId: input.productId,
    platformKey: platform.key,
    platformName: platform.name,
    sourceType: platform.sourceType,
    createdBy: ctx.actor.userId,
    createdAt: ctx.now,
    expiresAt: shareExpiry(ctx.now),
    needsApproval: input.needsApproval,
  });
  return id;
}
