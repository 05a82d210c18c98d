// Loader of name hints: the organisation's name from the return address, where Codat gives none.
import type { Db } from '@/db/client';
import type { ConnectionRow } from '@/db/queries/connections';
import { listTrips } from '@/db/queries/journeys';
import { findOpenCheck } from '@/db/queries/organisation-checks';
import type { CodatConnection } from '../codat/transform';
import { isLinked } from '../domain/connection/connection';
import { hintOf, type NameHint } from '../domain/connection/name-hint';

/** @returns hints by Codat's id of the connection */
export async function loadHints(
  tx: Db,
  companyId: string,
  seen: readonly CodatConnection[],
  rows: readonly ConnectionRow[],
): Promise<Map<string, NameHint>> {
  const hints = new Map<string, NameHint>();
  for (const wire of seen) {
    const row = rows.find(({ codatConnectionId }) => codatConnectionId === wire.id);
    if (row === undefined || wire.organisation !== null || wire.isUpload || !isLinked(wire)) continue;
    const isNew = !isLinked(row);
    // A hint completes a question without a name; it withdraws no other question.
    if (!isNew && (await findOpenCheck(tx, companyId, row.id))?.nameAfter !== null) continue;
    const hint = hintOf(await listTrips(tx, companyId, row.id), { authorisedAt: row.authorisedAt, isNew });
    if (hint !== null) hints.set(wire.id, hint);
  }
  return hints;
}
