// Verb: brings the record of a business's connections in line with Codat.

import { companyPart } from '@/db/queries/companies';
import { type ConnectionRow, connectionsPart, listConnections } from '@/db/queries/connections';
import { gatherer } from '@/db/queries/gather';
import { scheduleReconciliation } from '@/db/queries/reconciliation-schedule';
import { listCodatConnections } from '../codat/connections';
import type { Platform } from '../codat/transform';
import type { Ctx } from '../context';
import { Upstream } from '../errors';
import { listPlatforms } from '../platform/list-platforms';
import { applyConnectionSnapshot } from './apply-connection-snapshot';
import { confirmDeleted } from './confirm-deleted';
import { markConnectionsDeleted } from './mark-connections-deleted';

export interface ConnectionsNow {
  connections: ConnectionRow[];
  /** The reason why Codat failed or its answer was unusable: then pages show the stored state. */
  failure: Upstream | null;
}

/** The business as it was before Codat is asked. */
export interface BeforeAnswer {
  connections: ConnectionRow[];
  company: { codatCompanyId: string | null } | null;
}

type Asking = Pick<Ctx, 'db' | 'codat' | 'companyId' | 'now' | 'request'>;

const readBefore = gatherer('connections_before', { connections: connectionsPart, company: companyPart });

/** Never throws for Codat's sake: a page about connections must open when Codat is down. */
export async function refreshConnections(ctx: Asking): Promise<ConnectionsNow> {
  const { failure } = await bringInLine(ctx);
  return { connections: await listConnections(ctx.db, ctx.companyId), failure };
}

/** The same for callers that need no list. @param known where the caller has read it already */
export async function bringInLine(
  ctx: Asking,
  known?: BeforeAnswer,
): Promise<Pick<ConnectionsNow, 'failure'>> {
  const { connections: before, company } = known ?? (await readBefore(ctx.db, { companyId: ctx.companyId }));
  if (!company?.codatCompanyId) return { failure: null };
  try {
    const seen = await listCodatConnections(ctx.codat, company.codatCompanyId);
    const isNew = (id: string) =>
      before.every((row) => row.codatConnectionId !== id || row.platformKey === '');
    const platforms = seen.some(({ id }) => isNew(id)) ? await fetchPlatforms(ctx) : undefined;
    await applyConnectionSnapshot(ctx.db, ctx.companyId, seen, {
      seenAt: ctx.now,
      requestId: ctx.request.requestId,
      platforms,
    });
    const present = new Set(seen.map((wire) => wire.id));
    const missing = before.filter(
      (row) =>
        row.state !== 'deleted' && row.codatConnectionId !== null && !present.has(row.codatConnectionId),
    );
    const gone = await confirmDeleted(ctx.codat, company.codatCompanyId, missing);
    await markConnectionsDeleted(ctx.db, ctx.companyId, gone, {
      seenAt: ctx.now,
      requestId: ctx.request.requestId,
    });
    return { failure: null };
  } catch (error) {
    if (!(error instanceof Upstream)) throw error;
    if (error.kind !== 'not-found') return { failure: error };
    // The company itself seems to be gone: whether it is, is found out where time is.
    await scheduleReconciliation(ctx.db, ctx.companyId, 0);
    return { failure: new Upstream('unavailable', { answered: true, cause: error }) };
  }
}

/** One that was begun elsewhere has its name from the list. Without it, Codat's own name stands until the list is there. */
async function fetchPlatforms(ctx: Asking): Promise<readonly Platform[] | undefined> {
  try {
    return (await listPlatforms(ctx)).platforms;
  } catch (error) {
    if (!(error instanceof Upstream)) throw error;
    return undefined;
  }
}
