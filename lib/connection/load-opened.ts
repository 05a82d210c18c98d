// Loader of facts about new access, in one statement: events of the business, and delegated links that led there.
import type { Db } from '@/db/client';
import { gatherer } from '@/db/queries/gather';
import { chainHeadPart } from '@/db/queries/proven-events';
import { openSharesPart, type ShareRow } from '@/db/queries/shares';
import { basisPart, provenBasis } from '@/db/queries/snapshots';
import type { ConsentEventBody } from '../domain/consent/consent';

const read = gatherer('opened_facts', { basis: basisPart, head: chainHeadPart, shares: openSharesPart });

/** @returns names of persons in events read as empty */
export async function loadOpened(
  tx: Db,
  companyId: string,
  connectionIds: readonly string[],
): Promise<{ events: ConsentEventBody[]; shares: ShareRow[] }> {
  if (connectionIds.length === 0) return { events: [], shares: [] };
  const found = await read(tx, { companyId, until: null, connectionIds });
  const basis = await provenBasis(tx, companyId, {}, found);
  return { events: basis.map(({ body }) => body), shares: found.shares };
}
