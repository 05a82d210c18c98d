// SQL of deliveries (transactional outbox): written with the event, sent in order per business, every attempt kept.
import { and, asc, desc, eq, gt, inArray, lte, ne, sql } from 'drizzle-orm';
import type { AttemptOutcome, DeliveryState, OutboundType } from '../../lib/domain/work/outbound';
import type { Db } from '../client';
import { consentEvents } from '../schema/consent';
import { deliveries, deliveryAttempts, subscribers } from '../schema/outbound';
import { jobs } from '../schema/work';
import { part, select } from './gather';
import { JOBS_CHANNEL } from './jobs';
import { provenOf } from './proven-events';

export interface EventToDeliver {
  eventId: string;
  companyId: string;
  seq: number;
  type: OutboundType;
  productId: string;
  requestId: string;
}

/** As `deliveryId` in the domain makes it. */
const idOf = sql`'evt_' || substr(encode(sha256(convert_to(s.id || ':' || e.id, 'UTF8')), 'hex'), 1, 40)`;
/** As `deliveryLane` in the domain makes it, and the job beside it. */
const lane = sql`'outbound:' || d.subscriber_id || ':' || d.company_id`;
const job = sql`jsonb_build_object('kind', 'deliver-event', 'companyId', d.company_id, 'subscriberId', d.subscriber_id)`;
const wants = sql`(s.types is null or 'consent.' || e.type = any(s.types))
  and (s.products is null or e.product_id = any(s.products))`;

/**
 * Enqueues events for every endpoint that wants them, with their jobs: one statement, in the transaction of the events,
 * after the lock on the business. A paused endpoint gets a delivery too, and receives it after the pause.
 */
export async function insertDeliveries(tx: Db, events: readonly EventToDeliver[]): Promise<void> {
  const given = events.map(({ eventId, companyId, seq, type, productId, requestId }) => ({
    id: eventId,
    company_id: companyId,
    seq,
    type: type.slice('consent.'.length),
    product_id: productId,
    request_id: requestId,
  }));
  await tx.execute(sql`
    with e as (
      select * from json_to_recordset(${JSON.stringify(given)}::json)
        as g (id uuid, company_id uuid, seq int, type text, product_id text, request_id text)
    ), d as (
      insert into ${deliveries} (id, subscriber_id, company_id, event_id, seq)
      select ${idOf}, s.id, e.company_id, e.id, e.seq from e, ${subscribers} s
      where s.state <> 'removed' and ${wants}
      returning id, subscriber_id, company_id, event_id
    )
    insert into ${jobs} (lane, job, request_id)
    select ${lane}, ${job}, e.request_id
    from d join ${subscribers} s on s.id = d.subscriber_id join e on e.id = d.event_id
    where s.state = 'active' order by e.seq
    returning pg_notify(${JOBS_CHANNEL}, '')`);
}

/** Read before events are written: most sites have no endpoint, and planning the statement above takes six times as long. */
export const hasSubscribersPart = part(
  select.select({ id: subscribers.id }).from(subscribers).where(ne(subscribers.state, 'removed')).limit(1),
  (rows) => rows.length > 0,
);

export interface FoundDelivery {
  id: string;
  subscriberId: string;
  companyId: string;
  eventId: string;
  seq: number;
  attempts: number;
  enqueuedAt: Date;
  subscriberState: string;
  url: string;
  secret: string;
  /** Null when its time is over. */
  previousSecret: string | null;
}

/** The oldest that one subscriber is still enqueued about one business. */
export async function findNextDelivery(
  db: Db,
  subscriberId: string,
  companyId: string,
): Promise<FoundDelivery | null> {
  const [row] = await db
    .select({
      id: deliveries.id,
      subscriberId: deliveries.subscriberId,
      companyId: deliveries.companyId,
      eventId: deliveries.eventId,
      seq: deliveries.seq,
      attempts: deliveries.attempts,
      enqueuedAt: deliveries.enqueuedAt,
      subscriberState: subscribers.state,
      url: subscribers.url,
      secret: subscribers.secret,
      previousSecret: sql<
        string | null
      >`case when ${subscribers.previousUntil} > now() then ${subscribers.previousSecret} end`,
    })
    .from(deliveries)
    .innerJoin(subscribers, eq(subscribers.id, deliveries.subscriberId))
    .where(
      and(
        eq(deliveries.subscriberId, subscriberId),
        eq(deliveries.companyId, companyId),
        eq(deliveries.state, 'waiting'),
      ),
    )
    .orderBy(asc(deliveries.seq))
    .limit(1);
  return row ?? null;
}

