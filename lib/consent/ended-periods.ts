// Read model of past agreements: those that a later one of the same product followed, by page, with their events.
import type { Db } from '@/db/client';
import { listEventsAt } from '@/db/queries/consents';
import { listEnded } from '@/db/queries/snapshots';
import { type AgreementPeriod, agreementPeriods } from '../domain/consent/agreement-periods';
import type { ConsentEventBody } from '../domain/consent/consent';
import { type Cursor, type Page, turnPage } from '../domain/text/paging';

export interface EndedPeriod {
  /** The event that began the next one: its place among the others. */
  seq: number;
  period: AgreementPeriod;
  /** Of its product, in order of `seq`. */
  events: ConsentEventBody[];
}

export async function listEndedPeriods(
  db: Db,
  companyId: string,
  { cursor, size, now }: { cursor: Cursor | null; size: number; now: Date },
): Promise<Page<EndedPeriod>> {
  const page = await turnPage(cursor, size, async (side) =>
    (await listEnded(db, companyId, side)).map((row) => ({ ...row, seq: row.followedBy ?? 0 })),
  );
  const seqs = page.items.flatMap(({ seq, basis }) => [...basis, seq]);
  const rows = new Map((await listEventsAt(db, companyId, seqs)).map(({ seq, body }) => [seq, body]));
  const items = page.items.flatMap(({ seq, basis }): EndedPeriod[] => {
    const events = [...basis, seq].sort((a, b) => a - b).flatMap((each) => rows.get(each) ?? []);
    const next = rows.get(seq);
    // Not yet: then it is the one that runs, and not among these.
    if (next === undefined || new Date(next.event_time) > now) return [];
    const period = agreementPeriods(events, now).findLast(({ began }) => began.seq < seq);
    return period === undefined ? [] : [{ seq, period, events }];
  });
  return { ...page, items };
}
