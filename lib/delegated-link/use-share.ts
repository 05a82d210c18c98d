// Verb: a colleague's click on a delegated link starts a connection for the business that asked.
import { findShareByToken, markShare, setShareConnection } from '@/db/queries/shares';
import { behalfOf } from '../company/behalf-of';
import { startConnection } from '../connection/start-connection';
import type { Tools } from '../context';
import { mayUseShare } from '../domain/connection/share';
import { NotFound } from '../errors';
import { shareTokenHash } from './token';

/**
 * May be repeated while the link lives: coming back unfinished does not use it up.
 * @returns the address at the platform: one-time, never to be stored or logged
 * @throws NotFound for a link that does not work (any more); Precondition and Upstream as `startConnection`
 */
export async function useShare(
  tools: Tools,
  token: string,
  linkOrigins: readonly string[],
): Promise<{ url: string }> {
  const tokenHash = shareTokenHash(token);
  const found = tokenHash === null ? null : await findShareByToken(tools.db, tokenHash);
  if (found === null || !mayUseShare(found.share, true, tools.now)) throw new NotFound('share');
  const { share } = found;
  // Also not found if the maker of the link may no longer invite.
  const ctx = await behalfOf(tools, share.companyId, share.createdBy);
  const { url, connectionId } = await startConnection(ctx, {
    productId: share.productId,
    platformKey: share.platformKey,
    shareId: share.id,
    linkOrigins,
  });
  await setShareConnection(tools.db, share.companyId, share.id, connectionId);
  await markShare(tools.db, share.companyId, share.id, 'openedAt', tools.now);
  return { url };
}
