// SQL of due work by time: finds businesses that the sweep has to visit. The rules are in `lib/domain/expiry/expiry*.ts`.
import { type SQL, sql } from 'drizzle-orm';
import type { AccessRule } from '../../lib/domain/connection/access-days';
import { SOON_DAYS } from '../../lib/domain/expiry/expiry';
import { BANK_STEPS, SHARING_DAYS } from '../../lib/domain/expiry/expiry-told';
import { REMINDER_DAYS, reminderWindows } from '../../lib/domain/expiry/reminder';
import { UNFINISHED_AT_MOST_DAYS } from '../../lib/domain/next-step/unfinished';
import { getAccessRules } from '../../lib/runtime/env';
import type { Db } from '../client';
import { connectionEvents, connections } from '../schema/connection';
import { consents } from '../schema/consent';
import { notifications } from '../schema/work';

const moment = (at: Date) => sql`${at.toISOString()}::timestamptz`;
const days = (count: number) => sql`${count} * interval '1 day'`;
/** As `Date.getTime` counts. */
const ms = (at: SQL) => sql`round(extract(epoch from ${at}) * 1000)::bigint`;
const LIVE = sql`('given', 'renewed', 'expiring', 'paused')`;
const untold = (...parts: SQL[]) =>
  sql`not exists (select 1 from ${notifications} n where n.dedupe = concat_ws(':', ${sql.join(parts, sql`, `)}))`;

interface Span {
  now: Date;
  /** Only rows that reached their next step since then; null for all rows. */
  since: Date | null;
}

/** Expired, and the ledger does not say so yet. */
const ended = (now: Date) => sql`
  select c.company_id from ${consents} c where c.standing in ${LIVE} and c.expires_at <= ${moment(now)}`;

const endingSoon = ({ now, since }: Span) =>
  reminderWindows(now, REMINDER_DAYS, since).map(
    (window) => sql`
  select c.company_id from ${consents} c
  where c.standing in ${LIVE} and c.expires_at > ${moment(window.after)} and c.expires_at <= ${moment(window.until)}
    and c.given_at < c.expires_at - ${days(window.days)}
    and ${untold(sql`'consent'`, sql`c.company_id`, sql`c.product_id`, ms(sql`c.expires_at`), sql`${window.days}::int`)}`,
  );

/** No news about connections without a current agreement. */
const HAS_AGREED = sql`exists (select 1 from ${consents} c where c.company_id = b.company_id and c.standing in ${LIVE})`;
/** The expression of the index `connections_confirmed`. */
const CONFIRMED = sql`coalesce(b.authorised_at, b.first_linked_at)`;
const bankUntold = (step: number) => untold(sql`'bank'`, sql`b.id`, ms(CONFIRMED), sql`${step}::int`);

/** How many days access through `b` lasts: the first rule that matches, as in `ruleFor`. */
const lastsDays = (rules: readonly AccessRule[]) => {
  const fits = (key: string) =>
    key.startsWith('*')
      ? sql`right(b.platform_key, ${key.length - 1}) = ${key.slice(1)}`
      : sql`b.platform_key = ${key}`;
  const cases = rules.map(({ key, days: count }) => sql`when ${fits(key)} then ${count}::int`);
  return sql`case ${sql.join(cases, sql` `)} end`;
};

/** Each duration, with the condition for its connections: their dates are found by index, one duration at a time. */
function eachLength(): { length: number; isSo: SQL }[] {
  const rules = getAccessRules();
  const lengths = new Set(rules.flatMap((rule) => rule.days ?? []));
  return [...lengths].map((length) => ({ length, isSo: sql`(${lastsDays(rules)}) = ${length}::int` }));
}

const banksSoon = ({ now, since }: Span) =>
  eachLength().flatMap(({ length, isSo }) =>
    reminderWindows(now, REMINDER_DAYS, since).map(
      (window) => sql`
  select b.company_id from ${connections} b
  where b.state = 'Linked' and not b.is_upload
    and ${CONFIRMED} > ${moment(window.after)} - ${days(length)} and ${CONFIRMED} <= ${moment(window.until)} - ${days(length)}
    and ${isSo} and ${bankUntold(window.days)} and ${HAS_AGREED}`,
    ),
  );

const banksOver = ({ now, since }: Span) =>
  eachLength().map(
    ({ length, isSo }) => sql`
  select b.company_id from ${connections} b
  where b.state = 'Linked' and not b.is_upload and ${CONFIRMED} <= ${moment(now)} - ${days(length)}
    and ${since === null ? sql`true` : sql`${CONFIRMED} > ${moment(since)} - ${days(length)}`}
    and ${isSo} and ${bankUntold(0)} and ${HAS_AGREED}`,
  );

const banksLost = sql`
  select b.company_id from ${connections} b
  where b.source_type = 'Banking' and not b.is_upload and b.state = 'Deauthorized' and ${CONFIRMED} is not null
    and ${bankUntold(0)} and ${HAS_AGREED}`;

