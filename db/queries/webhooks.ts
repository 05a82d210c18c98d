// SQL of the webhook inbox: each message of Codat is stored once with its job, and marked when it was applied.
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { PgDialect, type PreparedQueryConfig } from 'drizzle-orm/pg-core';
import { orderingKeyOf } from '../../lib/domain/work/job-kinds';
import { makesJob, type WebhookOutcome } from '../../lib/domain/work/webhook';
import type { Db } from '../client';
import { jobs, webhookEvents } from '../schema/work';
import { gatherer, part, placeholder, select } from './gather';
import { JOBS_CHANNEL } from './jobs';

export interface ReceivedWebhook {
  messageId: string;
  eventType: string;
  codatCompanyId: string | null;
  /** The signed text. */
  body: string;
  requestId: string;
}

const INSERT = sql`
  with arrived as (
    select * from json_to_recordset(${sql.placeholder('messages')}::json) as a (
      id text, event_type text, company text, body text, request_id text, makes_job boolean
    )
  ), fresh as (
    insert into ${webhookEvents} (id, event_type, codat_company_id, body, applied_at, outcome)
    select id, event_type, company::uuid, body,
      case when not makes_job then now() end, case when not makes_job then 'noted' end
    from arrived order by id
    on conflict (id) do nothing returning id
  ), enqueued as (
    insert into ${jobs} (lane, job, request_id)
    select 'webhooks:' || company, jsonb_build_object('kind', 'apply-webhooks', 'companyId', company), min(request_id)
    from arrived join fresh using (id) where makes_job group by company
    returning 1
  ), told as (select pg_notify(${sql.raw(`'${JOBS_CHANNEL}'`)}, '') from (select from enqueued limit 1) any_owed)
  select fresh.id, (select count(*) from told) as told from fresh`;

const prepared = new WeakMap<Db, PreparedInsert>();
type PreparedInsert = ReturnType<typeof prepareInsert>;

/** Built once and planned once per connection: this statement must keep up with bursts. */
function prepareInsert(db: Db) {
  const query = new PgDialect().sqlToQuery(INSERT);
  return db._.session.prepareQuery<PreparedQueryConfig & { execute: { id: string }[] }>(
    query,
    undefined,
    'insert_webhooks',
    false,
  );
}

/**
 * Stores messages and enqueues their jobs in one statement, both or neither. One job handles all waiting messages of
 * a company, so several messages share one. A repeated message changes nothing.
 * @param db not a transaction
 * @param messages with distinct ids
 * @returns the ids that were new
 */
export async function insertWebhooks(db: Db, messages: readonly ReceivedWebhook[]): Promise<Set<string>> {
  let statement = prepared.get(db);
  if (statement === undefined) {
    statement = prepareInsert(db);
    prepared.set(db, statement);
  }
  // In a fixed order, so that two processes that store the same messages never deadlock.
  const sorted = [...messages].sort((a, b) => (a.messageId < b.messageId ? -1 : 1));
  const rows = await statement.execute({
    messages: JSON.stringify(
      sorted.map(({ messageId, eventType, codatCompanyId, body, requestId }) => ({
        id: messageId,
        event_type: eventType,
        company: codatCompanyId,
        body,
        request_id: requestId,
        makes_job: makesJob(eventType, codatCompanyId),
      })),
    ),
  });
  return new Set(rows.map(({ id }) => id));
}

/** With `codatCompanyId`: the messages that wait to be applied, oldest first. */
export const waitingWebhooksPart = part(
  select
    .select({
      id: webhookEvents.id,
      eventType: webhookEvents.eventType,
      receivedAt: webhookEvents.receivedAt,
    })
    .from(webhookEvents)
    .where(
      and(eq(webhookEvents.codatCompanyId, placeholder('codatCompanyId')), isNull(webhookEvents.appliedAt)),
    )
    .orderBy(asc(webhookEvents.position)),
);
const readWaiting = gatherer('waiting_webhooks', { waiting: waitingWebhooksPart });

export async function listWaitingWebhooks(db: Db, codatCompanyId: string) {
  return (await readWaiting(db, { codatCompanyId })).waiting;
}

/** By id: messages that arrived after the list was read wait for their own turn. */
export async function markWebhooksApplied(db: Db, ids: string[], outcome: WebhookOutcome): Promise<void> {
  await db
    .update(webhookEvents)
    .set({ appliedAt: sql`now()`, outcome })
    .where(and(inArray(webhookEvents.id, ids), isNull(webhookEvents.appliedAt)));
}

/**
 * Marks messages as applied, and ends the company's unclaimed job when no other message waits. A job and its messages
 * commit together, so a statement that sees one sees the other, and no message loses its job.
 */
export async function finishWebhooks(db: Db, codatCompanyId: string, ids: readonly string[]): Promise<void> {
  const applied = sql`any(${sql.param([...ids])}::text[])`;
  await db.execute(sql`
    with applied as (
      update ${webhookEvents} set applied_at = now(), outcome = 'refreshed' where id = ${applied} and applied_at is null
    )
    update ${jobs} set state = 'done', ended_at = now()
    where lane = ${orderingKeyOf({ kind: 'apply-webhooks', companyId: codatCompanyId })} and state = 'waiting' and not_before is null
      and attempts = 0 and leased_until is null
      and not exists (
        select 1 from ${webhookEvents} e
        where e.codat_company_id = ${codatCompanyId}::uuid and e.applied_at is null and not e.id = ${applied}
      )`);
}

/** The latest daily quota of calls that Codat reported, as the text of a `client.rateLimit.*` event; null if none. */
export async function findLastQuotaEvent(db: Db) {
  const [row] = await db
    .select({
      eventType: webhookEvents.eventType,
      body: webhookEvents.body,
      receivedAt: webhookEvents.receivedAt,
    })
    .from(webhookEvents)
    .where(sql`event_type like 'client.rateLimit.%'`)
    .orderBy(sql`position desc nulls last`)
    .limit(1);
  return row ?? null;
}
