// Verb: revokes a delegated link. A connection made through it stays, and is ended in Connections.
import { findShare, markShare } from '@/db/queries/shares';
import type { Ctx } from '../context';
import { mayUseShare } from '../domain/connection/share';
import { NotFound } from '../errors';

/** A link that has ended already stays as it is. @throws NotFound */
export async function revokeShare(
  ctx: Pick<Ctx, 'db' | 'companyId' | 'now'>,
  shareId: string,
): Promise<{ productId: string }> {
  const share = await findShare(ctx.db, ctx.companyId, shareId);
  if (share === null) throw new NotFound('share');
  // Also a link that cannot be used now: its maker may get the role back.
  if (mayUseShare(share, true, ctx.now))
    await markShare(ctx.db, ctx.companyId, share.id, 'revokedAt', ctx.now);
  return { productId: share.productId };
}
