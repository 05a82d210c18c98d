// A forged event, as somebody with the app's own database role could write it: right chain, right hash, no key.
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Db } from '../db/client';
import { insertEvent, listEvents } from '../db/queries/consents';
import type { ConsentEventBody } from '../lib/domain/consent';
import { hashEvent } from '../lib/domain/ledger';

/** @param part what it says otherwise than the newest event of the business */
export async function forgeEvent(
  db: Db,
  companyId: string,
  part: Partial<ConsentEventBody>,
): Promise<ConsentEventBody> {
  const last = (await listEvents(db, companyId)).at(-1);
  if (last === undefined) throw new Error('there is no event to go on from');
  const body: ConsentEventBody = {
    ...last.body,
    record_id: randomUUID(),
    receipt_id: null,
    seq: last.seq + 1,
    prev_hash: last.hash,
    ...part,
  };
  const [copied] = await db.execute<{ signature: string; key_id: string }>(
    sql`select signature, key_id from consent_events where company_id = ${companyId} and seq = ${last.seq}`,
  );
  await insertEvent(db, companyId, body, {
    hash: hashEvent(body),
    signature: copied?.signature ?? '',
    keyId: copied?.key_id ?? '',
  });
  return body;
}
