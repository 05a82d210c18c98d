// Verb: sends the customer to the bank again for an existing connection, whose time then starts again.
import { findConnection } from '@/db/queries/connections';
import { startConnection } from '../connection/start-connection';
import type { Ctx } from '../context';
import { NotFound } from '../errors';
import { listEnds } from './list-ends';

/**
 * @returns the address to send the customer to: one-time, never stored or logged
 * @throws NotFound for any id that is not a bank connection of this business with a standing agreement
 */
export async function signInAtBank(
  ctx: Ctx,
  connectionId: string,
  linkOrigins: readonly string[],
): Promise<{ url: string }> {
  const row = await findConnection(ctx.db, ctx.companyId, connectionId);
  const end = (await listEnds(ctx)).find(({ id }) => id === `bank:${connectionId}`);
  const product = end?.kind === 'bank' ? end.usedBy[0] : undefined;
  if (row === null || product === undefined) throw new NotFound('connection');
  return startConnection(ctx, {
    productId: product.id,
    platformKey: row.platformKey,
    connectionId,
    linkOrigins,
  });
}
