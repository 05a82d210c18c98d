// Reconciliation loop of reading: settings first, then each missing read, with access decided again before every call.

import { findCompany } from '@/db/queries/companies';
import { scheduleReconciliation } from '@/db/queries/reconciliation-schedule';
import { restUntil } from '../codat/call-budget';
import { checkConnections } from '../connection/check-connections';
import { NotNow, PermanentFailure, Upstream } from '../errors';
import { machineClock } from '../runtime/clock';
import { alignSettings } from '../sync/align-settings';
import { enqueueFollowing } from '../sync/enqueue-following';
import { type AskableRead, listReadsToAsk } from '../sync/reading-plan';
import { type Asked, type AskOutcome, askForRead } from './ask-for-read';
import { readOffers } from './read-offers';
import { type ProgressTools, refreshProgress } from './refresh-progress';

interface Order {
  companyId: string;
  requestId: string;
}

/** Idempotent: it requests no read that Codat has begun. @throws Upstream to be tried again; PermanentFailure, NotNow */
export async function alignReading(tools: ProgressTools, order: Order): Promise<void> {
  const { db } = tools;
  const codatCompanyId = (await findCompany(db, order.companyId))?.codatCompanyId;
  if (!codatCompanyId) return;
  const until = await restUntil(db);
  if (until !== null)
    throw new NotNow(until.getTime() - machineClock.now().getTime(), 'Codat asked for a rest');
  const refusal = await orRefusal(alignSettings(tools, order));
  if (refusal?.kind === 'not-found') {
    // The company itself may be missing: reconciliation finds out.
    await scheduleReconciliation(db, order.companyId, 0);
    return;
  }
  const asked = await askForAll(tools, order, codatCompanyId);
  const ids = [
    ...new Set(asked.flatMap(({ outcome, connectionId }) => (outcome === 'queued' ? connectionId : []))),
  ];
  if (ids.length > 0) {
    const about = { companyId: order.companyId, connectionIds: ids };
    await db.transaction((tx) =>
      enqueueFollowing(tx, about, { now: tools.now(), requestId: order.requestId }),
    );
  }
  if (asked.some(({ outcome }) => outcome === 'not-in-plan')) {
    throw new PermanentFailure('Codat: limit: it does not read this within your plan');
  }
  if (refusal !== null) {
    throw new PermanentFailure(`${refusal.message}: Codat does not let its sync settings be set`);
  }
}

/** The error if no retry can help; other errors are thrown. */
async function orRefusal(work: Promise<void>): Promise<Upstream | null> {
  try {
    await work;
    return null;
  } catch (error) {
    const isForGood = error instanceof Upstream && ['not-found', 'refused', 'invalid'].includes(error.kind);
    if (!isForGood) throw error;
    return error;
  }
}

async function askForAll(
  tools: ProgressTools,
  order: Order,
  codatCompanyId: string,
): Promise<(Asked & { outcome: AskOutcome })[]> {
  const { db, codat } = tools;
  const { companyId } = order;
  const offers = await readOffers({ db, codat, now: tools.now() });
  const plan = () => listReadsToAsk(db, companyId, { now: tools.now(), offers });
  if ((await plan()).length === 0) return [];
  // Reads that Codat began by itself need no request.
  await refreshProgress(tools, order, 'now');
  const done = new Map<string, Asked & { outcome: AskOutcome }>();
  let isChecked = false;
  for (;;) {
    const read = (await plan()).find((one) => !done.has(keyOf(one)));
    if (read === undefined) return [...done.values()];
    const outcome = await askForRead(tools, order, { ...read, codatCompanyId, isChecked });
    if (outcome === 'check-first') {
      // Codat refuses both a data type that the platform lacks and a connection without access, so check the latter.
      await checkConnections(tools, order);
      isChecked = true;
      continue;
    }
    done.set(keyOf(read), { ...read, codatCompanyId, isChecked, outcome });
    if (outcome === 'not-in-plan') return [...done.values()];
  }
}

const keyOf = ({ connectionId, dataType }: AskableRead) => `${connectionId} ${dataType}`;
