// Lookup at Codat of a connection that a browser reported.
import { findCompany } from '@/db/queries/companies';
import { type ConnectionRow, listConnections, setCodatConnectionId } from '@/db/queries/connections';
import { getCodatConnection } from '../codat/connections';
import { refreshConnections } from '../connection/refresh-connections';
import { mayAskNow, refreshForView } from '../connection/refresh-for-view';
import { withPlatformKeys } from '../connection/with-platform-keys';
import type { Ctx } from '../context';
import { Upstream } from '../errors';

/**
 * Aligns the record here with Codat's, then looks the connection up in it.
 * @param codatConnectionId a claim
 * @returns null when Codat has no such connection for this business, or could not be asked
 */
export async function findReported(ctx: Ctx, codatConnectionId: string): Promise<ConnectionRow | null> {
  const mayAsk = await mayAskNow(ctx);
  const { connections, failure } = await (mayAsk ? refreshConnections(ctx) : refreshForView(ctx));
  const known = connections.find((row) => row.codatConnectionId === codatConnectionId);
  if (known !== undefined || failure !== null || !mayAsk) return known ?? null;
  return (await adoptStarting(ctx, codatConnectionId)) ? findReported(ctx, codatConnectionId) : null;
}

/**
 * A connection that was begun from Accord's own list and got no answer of Codat still waits for its id: until then
 * a new one of the same platform is not treated as created elsewhere (`apply-connection-snapshot.ts`). This is that one.
 */
async function adoptStarting(ctx: Ctx, codatConnectionId: string): Promise<boolean> {
  const company = await findCompany(ctx.db, ctx.companyId);
  const rows = await listConnections(ctx.db, ctx.companyId);
  if (!company?.codatCompanyId || !rows.some((row) => row.codatConnectionId === null)) return false;
  try {
    const wire = await getCodatConnection(ctx.codat, company.codatCompanyId, codatConnectionId);
    const [told] = await withPlatformKeys(ctx.db, wire === null ? [] : [wire]);
    const row = rows.find((one) => one.codatConnectionId === null && one.platformKey === told?.platformKey);
    if (row === undefined) return false;
    await setCodatConnectionId(ctx.db, ctx.companyId, row.id, codatConnectionId);
    return true;
  } catch (error) {
    if (error instanceof Upstream) return false;
    throw error;
  }
}
