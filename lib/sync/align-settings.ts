// Reconciliation of sync settings with the ledger: read and compared as a whole, written only when they differ.
import { randomUUID } from 'node:crypto';
import type { Db } from '@/db/client';
import { findCompany, findSettingsKey, lockCompany, setSettingsKey } from '@/db/queries/companies';
import type { Codat } from '../codat/client';
import { getSyncSettings, setSyncSettings } from '../codat/sync-settings';
import type { Ctx } from '../context';
import { areSameSettings, settingsFor, settingsKey, type WantedType } from '../domain/reading/sync-plan';
import { Upstream } from '../errors';
import { enqueueReading } from './enqueue-reading';
import { listWanted } from './reading-plan';

interface Order {
  companyId: string;
  requestId: string;
}

interface Tools {
  db: Db;
  codat: Codat;
  /** Business time. */
  now: () => Date;
}

/**
 * Idempotent, and without a call while nothing changes. A business without a company at Codat has no settings.
 * @throws Upstream
 */
export async function alignSettings(tools: Tools, { companyId, requestId }: Order): Promise<void> {
  const { db, codat, now } = tools;
  const codatCompanyId = (await findCompany(db, companyId))?.codatCompanyId;
  if (!codatCompanyId) return;
  const { wanted } = await listWanted(db, companyId, now());
  const key = settingsKey(wanted);
  if ((await findSettingsKey(db, companyId)) === key) return;
  await writeSettings(codat, codatCompanyId, wanted, () => setSettingsKey(db, companyId, null));
  await db.transaction(async (tx) => {
    if (!(await lockCompany(tx, companyId))) return;
    // The customer may have agreed or withdrawn during the call: the job of that change may have run before this one.
    const isCurrent = settingsKey((await listWanted(tx, companyId, now())).wanted) === key;
    if (isCurrent) await setSettingsKey(tx, companyId, key);
    else await enqueueReading(tx, { companyId, requestId });
  });
}

async function writeSettings(
  codat: Codat,
  codatCompanyId: string,
  wanted: readonly WantedType[],
  beforeWriting: () => Promise<void>,
): Promise<void> {
  const present = await getSyncSettings(codat, codatCompanyId);
  const settings = settingsFor(present.settings, wanted);
  if (present.areOwn && areSameSettings(present.settings, settings)) return;
  await beforeWriting();
  await setSyncSettings(codat, codatCompanyId, settings, randomUUID());
}

/**
 * Before a customer goes to a platform, so that the first read covers the agreed data only. A refusal of Codat
 * delays no customer: the job that is enqueued too tries again.
 */
export async function alignBeforeLeaving(
  ctx: Pick<Ctx, 'db' | 'codat' | 'companyId' | 'now' | 'request'>,
): Promise<void> {
  const { db, codat, companyId, now, request } = ctx;
  try {
    await alignSettings({ db, codat, now: () => now }, { companyId, requestId: request.requestId });
  } catch (error) {
    if (!(error instanceof Upstream)) throw error;
  }
}
