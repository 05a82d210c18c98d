// Owns what the ledger says became of the data of a deleted connection.
import { listEvents } from '@/db/queries/consents';
import type { Ctx } from '../context';
import type { ConsentEventBody } from '../domain/consent';

/** The entries that tell of its deletion, one per product; empty while Codat has not confirmed, or when nothing was read. */
export async function listDataDeleted(
  ctx: Pick<Ctx, 'db' | 'companyId'>,
  connectionId: string,
): Promise<ConsentEventBody[]> {
  const events = await listEvents(ctx.db, ctx.companyId);
  return events
    .map(({ body }) => body)
    .filter(
      ({ event_type, sources }) =>
        event_type === 'data_deleted' && sources.some((source) => source.connection_id === connectionId),
    );
}
