// Schema of the job queue, the outbox of letters, and the demo's clock.

import { sql } from 'drizzle-orm';
import { bigint, bigserial, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { Locale } from '../../lib/domain/text/language';
import type { JobState } from '../../lib/domain/work/job';
import type { Job } from '../../lib/domain/work/job-kinds';
import type { WebhookOutcome } from '../../lib/domain/work/webhook';
import { at } from './at';

/**
 * Transactional outbox: jobs for other systems, written in the transaction that causes them. Finished rows stay as
 * proof.
 */
export const jobs = pgTable(
  'jobs',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    /** Ordering key: jobs of one lane run one after another, in the order of enqueueing. */
    lane: text('lane').notNull(),
    job: jsonb('job').$type<Job>().notNull(),
    state: text('state').$type<JobState>().notNull().default('waiting'),
    attempts: integer('attempts').notNull().default(0),
    runAt: at('run_at').notNull().defaultNow(),
    /** Business time before which the job is not due; null: now. Retries wait by the machine's time, in `run_at`. */
    notBefore: at('not_before'),
    /** Lease: until then one worker holds the job; a dead worker's lease expires. */
    leasedUntil: at('leased_until'),
    /** Why the last attempt failed, in words for staff; never data, addresses or keys. */
    problem: text('problem'),
    requestId: text('request_id').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
    endedAt: at('ended_at'),
  },
  (t) => [
    // Two partial indexes, so that claiming due jobs skips all that are planned for a later day.
    index('jobs_due').on(t.runAt).where(sql`state = 'waiting' and not_before is null`),
    index('jobs_lane').on(t.lane, t.id).where(sql`state = 'waiting' and not_before is null`),
    index('jobs_planned').on(t.notBefore).where(sql`state = 'waiting' and not_before is not null`),
    index('jobs_lane_planned')
      .on(t.lane, t.notBefore)
      .where(sql`state = 'waiting' and not_before is not null`),
    // For the jobs of one event, among all jobs of a business.
    index('jobs_request').on(t.lane, t.requestId),
    index('jobs_endings')
      .on(t.lane, sql`(job ->> 'connectionId')`, t.id.desc())
      .where(sql`job ->> 'kind' in ('unlink-connection', 'delete-connection')`),
    index('jobs_dead').on(t.endedAt).where(sql`state = 'dead'`),
  ],
);

/** News for a business: reminders and notices. Shown in the app and sent by mail. */
export const notifications = pgTable(
  'notifications',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    companyId: uuid('company_id').notNull(),
    kind: text('kind').notNull(),
    productId: text('product_id'),
    connectionId: uuid('connection_id'),
    /** Values for the sentences. */
    facts: jsonb('facts').$type<Record<string, string | number>>().notNull(),
    /** Deduplication key: each piece of news is stored once, whichever process finds it. */
    dedupe: text('dedupe').notNull().unique(),
    createdAt: at('created_at').notNull(),
    dismissedAt: at('dismissed_at'),
  },
  (t) => [index('notifications_company').on(t.companyId, t.createdAt.desc())],
);

/** Letters to people: stored with their facts, sent by a job, kept as proof of sending. */
export const mails = pgTable(
  'mails',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    companyId: uuid('company_id').notNull(),
    userId: uuid('user_id').notNull(),
    kind: text('kind').notNull(),
    language: text('language').$type<Locale>().notNull(),
    /** The values in its text: ids and values, never addresses. */
    facts: jsonb('facts').$type<Record<string, string | number>>().notNull(),
    dedupe: text('dedupe').notNull().unique(),
    createdAt: at('created_at').notNull(),
    /** Until then it waits to be sent together with others; null when it is sent at once. */
    heldUntil: at('held_until'),
    sentAt: at('sent_at'),
  },
  (t) => [index('mails_company').on(t.companyId, t.createdAt.desc())],
);

/** Offset of the demo's business time from the machine's; at most one row. */
export const demoClock = pgTable('demo_clock', {
  id: integer('id').primaryKey().default(1),
  offsetMs: bigint('offset_ms', { mode: 'number' }).notNull(),
  /** The farthest that it ever was ahead: events of that time stay after a reset. */
  reachedMs: bigint('reached_ms', { mode: 'number' }).notNull().default(0),
});

/** Codat's webhook messages, each stored once; `id` is the same on every delivery attempt. */
export const webhookEvents = pgTable(
  'webhook_events',
  {
    id: text('id').primaryKey(),
    position: bigserial('position', { mode: 'number' }).notNull(),
    eventType: text('event_type').notNull(),
    codatCompanyId: uuid('codat_company_id'),
    /** The exact signed text. Some valid JSON texts cannot be stored as `jsonb`. */
    body: text('body').notNull(),
    receivedAt: at('received_at').notNull().defaultNow(),
    appliedAt: at('applied_at'),
    /** The result of applying it. */
    outcome: text('outcome').$type<WebhookOutcome>(),
  },
  (t) => [
    index('webhook_events_waiting').on(t.codatCompanyId, t.position).where(sql`applied_at is null`),
    // Messages whose text is not deleted yet.
    index('webhook_events_body').on(t.receivedAt).where(sql`applied_at is not null and body <> ''`),
    index('webhook_events_quota').on(t.position.desc()).where(sql`event_type like 'client.rateLimit.%'`),
  ],
);
