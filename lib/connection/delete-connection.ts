// Verb: deletes a connection with all data read through it. Final; the record here stays.
import type { ActingCtx } from '../context';
import { mayDelete } from '../domain/connection/connection';
import { endHere, lockConnection } from './end-here';

/** A second click changes nothing. @throws NotFound */
export async function deleteConnection(ctx: ActingCtx, connectionId: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const row = await lockConnection(tx, ctx.companyId, connectionId);
    if (mayDelete(row)) await endHere(tx, ctx, row, 'deleted');
  });
}
