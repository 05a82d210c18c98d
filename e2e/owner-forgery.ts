// Forgery by an attacker with the database owner's password: the end of a record is cut off, with everything that refers to it.
import { sql } from 'drizzle-orm';
import type { Db } from '../db/client';
import { replaceConsents } from '../db/queries/ledger';
import { replaceSnapshots } from '../db/queries/snapshots';
import { snapshotRows } from '../lib/consent/keep-snapshot';
import { rebuild } from '../lib/domain/consent/projection';
import { readLedger } from '../lib/ledger/read-ledger';

const TABLES = {
  consent_events: ['append_only', 'no_truncate', 'stamp'],
  receipts: ['append_only', 'no_truncate'],
};

/**
 * The rest is consistent: events, receipts, status, guards.
 * @param left number of events that stay; with none the business is removed, too
 */
export async function cutOff(owner: Db, companyId: string, left: number): Promise<void> {
  await owner.transaction(async (tx) => {
    for (const table of Object.keys(TABLES))
      await tx.execute(sql`alter table ${sql.identifier(table)} disable trigger user`);
    await tx.execute(sql`delete from receipts where company_id = ${companyId} and event_id in
      (select id from consent_events where company_id = ${companyId} and seq > ${left})`);
    await tx.execute(sql`delete from consent_events where company_id = ${companyId} and seq > ${left}`);
    for (const [table, triggers] of Object.entries(TABLES))
      for (const name of triggers)
        await tx.execute(sql.raw(`alter table ${table} enable always trigger ${table}_${name}`));
    const bodies = (await readLedger(tx, companyId)).map(({ body }) => body);
    await replaceConsents(tx, companyId, rebuild(bodies));
    await replaceSnapshots(tx, companyId, snapshotRows(companyId, bodies));
    if (left > 0) return;
    await tx.execute(sql`delete from memberships where company_id = ${companyId}`);
    await tx.execute(sql`delete from companies where id = ${companyId}`);
  });
}
