// Verb: records that Codat deleted connections; one ledger entry per product tells of the deleted data.
import type { Db } from '@/db/client';
import { lockCompany } from '@/db/queries/companies';
import { insertConnectionEvents } from '@/db/queries/connection-events';
import { type ConnectionRow, listConnections, setEnded } from '@/db/queries/connections';
import { listDeletions } from '@/db/queries/consents';
import { dropOpenChecks } from '@/db/queries/organisation-checks';
import { findChainHead } from '@/db/queries/proven-events';
import { listBasis } from '@/db/queries/snapshots';
import { appendEvent } from '../consent/append-event';
import { sourceOf } from '../consent/sources-for';
import { termsIn } from '../domain/consent/consent-terms';
import { deletedWith } from '../domain/consent/data-deleted';
import { notBefore } from '../domain/ledger/ledger';
import { tellDataDeleted } from '../mail/tell-data-deleted';

export interface DeletionSource {
  seenAt: Date;
  /** Of the request or the job that found out. */
  requestId: string;
}

/**
 * Recorded once, whichever caller finds it. Call it only after Codat's own 404, because deletion is final.
 * @param connectionIds Accord's ids
 */
export async function markConnectionsDeleted(
  db: Db,
  companyId: string,
  connectionIds: readonly string[],
  seen: DeletionSource,
): Promise<void> {
  if (connectionIds.length === 0) return;
  await db.transaction(async (tx) => {
    if (!(await lockCompany(tx, companyId))) return;
    const last = (await findChainHead(tx, companyId))?.at ?? null;
    const by = { ...seen, seenAt: notBefore(seen.seenAt, last) };
    const rows = (await listConnections(tx, companyId)).filter(({ id }) => connectionIds.includes(id));
    const fresh = rows.filter(({ state }) => state !== 'deleted');
    for (const row of fresh) await setEnded(tx, companyId, row.id, 'deleted', by.seenAt);
    await insertConnectionEvents(
      tx,
      companyId,
      fresh.map((row) => ({
        connectionId: row.id,
        kind: 'deleted',
        at: by.seenAt,
        by: null,
        organisation: row.organisation,
      })),
    );
    await dropOpenChecks(tx, companyId, [...connectionIds]);
    for (const row of rows) await tellLedger(tx, companyId, row, by);
  });
}

/** One entry per product that what was deleted had been read for. Its standing stays: what was agreed is not undone. */
async function tellLedger(tx: Db, companyId: string, row: ConnectionRow, by: DeletionSource): Promise<void> {
  const [known, told] = [await listBasis(tx, companyId), await listDeletions(tx, companyId, row.id)];
  const events = [...new Map([...known, ...told].map(({ seq, body }) => [seq, body]))]
    .sort(([a], [b]) => a - b)
    .map(([, body]) => body);
  const concerned = deletedWith(events, row, by.seenAt);
  for (const terms of concerned) {
    await appendEvent(
      tx,
      {
        companyId,
        actor: { kind: 'system', name: 'codat' },
        now: by.seenAt,
        request: {
          requestId: by.requestId,
          page: '',
          locale: terms.privacy_notice.language,
          ipTruncated: null,
          userAgent: null,
        },
      },
      { type: 'data_deleted', terms: { ...termsIn(terms), sources: [sourceOf(row)] } },
    );
  }
  await tellDataDeleted(tx, row, concerned, by);
}
