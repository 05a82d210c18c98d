// Safety net for reading: what Codat was last told and asked is held against what is agreed, without a call to it.
import { findSettingsKey } from '@/db/queries/companies';
import { hasWaitingJob } from '@/db/queries/reconciliations';
import { settingsKey } from '../domain/reading/sync-plan';
import { knownOffers } from '../reading/read-offers';
import { oweReading, readingLane } from '../sync/enqueue-reading';
import { listReadsToAsk, listWanted } from '../sync/reading-plan';
import type { Mended, Order, ReconcileTools } from './tools';

/** Owed again and not done here: so that one look at a time decides what is read. */
export async function mendReading(tools: ReconcileTools, order: Order): Promise<Mended[]> {
  const { db, now } = tools;
  const { companyId, requestId, isDryRun } = order;
  if (await hasWaitingJob(db, readingLane(companyId))) return [];
  const { wanted } = await listWanted(db, companyId, now());
  const isTold = (await findSettingsKey(db, companyId)) === settingsKey(wanted);
  const missing = await listReadsToAsk(db, companyId, { now: now(), offers: await knownOffers(db) });
  if (isTold && missing.length === 0) return [];
  if (!isDryRun) await db.transaction((tx) => oweReading(tx, { companyId, requestId }));
  return [{ found: 'reading-differs', connectionId: null, done: isDryRun ? 'left' : 'owed-again' }];
}
