// Read model of deleted data: the ledger's entries about a deleted connection.
import { listDeletions } from '@/db/queries/consents';
import type { Ctx } from '../context';
import type { ConsentEventBody } from '../domain/consent/consent';

/** The entries about its deletion, one per product; empty while Codat has not confirmed, or when no data was read. */
export async function listDataDeleted(
  ctx: Pick<Ctx, 'db' | 'companyId'>,
  connectionId: string,
): Promise<ConsentEventBody[]> {
  return (await listDeletions(ctx.db, ctx.companyId, connectionId)).map(({ body }) => body);
}
