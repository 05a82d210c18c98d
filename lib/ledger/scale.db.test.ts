import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, test, vi } from 'vitest';
import { seedLedger } from '@/bench/ledger-seed';
import { useTestDatabase } from '@/e2e/database';
import { makeSigningKey } from '../domain/receipt/receipt-keys';
import { getSigningKeys } from '../runtime/env';
import { openCheckpoints } from './checkpoint-store';
import { ownHeads } from './own-checkpoints';
import { verifyLedger } from './verify-ledger';
import { writeCheckpoint } from './write-checkpoint';

const database = useTestDatabase();

// The long form, with a million events and figures: `npx tsx bench/ledger.ts`.
test('a larger ledger is sound as it was seeded, and one changed digit in it is found by any number of processes', async () => {
  const { companies, key } = await seedLedger(database.url, { events: 4_000, companies: 400 });
  const sound = await verifyLedger(database.url, [key], { processes: 2, eventsPerSlice: 500 });
  expect(sound).toMatchObject({ companies: 400, events: 4_000, receipts: 2_800, faults: [] });
  const directory = await mkdtemp(path.join(os.tmpdir(), 'accord-scale-'));
  vi.stubEnv('CHECKPOINT_DIR', directory);
  await writeCheckpoint(database.db, openCheckpoints(directory), getSigningKeys(), new Date());
  const heads = await ownHeads(database.db, [key]);
  vi.unstubAllEnvs();
  await rm(directory, { recursive: true });
  expect(heads).toHaveLength(400);
  const vouched = { processes: 1, eventsPerSlice: 500, heads };
  expect(await verifyLedger(database.url, [key], vouched)).toEqual(sound);
  // Of a key that is not published nothing is taken on a checkpoint's word.
  const unknown = await verifyLedger(database.url, [makeSigningKey()], vouched);
  expect(unknown.faults).toHaveLength(4_000);

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
  expect((await verifyLedger(database.url, [key], vouched)).faults).toEqual([fault]);
  expect((await verifyLedger(database.url, [key], { processes: 1 })).faults).toEqual([fault]);
});
