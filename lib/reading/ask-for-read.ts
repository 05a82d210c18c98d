// Call that queues one read at Codat: every answer becomes a state that pages can show.
import { randomUUID } from 'node:crypto';
import { pauseCalls } from '@/db/queries/reconciliation-schedule';
import { queueRead } from '../codat/refresh';
import { Upstream } from '../errors';
import { machineClock } from '../runtime/clock';
import type { AskableRead } from '../sync/reading-plan';
import { readOffers } from './read-offers';
import { recordReads } from './record-reads';
import type { ProgressTools } from './refresh-progress';

export interface Asked extends AskableRead {
  codatCompanyId: string;
  /** Codat has confirmed the connection's access since. */
  isChecked: boolean;
}

export type AskOutcome =
  | 'queued'
  /** The platform does not offer the data type. */
  | 'not-offered'
  /** Codat does not allow it for this client. */
  | 'not-in-plan'
  /** First find out whether the connection still gives access. */
  | 'check-first';

const REST_MS = 60_000;

/** @throws Upstream to be tried again */
export async function askForRead(
  tools: ProgressTools,
  order: { companyId: string; requestId: string },
  asked: Asked,
): Promise<AskOutcome> {
  const { codatCompanyId, codatConnectionId, dataType, isChecked } = asked;
  const askedAt = machineClock.now();
  const keep = (status: string, syncId: string | null) =>
    record(tools, order, asked, { status, syncId, askedAt });
  try {
    const wanted = { companyId: codatCompanyId, connectionId: codatConnectionId, dataType };
    const { status, id } = await queueRead(tools.codat, wanted, randomUUID());
    await keep(status, id);
    return 'queued';
  } catch (error) {
    if (!(error instanceof Upstream)) throw error;
    switch (error.kind) {
      case 'in-progress':
        await keep('Queued', null);
        return 'queued';
      case 'invalid':
      case 'not-found':
        if (!isChecked) return 'check-first';
        await keep('NotSupported', null);
        return 'not-offered';
      case 'limit':
        await keep('NotQueued', null);
        return 'not-in-plan';
      case 'busy':
        await pauseCalls(tools.db, (error.retryAfterSeconds ?? 0) * 1000 || REST_MS);
        throw error;
      case 'refused':
        await keep('NotQueued', null);
        throw error;
      default:
        throw error;
    }
  }
}

async function record(
  { db, codat, now }: ProgressTools,
  { companyId, requestId }: { companyId: string; requestId: string },
  { connectionId, dataType }: Asked,
  { status, syncId, askedAt }: { status: string; syncId: string | null; askedAt: Date },
): Promise<void> {
  await recordReads(db, companyId, {
    said: [{ connectionId, dataType, status, syncId, lastReadAt: null }],
    offers: await readOffers({ db, codat, now: now() }),
    askedAt,
    now: now(),
    requestId,
  });
}
