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

/** A system of the client that is told. Rows stay when it is removed: what it was told stays known. */
export const subscribers = pgTable('subscribers', {
  id: uuid('id').primaryKey().defaultRandom(),
  name: text('name').notNull().unique(),
  url: text('url').notNull(),
  /** Null: every type. */
  types: text('types').array().$type<OutboundType[]>(),
  /** Null: every product. */
  products: text('products').array(),
  state: text('state').$type<SubscriberState>().notNull().default('active'),
  /** Why we paused it ourselves; null when a person did. */
  problem: text('problem'),
  /** The signing secret, sealed with a key that the database does not have. */
  secret: text('secret').notNull(),
  /** The secret before, sealed; both sign until `previousUntil`. */
  previousSecret: text('previous_secret'),
  previousUntil: at('previous_until'),
  createdAt: at('created_at').notNull().defaultNow(),
  removedAt: at('removed_at'),
});

/** One event for one subscriber, written in the transaction of the event. */
export const deliveries = pgTable(
  'deliveries',
  {
    /** What the subscriber reads as `webhook-id`: follows from event and subscriber, so it can never be two. */
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
    /** What the subscriber called it in its answer, if it did. */
    acknowledgement: text('acknowledgement'),
  },
  (t) => [
    index('deliveries_pending').on(t.subscriberId, t.companyId, t.seq).where(sql`state = 'waiting'`),
    index('deliveries_dead').on(t.subscriberId, t.companyId, t.seq).where(sql`state = 'dead'`),
  ],
);

/** Each attempt, never with what was sent or answered. */
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
    /** Null where no answer came. */
    status: integer('status'),
  },
  (t) => [index('delivery_attempts_delivery').on(t.deliveryId, t.id)],
);
