// Forgery of rows by an attacker with the app's database role: arbitrary data in the place of an event, and invented snapshots.
import { sql } from 'drizzle-orm';
import type { Db } from '../db/client';
import { findChainHead } from '../db/queries/proven-events';

/** Bodies that are no events. */
export const IN_PLACE: Record<string, string> = {
  'an empty object': '{}',
  nothing: 'null',
  'a text': '"given"',
  'a list': '[]',
  'a character that no column holds': '{"privacy_notice":{"hash":"\\u0000"},"sources":"\\u0000"}',
  'half a character': '{"event_type":"\\ud800"}',
  'an event without its parts': '{"seq":4,"sealed":[{}],"service":{"product_id":"lending"},"pii":7}',
  'persons that are none': '{"seq":4,"sealed":[{"person":"x","box":1}],"service":{},"privacy_notice":null}',
};

/** Inserts after the newest event, with that event's hash and signature. @param at as Postgres reads it */
export async function putInPlace(
  db: Db,
  companyId: string,
  text: string,
  { type = 'given', at = new Date().toISOString() } = {},
): Promise<void> {
  await db.execute(sql`
    insert into consent_events (id, company_id, seq, type, product_id, at, body, hash, signature, key_id)
    select gen_random_uuid(), company_id, seq + 1, ${type}, 'lending', ${at}, ${text}::json, hash, signature, key_id
    from consent_events where company_id = ${companyId} order by seq desc limit 1`);
}

/** Changes of the derived status rows. */
export const STANDINGS = {
  changed: sql`update consents set standing = 'given'`,
  prolonged: sql`update consents set expires_at = expires_at + interval '1 year'`,
  removed: sql`delete from consents`,
  moved: sql`update consents set product_id = 'cash-flow'`,
};

/** Inserts a snapshot with the signature of the newest event. @param at as Postgres reads it */
export async function forgeSnapshot(
  db: Db,
  companyId: string,
  { seq, at, basis }: { seq: number; at: string; basis: string },
): Promise<void> {
  const head = await findChainHead(db, companyId);
  await db.execute(sql`
    insert into consent_snapshots (company_id, product_id, seq, at, basis, signature, key_id)
    values (${companyId}, 'lending', ${seq}, ${at}, ${basis}::int[], ${head?.signature ?? ''}, ${head?.keyId ?? ''})`);
}
