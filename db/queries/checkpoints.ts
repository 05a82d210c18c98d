// SQL of checkpoints: those that were written, and the heads in them that the ledger no longer holds.
import { desc, sql } from 'drizzle-orm';
import type { ChainHead } from '../../lib/domain/ledger/checkpoint';
import type { Db } from '../client';
import { checkpoints, consentEvents } from '../schema/consent';

const BATCH = 1_000;
/** `fingerprintOf` of an event. */
const FINGERPRINT = sql`encode(sha256(convert_to(concat_ws(' ', e.hash, e.signature, e.key_id), 'UTF8')), 'hex')`;
/** The app's role may insert rows: those without a valid signature are skipped. */
const LOOKED_AT = 50;

/** Those of the given heads that the ledger does not hold with the same fingerprint. */
export async function listMissing(db: Db, heads: readonly ChainHead[]): Promise<ChainHead[]> {
  const missing: ChainHead[] = [];
  for (let from = 0; from < heads.length; from += BATCH) {
    const batch = heads.slice(from, from + BATCH);
    const rows = await db.execute<{ n: number }>(sql`
      select h.n::int as n from unnest(${sql.param(batch.map(({ companyId }) => companyId))}::uuid[],
        ${sql.param(batch.map(({ seq }) => seq))}::int[],
        ${sql.param(batch.map(({ fingerprint }) => fingerprint))}::text[])
        with ordinality as h (company_id, seq, fingerprint, n)
      where not exists (select 1 from ${consentEvents} e
        where e.company_id = h.company_id and e.seq = h.seq and ${FINGERPRINT} = h.fingerprint) order by 1`);
    missing.push(...rows.flatMap(({ n }) => batch[n - 1] ?? []));
  }
  return missing;
}

/** Call it once the checkpoint is written to its file. */
export async function insertCheckpoint(db: Db, number: number, line: string): Promise<void> {
  await db.insert(checkpoints).values({ number, line }).onConflictDoNothing();
}

/** First lines of the newest checkpoints, newest first. */
export async function listCheckpoints(db: Db): Promise<{ number: number; line: string }[]> {
  return db.select().from(checkpoints).orderBy(desc(checkpoints.number)).limit(LOOKED_AT);
}
