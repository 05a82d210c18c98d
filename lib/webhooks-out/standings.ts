// Memoized fold over a backlog: deliveries come in order, so each one folds only the new events.
import type { Db } from '@/db/client';
import { findProductOf, listEventsBetween } from '@/db/queries/deliveries';
import type { ConsentEventBody } from '../domain/consent/consent';
import { type ConsentProjection, project } from '../domain/consent/projection';

/** Entries per subscriber, business and product; a forgotten one is computed again. */
const MOST = 2000;

export interface EventWithStanding {
  body: ConsentEventBody;
  hash: string;
  /** The standing after the event. */
  after: ConsentProjection;
}

/** In order of last use. The ledger only grows, so a result stays true. */
const kept = new Map<string, ConsentProjection>();

/** @returns null if the ledger has no such proven event */
export async function readTold(
  db: Db,
  enqueued: { subscriberId: string; companyId: string; eventId: string; seq: number },
): Promise<EventWithStanding | null> {
  const { subscriberId, companyId, eventId, seq } = enqueued;
  const productId = await findProductOf(db, companyId, eventId);
  if (productId === null) return null;
  const key = `${subscriberId} ${companyId} ${productId}`;
  const before = kept.get(key);
  // An earlier event than the cached one: computed from the start.
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
