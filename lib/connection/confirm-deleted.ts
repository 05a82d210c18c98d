// Deletion check: asks Codat one by one for connections that its list left out.
import type { ConnectionRow } from '@/db/queries/connections';
import type { Codat } from '../codat/client';
import { getCodatConnection } from '../codat/connections';

/**
 * A list may be out of date: only a 404 for the connection itself proves its deletion, which is final.
 * @returns Accord's ids of the deleted ones
 * @throws Upstream
 */
export async function confirmDeleted(
  codat: Codat,
  codatCompanyId: string,
  missing: readonly Pick<ConnectionRow, 'id' | 'codatConnectionId'>[],
): Promise<string[]> {
  const gone: string[] = [];
  for (const { id, codatConnectionId } of missing) {
    if (codatConnectionId === null) continue;
    if ((await getCodatConnection(codat, codatCompanyId, codatConnectionId)) === null) gone.push(id);
  }
  return gone;
}
