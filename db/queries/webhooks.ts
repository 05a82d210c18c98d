// Owns the SQL of what Codat sent us: kept once, with the work that it makes, and marked when it was taken in.
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { WebhookOutcome } from '../../lib/domain/webhook';
import type { Db } from '../client';
import { jobs, webhookEvents } from '../schema/work';
import { JOBS_CHANNEL } from './jobs';

export interface ReceivedWebhook {
  messageId: string;
  eventType: string;
  codatCompanyId: string | null;
  body: unknown;
}

/**
 * Keeps a message and owes the work that it makes, in one statement: one way to the database and back, and neither
 * without the other. A message that came before changes nothing.
 * @returns false when it had come before
 */
export async function insertWebhook(db: Db, message: ReceivedWebhook, requestId: string): Promise<boolean> {
  const { messageId, eventType, codatCompanyId, body } = message;
  const job = { kind: 'apply-webhooks', companyId: codatCompanyId ?? '' };
  const rows = await db.execute(sql`
    with fresh as (
      insert into ${webhookEvents} (id, event_type, codat_company_id, body)
      values (${messageId}, ${eventType}, ${codatCompanyId}, ${JSON.stringify(body)}::jsonb)
      on conflict (id) do nothing returning id
    ), owed as (
      insert into ${jobs} (lane, job, request_id)
      select ${`webhooks:${codatCompanyId}`}, ${JSON.stringify(job)}::jsonb, ${requestId}
      from fresh where ${codatCompanyId}::uuid is not null
      returning pg_notify(${JOBS_CHANNEL}, '')
    )
    select fresh.id, (select count(*) from owed) as owed from fresh`);
  return rows.length === 1;
}

/** What waits to be taken in for a company at Codat, oldest first. */
export async function listWaitingWebhooks(db: Db, codatCompanyId: string) {
  return db
    .select({ id: webhookEvents.id, receivedAt: webhookEvents.receivedAt })
    .from(webhookEvents)
    .where(and(eq(webhookEvents.codatCompanyId, codatCompanyId), isNull(webhookEvents.appliedAt)))
    .orderBy(asc(webhookEvents.position));
}

/** By their ids: what arrived since they were listed waits for its own turn. */
export async function markWebhooksApplied(db: Db, ids: string[], outcome: WebhookOutcome): Promise<void> {
  await db
    .update(webhookEvents)
    .set({ appliedAt: sql`now()`, outcome })
    .where(and(inArray(webhookEvents.id, ids), isNull(webhookEvents.appliedAt)));
}

export async function listWebhooks(db: Db, ids: string[]) {
  return db.select().from(webhookEvents).where(inArray(webhookEvents.id, ids));
}
