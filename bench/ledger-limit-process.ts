// Worker process of the audit's baseline: it receives events in parts, and parses and hashes each.
import { createHash } from 'node:crypto';
import postgres from 'postgres';
import type { Slice } from '../db/ledger-reader';

export interface LimitTask {
  url: string;
  slice: Slice;
}

let sql: postgres.Sql | undefined;

process.on('message', async ({ url, slice: { from, to } }: LimitTask) => {
  sql ??= postgres(url, { max: 1, onnotice: () => {} });
  let events = 0;
  await sql<{ text: string }[]>`select body::text as text from consent_events
    where company_id >= ${from} and (${to}::uuid is null or company_id < ${to}) order by company_id, seq`.forEach(
    ({ text }) => {
      JSON.parse(text);
      createHash('sha256').update(text).digest('hex');
      events += 1;
    },
  );
  process.send?.(events);
});
process.once('disconnect', () => process.exit());
