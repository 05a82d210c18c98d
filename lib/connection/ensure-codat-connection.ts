// Idempotent create of a row's connection at Codat.
import { type ConnectionRow, listConnections, setCodatConnectionId } from '@/db/queries/connections';
import { createCodatConnection, listCodatConnections } from '../codat/connections';
import { createIdempotently } from '../codat/idempotent-create';
import type { Ctx } from '../context';
import { withPlatformKeys } from './with-platform-keys';

/** @returns Codat's id of the connection; creates it at Codat if it is missing. @throws Upstream */
export async function ensureCodatConnection(
  ctx: Ctx,
  codatCompanyId: string,
  row: ConnectionRow,
): Promise<string> {
  if (row.codatConnectionId !== null) return row.codatConnectionId;
  const codatId = await createIdempotently(ctx.db, {
    subject: `connection:${row.id}`,
    find: () => findLostConnection(ctx, codatCompanyId, row.platformKey),
    create: async (key) => (await createCodatConnection(ctx.codat, codatCompanyId, row.platformKey, key)).id,
  });
  await setCodatConnectionId(ctx.db, ctx.companyId, row.id, codatId);
  return codatId;
}

/** A pending connection at Codat without a row here: the one whose answer was lost. */
async function findLostConnection(
  ctx: Ctx,
  codatCompanyId: string,
  platformKey: string,
): Promise<string | null> {
  const seen = await withPlatformKeys(ctx.db, await listCodatConnections(ctx.codat, codatCompanyId));
  const known = new Set((await listConnections(ctx.db, ctx.companyId)).map((row) => row.codatConnectionId));
  return (
    seen.find((c) => c.platformKey === platformKey && c.state === 'PendingAuth' && !known.has(c.id))?.id ??
    null
  );
}
