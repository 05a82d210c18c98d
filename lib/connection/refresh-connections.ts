// Owns bringing our record of a business's connections in line with Codat's.
import { findCompany } from '@/db/queries/companies';
import {
  type ConnectionRow,
  listConnections,
  markDeleted,
  type SeenAtCodat,
  upsertSeen,
} from '@/db/queries/connections';
import { getCodatConnection, listCodatConnections } from '../codat/connections';
import { type CodatConnection, toSourceType } from '../codat/transform';
import type { Ctx } from '../context';
import { Upstream } from '../errors';

export interface ConnectionsNow {
  connections: ConnectionRow[];
  /** False when Codat could not be asked: what is shown is what we knew before. */
  checked: boolean;
}

/** Never throws for Codat's sake: a page about connections must open when Codat is down. */
export async function refreshConnections(ctx: Ctx): Promise<ConnectionsNow> {
  const before = await listConnections(ctx.db, ctx.companyId);
  const company = await findCompany(ctx.db, ctx.companyId);
  if (!company?.codatCompanyId) return { connections: before, checked: true };
  try {
    const seen = await listCodatConnections(ctx.codat, company.codatCompanyId);
    // Read again: a row that another request began meanwhile must not be taken for a stranger.
    const after = await listConnections(ctx.db, ctx.companyId);
    await upsertSeen(ctx.db, ctx.companyId, toWrite(seen, after), ctx.now);
    const present = new Set(seen.map((wire) => wire.id));
    const missing = before.filter(
      (row) =>
        row.state !== 'deleted' && row.codatConnectionId !== null && !present.has(row.codatConnectionId),
    );
    await markDeleted(
      ctx.db,
      ctx.companyId,
      await confirmGone(ctx, company.codatCompanyId, missing),
      ctx.now,
    );
    return { connections: await listConnections(ctx.db, ctx.companyId), checked: true };
  } catch (error) {
    if (!(error instanceof Upstream)) throw error;
    return { connections: before, checked: false };
  }
}

/** A list may lag behind: only a connection that Codat itself calls unknown is gone, since gone is for ever. */
async function confirmGone(
  ctx: Ctx,
  codatCompanyId: string,
  missing: readonly ConnectionRow[],
): Promise<string[]> {
  const gone: string[] = [];
  for (const row of missing) {
    if (row.codatConnectionId === null) continue;
    if ((await getCodatConnection(ctx.codat, codatCompanyId, row.codatConnectionId)) === null)
      gone.push(row.id);
  }
  return gone;
}

/** Known connections, and those made outside our pages, such as in Codat's Portal. One that we are just creating is left alone. */
function toWrite(seen: readonly CodatConnection[], rows: readonly ConnectionRow[]): SeenAtCodat[] {
  return seen.flatMap((wire) => {
    const sourceType = toSourceType(wire.sourceType);
    const known = rows.some((row) => row.codatConnectionId === wire.id);
    const beingCreated = rows.some(
      (row) => row.codatConnectionId === null && row.platformKey === wire.platformKey,
    );
    if (sourceType === null || (!known && beingCreated)) return [];
    const { id, linkUrl: _, ...facts } = wire;
    return [{ ...facts, sourceType, codatConnectionId: id }];
  });
}
