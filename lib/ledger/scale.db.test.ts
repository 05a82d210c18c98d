import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { seedLedger } from '@/bench/ledger-seed';
import { useTestDatabase } from '@/e2e/database';
import { verifyLedger } from './verify-ledger';

const database = useTestDatabase();

// The long form, with a million events and figures: `npx tsx bench/ledger.ts`.
test('a larger ledger is sound as it was seeded, and one changed digit in it is found by any number of processes', async () => {
  const { companies, key } = await seedLedger(database.url, { events: 4_000, companies: 400 });
  const sound = await verifyLedger(database.url, [key], { processes: 2, eventsPerSlice: 500 });
  expect(sound).toMatchObject({ companies: 400, events: 4_000, receipts: 2_800, faults: [] });

  const companyId = companies[217] ?? '';
  await database.owner.transaction(async (tx) => {
    await tx.execute(sql`alter table consent_events disable trigger user`);
    await tx.execute(sql`update consent_events set body = jsonb_set(body::jsonb, '{history_months}', '25')::json
      where company_id = ${companyId} and seq = 6`);
  });
  const fault = { companyId, kind: 'chain', seq: 6, problem: 'hash' };
  expect((await verifyLedger(database.url, [key], { processes: 2, eventsPerSlice: 500 })).faults).toEqual([
    fault,
  ]);
  expect((await verifyLedger(database.url, [key], { processes: 1 })).faults).toEqual([fault]);
});
