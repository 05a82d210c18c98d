// SQL of chain heads: the newest event of every business's chain.
import { sql } from 'drizzle-orm';
import type { KeptEvent } from '../../lib/domain/ledger/event-proof';
import type { Db } from '../client';
import { consentEvents } from '../schema/consent';
import { AT } from './ledger-facts';

const BATCH = 1_000;

/** The newest event of each business, by id. Jumps through the index, so its cost does not grow with the events. */
export async function* walkHeads(db: Db): AsyncGenerator<KeptEvent> {
  let last = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await db.execute<{
      company_id: string;
      seq: number;
      hash: string;
      signature: string;
      key_id: string;
      at: string;
      id: string;
      type: string;
      product_id: string;
      text: string;
    }>(sql`
      with recursive business (id) as (
        (select company_id from ${consentEvents} where company_id > ${last}::uuid order by company_id limit 1)
        union all
        select (select company_id from ${consentEvents} where company_id > business.id order by company_id limit 1)
        from business where business.id is not null
      )
      select head.* from (select id from business where id is not null limit ${BATCH}) b cross join lateral (
        select company_id, seq, hash, signature, key_id, ${AT} as at, id, type, product_id, body::text as text
        from ${consentEvents}
        where company_id = b.id order by seq desc limit 1
      ) head order by company_id`);
    for (const { company_id: companyId, key_id: keyId, product_id: productId, at, ...head } of rows)
      yield { ...head, companyId, keyId, productId, at: new Date(at) };
    const end = rows.at(-1);
    if (end === undefined) return;
    last = end.company_id;
  }
}
