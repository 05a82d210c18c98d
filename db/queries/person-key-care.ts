// SQL for the owner of the tables: rewraps or destroys keys of people, which the app's role may not do.
import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { Db } from '../client';
import { consentEvents, receipts } from '../schema/consent';
import { personKeys } from '../schema/people';

export type PersonKeyRow = typeof personKeys.$inferSelect;

/** In the order of their ids. */
export async function listPersonKeysPage(
  db: Db,
  after: string | null,
  limit: number,
): Promise<PersonKeyRow[]> {
  return db
    .select()
    .from(personKeys)
    .where(after === null ? undefined : gt(personKeys.personId, after))
    .orderBy(asc(personKeys.personId))
    .limit(limit);
}

/** @returns false when the row has changed since it was read */
export async function replaceWrapped(
  db: Db,
  { personId, wrapped }: PersonKeyRow,
  by: string,
): Promise<boolean> {
  const rows = await db
    .update(personKeys)
    .set({ wrapped: by })
    .where(and(eq(personKeys.personId, personId), eq(personKeys.wrapped, wrapped)))
    .returning({ personId: personKeys.personId });
  return rows.length > 0;
}

/** @returns false when there is no such key */
export async function deletePersonKey(db: Db, personId: string): Promise<boolean> {
  const rows = await db
    .delete(personKeys)
    .where(eq(personKeys.personId, personId))
    .returning({ personId: personKeys.personId });
  return rows.length > 0;
}

export interface SealedCounts {
  events: number;
  receipts: number;
  businesses: number;
}

/** Counts what one person's key decrypts in the ledger. Reads every event: for a command, not for a page. */
export async function countSealed(db: Db, personId: string): Promise<SealedCounts> {
  const [row] = await db.execute<{ events: number; receipts: number; businesses: number }>(sql`
    with theirs as (
      select company_id from ${consentEvents} e
      where case json_typeof(e.body -> 'sealed') when 'array' then exists (
        select 1 from json_array_elements(e.body -> 'sealed') part where part ->> 'person' = ${personId}) end
    )
    select count(*)::int as events, count(distinct company_id)::int as businesses,
      (select count(*)::int from ${receipts} where ${personId}::uuid = any(persons)) as receipts from theirs`);
  return row ?? { events: 0, receipts: 0, businesses: 0 };
}
