// Verb: starts a connection, from the click on a platform to the address where the customer authorises.

import type { ConnectionRow } from '@/db/queries/connections';
import { insertJourney } from '@/db/queries/journeys';
import { getCodatConnection } from '../codat/connections';
import { withState } from '../codat/link-url';
import { ensureCodatCompany } from '../company/ensure-codat-company';
import type { Ctx } from '../context';
import { NotFound, Upstream } from '../errors';
import { resolvePlatform } from '../platform/resolve-platform';
import { alignBeforeLeaving } from '../sync/align-settings';
import { claimConnection } from './claim-connection';
import { ensureCodatConnection } from './ensure-codat-connection';
import { markConnectionsDeleted } from './mark-connections-deleted';
import { refreshConnections } from './refresh-connections';
import { JOURNEY_MS, newState } from './return-state';

export interface StartInput {
  productId: string;
  platformKey: string;
  /** The connection to continue; absent when a platform is chosen from the list. */
  connectionId?: string;
  /** The delegated link of a colleague who makes the trip. */
  shareId?: string;
  /** Origins that a link URL may have. */
  linkOrigins: readonly string[];
}

/**
 * @returns the address to send the customer to: one-time, never to be stored or logged
 * @throws Precondition when the product has no consent, does not use the platform, or a second accounting platform is
 *   chosen; Upstream when Codat fails: a retry continues, and never makes a second connection
 */
export async function startConnection(
  ctx: Ctx,
  input: StartInput,
): Promise<{ url: string; connectionId: string }> {
  const platform = await resolvePlatform(ctx, input.productId, input.platformKey);
  const codatCompanyId = await ensureCodatCompany(ctx);
  // The rule about a second accounting platform needs the present state.
  const { failure } = await refreshConnections(ctx);
  if (failure !== null) throw failure;
  await alignBeforeLeaving(ctx);

  // At most twice: the second time if the connection to continue no longer exists at Codat.
  for (let round = 0; round < 2; round += 1) {
    // A deleted connection cannot be continued: the platform is then connected anew.
    const row = await claimConnection(ctx, platform, round === 0 ? input.connectionId : undefined);
    const linkUrl = await linkUrlOf(ctx, codatCompanyId, row);
    if (linkUrl !== null) return { url: await beginJourney(ctx, input, row, linkUrl), connectionId: row.id };
    await markConnectionsDeleted(ctx.db, ctx.companyId, [row.id], {
      seenAt: ctx.now,
      requestId: ctx.request.requestId,
    });
  }
  throw new NotFound('connection');
}

/** A fresh one-time link of the row's connection, created at Codat if need be; null when Codat no longer has it. */
async function linkUrlOf(ctx: Ctx, codatCompanyId: string, row: ConnectionRow): Promise<string | null> {
  const codatId = await ensureCodatConnection(ctx, codatCompanyId, row);
  // Read again even after creating: each read returns a new link, so that two tabs do not share a one-time link.
  return (await getCodatConnection(ctx.codat, codatCompanyId, codatId))?.linkUrl ?? null;
}

async function beginJourney(
  ctx: Ctx,
  input: StartInput,
  row: ConnectionRow,
  linkUrl: string,
): Promise<string> {
  const { state, stateHash } = newState();
  const checked = withState(linkUrl, input.linkOrigins, state);
  if (!checked.ok) throw new Upstream('garbage', { answered: true });
  await insertJourney(ctx.db, ctx.companyId, {
    stateHash,
    userId: ctx.actor.userId,
    productId: input.productId,
    connectionId: row.id,
    shareId: input.shareId ?? null,
    createdAt: ctx.now,
    expiresAt: new Date(ctx.now.getTime() + JOURNEY_MS),
  });
  return checked.url;
}
