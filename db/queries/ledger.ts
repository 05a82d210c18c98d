// SQL of walking the whole ledger, and of rebuilding the projection from it.
import { and, asc, eq, gt, type SQL, sql } from 'drizzle-orm';
import { LEDGER_TABLES } from '../app-role';
import type { Db } from '../client';
import { consentEvents, consents, notices } from '../schema/consent';
import type { ConsentRow } from './consents';

export type LedgerRow = typeof consentEvents.$inferSelect;

const BATCH = 500;

/** Every business that has a ledger or a standing, in the order of their ids; read in pages, never all at once. */
export async function* walkLedgerCompanies(db: Db): AsyncGenerator<string> {
  let last = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await db.execute<{ company_id: string }>(sql`
      select company_id from ${consentEvents} where company_id > ${last}::uuid
      union
      select company_id from ${consents} where company_id > ${last}::uuid
      order by company_id limit ${BATCH}`);
    for (const row of rows) yield row.company_id;
    const end = rows.at(-1);
    if (end === undefined) return;
    last = end.company_id;
  }
}

/** A page of one business's events after `seq`, oldest first, as stored; all columns, to be compared with the body. */
export async function listLedgerPage(
  db: Db,
  companyId: string,
  afterSeq: number,
  limit = BATCH,
): Promise<LedgerRow[]> {
  return db
    .select()
    .from(consentEvents)
    .where(and(eq(consentEvents.companyId, companyId), gt(consentEvents.seq, afterSeq)))
    .orderBy(asc(consentEvents.seq))
    .limit(limit);
}

/** The exact notices of the products in this business's events. @param afterSeq only those of later events */
export async function listCompanyNotices(db: Db, companyId: string, afterSeq = 0) {
  return db
    .select({ hash: notices.hash, text: notices.text })
    .from(notices)
    .where(
      // Not by fields of events: a forged row may hold text that the server cannot parse.
      sql`${notices.productId} = any(array(select ${consentEvents.productId} from ${consentEvents}
        where ${consentEvents.companyId} = ${companyId} and ${consentEvents.seq} > ${afterSeq}))`,
    );
}

export interface LedgerGuard {
  table: string;
  /** This connection's role may change or empty the table, or disable its triggers. */
  mayChange: boolean;
  /** The login user of this connection has these rights after RESET ROLE. */
  mightChange: boolean;
  /** The triggers that refuse changes, and the one that stamps events, exist and are enabled. */
  isGuarded: boolean;
}

/** Lists who could change the append-only tables. */
export async function listLedgerGuards(db: Db): Promise<LedgerGuard[]> {
  const may = (who: SQL) => sql`(has_any_column_privilege(${who}, c.oid, 'UPDATE')
    or has_table_privilege(${who}, c.oid, 'DELETE, TRUNCATE, TRIGGER'))`;
  const rows = await db.execute<{ name: string; may: boolean; might: boolean; guarded: boolean }>(sql`
    select t.name, coalesce(${may(sql`current_user`)}, false) as may, coalesce(${may(sql`session_user`)}, false) as might,
      (select count(*) = case t.name when 'consent_events' then 3 else 2 end from pg_trigger g join pg_proc p on p.oid = g.tgfoid
        where g.tgrelid = c.oid and g.tgenabled in ('O', 'A')
          and p.proname in ('refuse_ledger_change', 'stamp_ledger_event')) as guarded
    from unnest(${sql.param(LEDGER_TABLES)}::text[]) as t (name)
    left join pg_class c on c.relname = t.name and c.relnamespace = current_schema()::regnamespace
    order by 1`);
  return rows.map(({ name, may, might, guarded }) => ({
    table: name,
    mayChange: may,
    mightChange: might,
    isGuarded: guarded,
  }));
}

/** Replaces all standing rows of a business. The caller holds the lock on it. */
export async function replaceConsents(tx: Db, companyId: string, rows: ConsentRow[]): Promise<void> {
  await tx.delete(consents).where(eq(consents.companyId, companyId));
  if (rows.length > 0) await tx.insert(consents).values(rows);
}
