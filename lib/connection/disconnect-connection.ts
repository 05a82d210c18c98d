// Verb: disconnects. Nothing new is read, data that was read stays, and the platform can be connected again.
import type { ActingCtx } from '../context';
import { mayDisconnect } from '../domain/connection/connection';
import { endHere, lockConnection } from './end-here';

/** A second click changes nothing, nor does disconnecting a connection without access. @throws NotFound */
export async function disconnectConnection(ctx: ActingCtx, connectionId: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const row = await lockConnection(tx, ctx.companyId, connectionId);
    if (mayDisconnect(row)) await endHere(tx, ctx, row, 'Unlinked');
  });
}
