// Upload connection of one kind of source: created with the first accepted file, then reused.
import { insertConnectionEvents } from '@/db/queries/connection-events';
import { findConnection, insertStarting, listConnections, listEndingIds } from '@/db/queries/connections';
import type { FileDoor } from '../codat/client';
import { listCodatFiles } from '../codat/files';
import { ensureCodatCompany } from '../company/ensure-codat-company';
import { ensureCodatConnection } from '../connection/ensure-codat-connection';
import { refreshConnections } from '../connection/refresh-connections';
import type { Ctx } from '../context';
import type { SourceType } from '../domain/connection/connection';
import { UPLOAD_NAME, uploadConnection } from '../domain/upload/upload';
import { NotFound, Precondition } from '../errors';
import { lockBusiness } from '../facts/lock-business';
import { enqueueProductSync } from '../sync/sync-codat-products';

/** The upload connection, and the files there as Codat lists them. */
export interface Place {
  connectionId: string;
  codatCompanyId: string;
  codatConnectionId: string;
  /** Names of the files that are there, as often as each is. */
  names: string[];
}

/** @throws Upstream; Precondition while the end of the connection is not confirmed by Codat */
export async function openPlace(
  ctx: Ctx,
  files: FileDoor,
  wanted: { platformKey: string; sourceType: SourceType },
): Promise<Place> {
  const codatCompanyId = await ensureCodatCompany(ctx);
  // A connection that was deleted at Codat must not be used again.
  const { failure } = await refreshConnections(ctx);
  if (failure !== null) throw failure;
  const connectionId = await claim(ctx, wanted);
  const row = await findConnection(ctx.db, ctx.companyId, connectionId);
  if (row === null) throw new NotFound('connection');
  const codatConnectionId = await ensureCodatConnection(ctx, codatCompanyId, row);
  const names = await namesAtCodat(files, codatCompanyId, wanted.sourceType);
  return { connectionId, codatCompanyId, codatConnectionId, names };
}

/** Codat tells of a file its kind and not its connection; of each kind a business has one connection. @throws Upstream */
export async function namesAtCodat(
  files: FileDoor,
  codatCompanyId: string,
  sourceType: SourceType,
): Promise<string[]> {
  const all = await listCodatFiles(files, codatCompanyId);
  return all.filter((file) => file.sourceType === sourceType).map(({ name }) => name);
}

/** The first request with the lock on the business creates the row; others reuse it. */
async function claim(
  ctx: Ctx,
  { platformKey, sourceType }: { platformKey: string; sourceType: SourceType },
): Promise<string> {
  return ctx.db.transaction(async (tx) => {
    await lockBusiness(tx, ctx.companyId);
    const existing = uploadConnection(await listConnections(tx, ctx.companyId), platformKey);
    await enqueueProductSync(tx, { companyId: ctx.companyId, requestId: ctx.request.requestId });
    if (existing !== null) {
      // What was asked to end has to end before the same is opened again.
      if ((await listEndingIds(tx, ctx.companyId)).includes(existing.id))
        throw new Precondition('connection-ending', { platform: UPLOAD_NAME });
      return existing.id;
    }
    const platform = { key: platformKey, name: UPLOAD_NAME, sourceType, isUpload: true };
    const id = await insertStarting(tx, ctx.companyId, platform, ctx.now);
    await insertConnectionEvents(tx, ctx.companyId, [
      { connectionId: id, kind: 'started', at: ctx.now, by: ctx.actor.name, organisation: null },
    ]);
    return id;
  });
}
