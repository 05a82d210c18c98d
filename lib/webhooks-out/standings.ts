// Memoized fold over a backlog: deliveries come in order, so each one folds only the new events.
import type { Db } from '@/db/client';
import { findProductOf, listEventsBetween } from '@/db/queries/deliveries';
import type { ConsentEventBody } from '../domain/consent/consent';
import { type ConsentProjection, project } from '../domain/consent/projection';

/** Of so many subscribers, businesses and products; one that is forgotten is added up anew. */
const MOST = 2000;

export interface EventWithStanding {
  body: ConsentEventBody;
  hash: string;
  /** What stands after it. */
  after: ConsentProjection;
}

/** In the order of their last use. The ledger only grows, so what was added up once stays true. */
const kept = new Map<string, ConsentProjection>();

/** @returns null where the ledger has no such event that is proven */
export async function readTold(
  db: Db,
  enqueued: { subscriberId: string; companyId: string; eventId: string; seq: number },
): Promise<EventWithStanding | null> {
  const { subscriberId, companyId, eventId, seq } = enqueued;
  const productId = await findProductOf(db, companyId, eventId);
  if (productId === null) return null;
  const key = `${subscriberId} ${companyId} ${productId}`;
  const before = kept.get(key);
  // Asked for again, it begins anew.
  const from = before !== undefined && before.eventSeq < seq ? before : null;
  const events = await listEventsBetween(db, companyId, {
    productId,
    after: from?.eventSeq ?? 0,
    upTo: seq,
  });
  const after = events.reduce<ConsentProjection | null>((row, { body }) => project(row, body), from);
  const last = events.at(-1);
  // An unproven event is never delivered.
  if (last?.seq !== seq || after === null) return null;
  kept.delete(key);
  kept.set(key, after);
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST) break;
    kept.delete(oldest);
  }
  return { ...last, after };
}
