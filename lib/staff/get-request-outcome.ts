// Read model of a request's outcome for staff: from the ledger, never from the address of the page.
import { getConnectionView } from '../connection/get-connection-view';
import { getConsentView } from '../consent/get-consent-view';
import type { ConsentEventBody } from '../domain/consent/consent';
import type { Product } from '../domain/product/product';
import { NotFound } from '../errors';
import { REQUEST_ACTS, type RequestAct } from './act-on-request';
import type { StaffCtx } from './context';

export interface RequestOutcome {
  /** The person who is viewing carried it out. */
  isOwn: boolean;
  at: Date;
  /** The actor as named by an event of the ledger or of a connection; null for none. */
  by: ConsentEventBody['entity'] | string | null;
  subject: Product['name'] | string;
}

const ENDS: Record<RequestAct, readonly string[]> = {
  withdraw: ['withdrawn'],
  pause: ['paused'],
  end: ['deleted', 'unlinked'],
};

/** Null if the record has no such end, or it has been undone since. */
export async function getRequestOutcome(
  { db, now }: Pick<StaffCtx, 'db' | 'now'>,
  person: { userId: string; name: string },
  asked: { companyId: string; act: unknown; subject: unknown },
): Promise<RequestOutcome | null> {
  const act = REQUEST_ACTS.find((each) => each === asked.act);
  const { companyId, subject } = asked;
  if (act === undefined || typeof subject !== 'string') return null;
  try {
    const ctx = { db, companyId, now };
    return await (act === 'end' ? endOf(ctx, person, subject) : changeOf(ctx, person, subject, ENDS[act]));
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}

type BusinessCtx = Pick<StaffCtx, 'db' | 'now'> & { companyId: string };

async function changeOf(
  ctx: BusinessCtx,
  { userId }: { userId: string },
  productId: string,
  ends: readonly string[],
): Promise<RequestOutcome | null> {
  const { product, latest: last } = await getConsentView(ctx, productId);
  if (last === undefined || !ends.includes(last.event_type)) return null;
  return {
    isOwn: last.entity.kind === 'staff' && last.entity.user_id === userId,
    at: new Date(last.event_time),
    by: last.entity,
    subject: product.name,
  };
}

async function endOf(
  ctx: BusinessCtx,
  { name }: { name: string },
  connectionId: string,
): Promise<RequestOutcome | null> {
  const { connection, latest, ending } = await getConnectionView(ctx, connectionId);
  const last = latest.find(({ kind }) => ENDS.end.includes(kind));
  if (ending === null || last === undefined) return null;
  return {
    isOwn: last.onRequest !== null && last.by === name,
    at: last.at,
    by: last.by,
    subject: connection.platformName,
  };
}
