// Schema of outgoing webhooks: endpoints, deliveries, and every attempt to deliver.
import { sql } from 'drizzle-orm';
import { bigserial, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type {
  AttemptOutcome,
  DeliveryState,
  OutboundType,
  SubscriberState,
} from '../../lib/domain/work/outbound';
import { at } from './at';

/** A system of the client that receives events. A removed one keeps its row, so that its deliveries stay known. */
export const subscribers = pgTable('subscribers', {
  id: uuid('id').primaryKey().defaultRandom(),
  name: text('name').notNull().unique(),
  url: text('url').notNull(),
  /** Null: every type. */
  types: text('types').array().$type<OutboundType[]>(),
  /** Null: every product. */
  products: text('products').array(),
  state: text('state').$type<SubscriberState>().notNull().default('active'),
  /** Why the site paused it by itself; null when a person did. */
  problem: text('problem'),
  /** The signing secret, encrypted with a key that the database does not have. */
  secret: text('secret').notNull(),
  /** The previous secret, encrypted; both sign until `previousUntil`. */
  previousSecret: text('previous_secret'),
  previousUntil: at('previous_until'),
  createdAt: at('created_at').notNull().defaultNow(),
  removedAt: at('removed_at'),
});

/** One event for one subscriber, written in the transaction of the event. */
export const deliveries = pgTable(
  'deliveries',
  {
    /** Sent as `webhook-id`: derived from event and subscriber, so there can never be two for one delivery. */
    id: text('id').primaryKey(),
    subscriberId: uuid('subscriber_id')
      .notNull()
      .references(() => subscribers.id, { onDelete: 'restrict' }),
    companyId: uuid('company_id').notNull(),
    eventId: uuid('event_id').notNull(),
    seq: integer('seq').notNull(),
    state: text('state').$type<DeliveryState>().notNull().default('waiting'),
    attempts: integer('attempts').notNull().default(0),
    /** Time of enqueueing; a replay sets it anew. */
    enqueuedAt: at('enqueued_at').notNull().defaultNow(),
    acknowledgedAt: at('acknowledged_at'),
    /** The subscriber's own id for it from its answer, if there was one. */
    acknowledgement: text('acknowledgement'),
  },
  (t) => [
    index('deliveries_pending').on(t.subscriberId, t.companyId, t.seq).where(sql`state = 'waiting'`),
    index('deliveries_dead').on(t.subscriberId, t.companyId, t.seq).where(sql`state = 'dead'`),
  ],
);

/** Each attempt, without the content of request or response. */
export const deliveryAttempts = pgTable(
  'delivery_attempts',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    deliveryId: text('delivery_id')
      .notNull()
      .references(() => deliveries.id, { onDelete: 'restrict' }),
    at: at('at').notNull().defaultNow(),
    ms: integer('ms').notNull(),
    outcome: text('outcome').$type<AttemptOutcome>().notNull(),
    /** Null when there was no response. */
    status: integer('status'),
  },
  (t) => [index('delivery_attempts_delivery').on(t.deliveryId, t.id)],
);
