// Seed of the benchmark of periodic tasks: businesses in their usual state, long since agreed and connected, with every due reminder sent.
import type postgres from 'postgres';

const LIVE_MS = (expression: string) => `round(extract(epoch from ${expression}) * 1000)::bigint`;

/** Every reminder that is due was sent, so that a run of the task finds almost nothing, as it does every minute. */
export async function seedSweep(sql: postgres.Sql, businesses: number): Promise<void> {
  await sql`
    insert into companies (name, codat_company_id, created_at)
    select 'Business ' || n, gen_random_uuid(), now() - interval '1 year' from generate_series(1, ${businesses}) n`;
  await sql`
    insert into consents (company_id, product_id, standing, product_version, event_id, event_seq, notice_hash, given_at, expires_at, updated_at)
    select id, product, 'given', 1, gen_random_uuid(), 1, '', given, given + interval '365 days', given from (
      select c.id, product, now() - random() * interval '360 days' as given
      from companies c cross join unnest(array['business-insights', 'lending', 'cash-flow']) product) made`;
  await sql`
    insert into connections (company_id, platform_key, platform_name, source_type, codat_connection_id, state, first_linked_at, authorised_at, checked_at, created_at)
    select id, case kind when 'Banking' then 'natwest_uk' else 'gbol' end, kind, kind, gen_random_uuid(), 'Linked', linked, linked, now(), linked from (
      select c.id, kind, now() - random() * interval '89 days' as linked
      from companies c cross join unnest(array['Accounting', 'Banking']) kind) made`;
  await sql`
    insert into connection_events (company_id, connection_id, kind, at)
    select company_id, id, 'linked', authorised_at from connections`;
  await sql.unsafe(`
    insert into notifications (company_id, kind, facts, dedupe, created_at)
    select company_id, 'told', '{}'::jsonb, concat_ws(':', 'consent', company_id, product_id, ${LIVE_MS('expires_at')}, step), now()
    from consents cross join unnest(array[30, 14, 7, 1]) step where expires_at - step * interval '1 day' <= now() + interval '1 hour'
    union all
    select company_id, 'told', '{}'::jsonb, concat_ws(':', 'bank', id, ${LIVE_MS('authorised_at')}, step), now()
    from connections cross join unnest(array[30, 14, 7, 1]) step
    where source_type = 'Banking' and authorised_at + (90 - step) * interval '1 day' <= now() + interval '1 hour'
    union all
    select company_id, 'told', '{}'::jsonb, concat_ws(':', 'sharing', company_id, product_id, ${LIVE_MS('given_at')}, round), now()
    from consents cross join generate_series(1, 4) round where given_at + round * interval '90 days' <= now() + interval '1 hour'`);
  // One comparison with Codat each day, spread over it; as many are due at each moment as a minute brings.
  await sql`
    insert into reconciliation_schedule (company_id, due_at, reconciled_at)
    select id, now() + random() * interval '1 day' - interval '1 minute', now() - random() * interval '1 day' from companies`;
  // Finished jobs, and some dead letters.
  await sql`
    insert into jobs (lane, job, state, request_id, ended_at)
    select id::text, jsonb_build_object('kind', 'check-connections', 'companyId', id), 'done', 'bench', now() - random() * interval '30 days'
    from companies cross join generate_series(1, 3)`;
  await sql`
    insert into jobs (lane, job, state, request_id, ended_at)
    select 'webhooks:' || codat_company_id, jsonb_build_object('kind', 'apply-webhooks', 'companyId', codat_company_id), 'dead', 'bench', now() - interval '2 days'
    from companies limit 1000`;
  await sql`analyze`;
}
