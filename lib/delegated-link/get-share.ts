// Read model of a delegated link for the customer who made it.
import { findShare, listShares, type ShareRow } from '@/db/queries/shares';
import { isBacked } from '../company/behalf-of';
import type { Ctx } from '../context';
import { mayUseShare, type ShareStatus, shareStatus } from '../domain/connection/share';
import { LINKS_PAGE, type Page, readCursor, turnPage } from '../domain/text/paging';
import { isUuid } from '../domain/text/uuid';
import { NotFound } from '../errors';
import { shareToken } from './token';

export interface ShareView {
  share: ShareRow;
  status: ShareStatus;
  /** The secret part of the address, while the link works. */
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

/** Newest first, a page at a time. @param cursor from an address: a claim */
export async function listOwnShares(
  { db, companyId, now }: Pick<Ctx, 'db' | 'companyId' | 'now'>,
  productId: string,
  cursor?: string | string[] | undefined,
): Promise<Page<ListedShare>> {
  const page = await turnPage(readCursor(cursor), LINKS_PAGE, (side) =>
    listShares(db, { companyId, productId }, side),
  );
  const items = await Promise.all(
    page.items.map(async (share) => ({ share, status: shareStatus(share, await isBacked(db, share), now) })),
  );
  return { ...page, items };
}