export async function findProductOf(db: Db, companyId: string, eventId: string): Promise<string | null> {
  const [row] = await db
    .select({ productId: consentEvents.productId })
    .from(consentEvents)
    .where(and(eq(consentEvents.companyId, companyId), eq(consentEvents.id, eventId)));
  return row?.productId ?? null;
}

/** The events of one product after one and up to another: what a standing follows from. */
export async function listEventsBetween(
  db: Db,
  companyId: string,
  { productId, after, upTo }: { productId: string; after: number; upTo: number },
) {
  const rows = await db
    .select({ seq: consentEvents.seq, body: consentEvents.body, hash: consentEvents.hash })
    .from(consentEvents)
    .where(
      and(
        eq(consentEvents.companyId, companyId),
        eq(consentEvents.productId, productId),
        gt(consentEvents.seq, after),
        lte(consentEvents.seq, upTo),
      ),
    )
    .orderBy(asc(consentEvents.seq));
  return provenOf(db, companyId, rows);
}

export interface Attempt {
  deliveryId: string;
  outcome: AttemptOutcome;
  status: number | null;
  ms: number;
  acknowledgement: string | null;
}

/**
 * Records one attempt and the delivery's new state, in one statement. An acknowledged delivery stays acknowledged,
 * whatever a second sender reports; a failed attempt does not revive a dead one, such as that of a removed endpoint.
 */
export async function recordAttempt(db: Db, attempt: Attempt, state: DeliveryState): Promise<void> {
  const { deliveryId, outcome, status, ms, acknowledgement } = attempt;
  await db.execute(sql`
    with noted as (
      insert into ${deliveryAttempts} (delivery_id, outcome, status, ms)
      values (${deliveryId}, ${outcome}, ${status}, ${ms}) returning delivery_id
    )
    update ${deliveries} d set attempts = attempts + 1,
      state = case when d.state = 'waiting' or ${state} = 'acknowledged' then ${state} else d.state end,
      acknowledged_at = case when ${state} = 'acknowledged' then coalesce(acknowledged_at, now()) else acknowledged_at end,
      acknowledgement = coalesce(${acknowledgement}::text, acknowledgement)
    from noted where d.id = noted.delivery_id`);
}

/**
 * Every attempt to tell one subscriber, the latest last.
 * @param deliveryId only those of one message; null for all
 * @param limit so many of the latest
 */
export async function listAttempts(db: Db, subscriberId: string, deliveryId: string | null, limit: number) {
  const rows = await db
    .select({
      deliveryId: deliveryAttempts.deliveryId,
      at: deliveryAttempts.at,
      outcome: deliveryAttempts.outcome,
      status: deliveryAttempts.status,
      ms: deliveryAttempts.ms,
      companyId: deliveries.companyId,
      seq: deliveries.seq,
    })
    .from(deliveryAttempts)
    .innerJoin(deliveries, eq(deliveries.id, deliveryAttempts.deliveryId))
    .where(
      and(
        eq(deliveries.subscriberId, subscriberId),
        deliveryId === null ? undefined : eq(deliveryAttempts.deliveryId, deliveryId),
      ),
    )
    .orderBy(desc(deliveryAttempts.id))
    .limit(limit);
  return rows.reverse();
}

export async function listDeliveries(db: Db, subscriberId: string, states: DeliveryState[], limit: number) {
  return db
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.subscriberId, subscriberId), inArray(deliveries.state, states)))
    .orderBy(asc(deliveries.companyId), asc(deliveries.seq))
    .limit(limit);
}
