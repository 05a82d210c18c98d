// Verb: records that Codat deleted connections; one ledger entry per product tells of the deleted data.
import type { Db } from '@/db/client';
import { insertConnectionEvents } from '@/db/queries/connection-events';
import { type ConnectionRow, setEnded } from '@/db/queries/connections';
import { listDeletions } from '@/db/queries/consents';
import { dropOpenChecks } from '@/db/queries/organisation-checks';
import type { Agreements } from '../consent/agreements';
import { changeAgreement } from '../consent/change-agreement';
import type { EventCtx } from '../context';
import { sourceOf } from '../domain/access/serving-sources';
import { termsIn } from '../domain/consent/consent-terms';
import { deletedWith } from '../domain/consent/data-deleted';
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
  const request = { requestId: seen.requestId, page: '', ipTruncated: null, userAgent: null };
  const asked: EventCtx = {
    companyId,
    actor: { kind: 'system', name: 'codat' },
    now: seen.seenAt,
    request: { ...request, locale: 'en' },
  };
  await changeAgreement({ ...asked, db }, async (agreements) => {
    const { tx, ctx } = agreements;
    const by = { ...seen, seenAt: ctx.now };
    const rows = agreements.facts.connections.filter(({ id }) => connectionIds.includes(id));
    const fresh = rows.filter(({ state }) => state !== 'deleted');
    const freshIds = fresh.map(({ id }) => id);
    await setEnded(tx, companyId, freshIds, 'deleted', by.seenAt);
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
    for (const row of rows) await tellLedger(agreements, row, by);
  });
}

/** One entry per product that what was deleted had been read for. Its standing stays: what was agreed is not undone. */
async function tellLedger(
  agreements: Agreements<EventCtx>,
  row: ConnectionRow,
  by: DeletionSource,
): Promise<void> {
  const { tx, ctx } = agreements;
  const told = await listDeletions(tx, ctx.companyId, row.id);
  const events = new Map([
    ...agreements.events().map((body) => [body.seq, body] as const),
    ...told.map(({ seq, body }) => [seq, body] as const),
  ]);
  const concerned = deletedWith(
    [...events.values()].sort((a, b) => a.seq - b.seq),
    row,
    by.seenAt,
  );
  for (const terms of concerned) {
    await agreements.append(
      { type: 'data_deleted', terms: { ...termsIn(terms), sources: [sourceOf(row)] } },
      { ...ctx, request: { ...ctx.request, locale: terms.privacy_notice.language } },
    );
  }
  await tellDataDeleted(tx, row, concerned, by);
}
