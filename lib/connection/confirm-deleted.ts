// Owns asking Codat whether connections that its list leaves out are gone.
import type { ConnectionRow } from '@/db/queries/connections';
import type { Codat } from '../codat/client';
import { getCodatConnection } from '../codat/connections';

/**
 * A list may lag behind: only a connection that Codat itself calls unknown is gone, since gone is for ever.
 * @returns our ids of those that are
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
