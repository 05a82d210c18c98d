// Verb: opens access of an existing connection again, for an agreed product.
import { setTimeout as sleep } from 'node:timers/promises';
import { findConnection, listEndingIds } from '@/db/queries/connections';
import { listConsents } from '@/db/queries/consents';
import { listAgreedProducts } from '../consent/list-agreed-products';
import type { Ctx } from '../context';
import { productToReconnectFor } from '../domain/next-step/reconnect';
import { NotFound, Precondition } from '../errors';
import { machineMs } from '../runtime/clock';
import { startConnection } from './start-connection';

/** While Codat is up, it confirms an end within moments (milliseconds). */
const PATIENCE_MS = 3_000;
const POLL_MS = 50;

/**
 * @returns the address to send the customer to: one-time, never to be stored or logged
 * @throws NotFound, Upstream; Precondition when no agreed product uses it, or it cannot be opened again now
 */
export async function reconnect(
  ctx: Ctx,
  input: { connectionId: string; asking?: string; linkOrigins: readonly string[] },
): Promise<{ url: string }> {
  const [row, products, consents] = await Promise.all([
    findConnection(ctx.db, ctx.companyId, input.connectionId),
    listAgreedProducts(ctx.db, ctx.companyId, ctx.now),
    listConsents(ctx.db, ctx.companyId),
  ]);
  if (row === null) throw new NotFound('connection');
  const product = productToReconnectFor(products, consents, row, ctx.now, input.asking);
  if (product === null) throw new Precondition('consent-missing');
  await untilEnded(ctx, row.id);
  return startConnection(ctx, {
    productId: product.id,
    platformKey: row.platformKey,
    connectionId: row.id,
    linkOrigins: input.linkOrigins,
  });
}

/** Waits for the end, so that a customer who just disconnected the wrong organisation can continue at once. */
async function untilEnded(ctx: Ctx, connectionId: string): Promise<void> {
  const deadline = machineMs() + PATIENCE_MS;
  while (machineMs() < deadline) {
    if (!(await listEndingIds(ctx.db, ctx.companyId)).includes(connectionId)) return;
    await sleep(POLL_MS);
  }
}
