// Verb: brings the record of a business's connections in line with Codat.

import { findCompany } from '@/db/queries/companies';
import { type ConnectionRow, listConnections } from '@/db/queries/connections';
import { scheduleReconciliation } from '@/db/queries/reconciliation-schedule';
import { listCodatConnections } from '../codat/connections';
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

type Asking = Pick<Ctx, 'db' | 'codat' | 'companyId' | 'now' | 'request'>;

/** Never throws for Codat's sake: a page about connections must open when Codat is down. */
export async function refreshConnections(ctx: Asking): Promise<ConnectionsNow> {
  const before = await listConnections(ctx.db, ctx.companyId);
  const company = await findCompany(ctx.db, ctx.companyId);
  if (!company?.codatCompanyId) return { connections: before, failure: null };
  try {
    const seen = await listCodatConnections(ctx.codat, company.codatCompanyId);
    const isNew = (id: string) =>
      before.every((row) => row.codatConnectionId !== id || row.platformKey === '');
    if (seen.some(({ id }) => isNew(id))) await fetchNames(ctx);
    await applyConnectionSnapshot(ctx.db, ctx.companyId, seen, {
      seenAt: ctx.now,
      requestId: ctx.request.requestId,
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
    return { connections: await listConnections(ctx.db, ctx.companyId), failure: null };
  } catch (error) {
    if (!(error instanceof Upstream)) throw error;
    if (error.kind !== 'not-found') return { connections: before, failure: error };
    // The company itself seems to be gone: whether it is, is found out where time is.
    await scheduleReconciliation(ctx.db, ctx.companyId, 0);
    const failure = new Upstream('unavailable', { answered: true, cause: error });
    return { connections: before, failure };
  }
}

/** One that was begun elsewhere has its name from the list. Without it, Codat's own name stands until the list is there. */
async function fetchNames(ctx: Asking): Promise<void> {
  try {
    await listPlatforms(ctx);
  } catch (error) {
    if (!(error instanceof Upstream)) throw error;
  }
}
