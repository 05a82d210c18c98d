// Read model of a link that the customer made.
import { findShare, listShares, type ShareRow } from '@/db/queries/shares';
import { isBacked } from '../company/behalf-of';
import type { Ctx } from '../context';
import { mayUseShare, type ShareStatus, shareStatus } from '../domain/share';
import { isUuid } from '../domain/uuid';
import { NotFound } from '../errors';
import { shareToken } from './token';

export interface ShareView {
  share: ShareRow;
  status: ShareStatus;
  /** The secret part of the address, while it leads anywhere. */
  token: string | null;
}

/** @throws NotFound */
export async function getShare(
  ctx: Pick<Ctx, 'db' | 'companyId' | 'now'>,
  shareId: string,
  secret: string,
): Promise<ShareView> {
  const share = isUuid(shareId) ? await findShare(ctx.db, ctx.companyId, shareId) : null;
  if (share === null) throw new NotFound('share');
  const backed = await isBacked(ctx.db, share);
  return {
    share,
    status: shareStatus(share, backed, ctx.now),
    token: mayUseShare(share, backed, ctx.now) ? shareToken(secret, share.id) : null,
  };
}

export interface ListedShare {
  share: ShareRow;
  status: ShareStatus;
}

/** Newest first. */
export async function listOwnShares(
  ctx: Pick<Ctx, 'db' | 'companyId' | 'now'>,
  productId: string,
): Promise<ListedShare[]> {
  const shares = await listShares(ctx.db, ctx.companyId, productId);
  return Promise.all(
    shares.map(async (share) => ({
      share,
      status: shareStatus(share, await isBacked(ctx.db, share), ctx.now),
    })),
  );
}