/** Confirmed here since the customer signed in at the bank: the bank's own end comes first. */
const bankEndsFirst = ({ now, since }: Span) =>
  eachLength().flatMap(({ length, isSo }) =>
    reminderWindows(now, BANK_STEPS, since).map(
      (window) => sql`
  select b.company_id from ${connections} b
  join lateral (
    select max(e.at) filter (where e.kind in ('linked', 'relinked')) as signed_in, max(e.at) filter (where e.kind = 'reconfirmed') as confirmed
    from ${connectionEvents} e where e.company_id = b.company_id and e.connection_id = b.id
  ) e on e.confirmed is not null
  where b.state = 'Linked' and not b.is_upload and ${CONFIRMED} > ${moment(now)} - ${days(length)} and ${isSo}
    and exists (select 1 from ${connectionEvents} r where r.kind = 'reconfirmed' and r.at > ${moment(now)} - ${days(length)}
      and r.company_id = b.company_id and r.connection_id = b.id)
    and coalesce(e.signed_in, b.first_linked_at, b.authorised_at) > ${moment(window.after)} - ${days(length)}
    and coalesce(e.signed_in, b.first_linked_at, b.authorised_at) <= ${moment(window.until)} - ${days(length)}
    and coalesce(e.signed_in, b.first_linked_at, b.authorised_at) < ${CONFIRMED}
    and ${untold(sql`'bank-itself'`, sql`b.id`, ms(sql`coalesce(e.signed_in, b.first_linked_at, b.authorised_at)`), sql`${window.days}::int`)}
    and ${HAS_AGREED}`,
    ),
  );

/** @param since rounds that were complete before it are left out */
const stillSharing = (now: Date, since: Date) => {
  const rounds = (count: SQL) => sql`(${count}) * ${SHARING_DAYS} * interval '1 day'`;
  const oldest = sql`(select min(given_at) from ${consents} where standing in ${LIVE})`;
  // One range of the date index per reminder step; a modulo of the age would scan every row.
  return sql`
  select c.company_id
  from generate_series(1, floor(extract(epoch from ${moment(now)} - ${oldest}) / ${SHARING_DAYS * 86_400}::int)::int) round
  join ${consents} c on c.given_at <= ${moment(now)} - ${rounds(sql`round`)} and c.given_at >= ${moment(since)} - ${rounds(sql`round`)}
    and c.given_at > ${moment(now)} - ${rounds(sql`round + 1`)}
  where c.standing in ('given', 'renewed', 'expiring') and c.standing in ${LIVE}
    and (c.expires_at is null or c.expires_at > ${moment(now)} + ${days(SOON_DAYS)})
    and ${untold(sql`'sharing'`, sql`c.company_id`, sql`c.product_id`, ms(sql`c.given_at`), sql`round`)}`;
};

/** Started here and abandoned; the rule is `lib/domain/next-step/unfinished.ts`. */
const unfinished = ({ now, since }: Span, afterDays: number) => sql`
  select b.company_id from ${connections} b
  where b.state in ('PendingAuth', 'starting') and not b.is_upload and b.first_linked_at is null
    and b.created_at <= ${moment(now)} - ${days(afterDays)}
    and b.created_at >= ${moment(now)} - ${days(UNFINISHED_AT_MOST_DAYS)}
    ${since === null ? sql`` : sql`and b.created_at > ${moment(since)} - ${days(afterDays)}`}
    and ${untold(sql`'unfinished'`, sql`b.id`)}`;

export interface DueQuestion extends Span {
  limit: number;
  /** Businesses that this sweep has already visited. */
  except: readonly string[];
  /** Of the 90-day notices only those due since then; null for none, because finding them reads all live consents. */
  sharingSince: Date | null;
  /** 0 switches the reminder of abandoned connections off. */
  unfinishedDays: number;
}

/** Businesses that the sweep has to visit, unordered; each is found until its work is done. */
export async function listBusinessesDue(db: Db, question: DueQuestion): Promise<string[]> {
  const { now, limit, except, sharingSince, unfinishedDays } = question;
  const parts = [
    ended(now),
    ...endingSoon(question),
    ...banksSoon(question),
    banksLost,
    ...bankEndsFirst(question),
    ...(unfinishedDays === 0 ? [] : [unfinished(question, unfinishedDays)]),
    ...(sharingSince === null ? [] : [stillSharing(now, sharingSince)]),
  ];
  const known = sql`'{${sql.raw(except.filter((id) => /^[0-9a-f-]{36}$/.test(id)).join(','))}}'::uuid[]`;
  const limited = parts.map((part) => sql`(${part} and company_id <> all (${known}) limit ${limit})`);
  // In the order of its index: Postgres cannot estimate how many have expired, and would scan the whole table.
  for (const part of banksOver(question)) {
    limited.push(sql`(${part} and company_id <> all (${known}) order by ${CONFIRMED} limit ${limit})`);
  }
  const rows = await db.execute<{ company_id: string }>(
    sql`select distinct company_id from (${sql.join(limited, sql` union all `)}) due limit ${limit}`,
  );
  return rows.map((row) => row.company_id);
}
