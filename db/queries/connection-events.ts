// SQL of connection events: each is written in the transaction of its change, and never changes.
import { and, asc, desc, eq, getTableColumns, gt, lt, type SQL, sql } from 'drizzle-orm';
import type { ConnectionEventKind } from '../../lib/domain/connection/connection';
import type { Side } from '../../lib/domain/text/paging';
import type { Db } from '../client';
import { connectionEvents, connections } from '../schema/connection';
import { part, placeholder, select } from './gather';

export type ConnectionEventRow = typeof connectionEvents.$inferSelect;
export type NewConnectionEvent = Omit<ConnectionEventRow, 'id' | 'companyId' | 'onRequest'> &
  Partial<Pick<ConnectionEventRow, 'onRequest'>>;

/** Call it in the transaction of the change, while the business is locked, so that each change is recorded once. */
export async function insertConnectionEvents(
  tx: Db,
  companyId: string,
  events: readonly NewConnectionEvent[],
): Promise<void> {
  if (events.length === 0) return;
  await tx.insert(connectionEvents).values(events.map((event) => ({ ...event, companyId })));
}

/** Events of one connection around a place in its history: older ones newest first, later ones oldest first. */
export async function listConnectionEventsBeside(
  db: Db,
  { companyId, connectionId }: { companyId: string; connectionId: string },
  { cursor, limit }: Side,
): Promise<(ConnectionEventRow & { seq: number })[]> {
  const isAhead = cursor?.way === 'newer';
  return db
    .select({ ...getTableColumns(connectionEvents), seq: connectionEvents.id })
    .from(connectionEvents)
    .where(
      and(
        eq(connectionEvents.companyId, companyId),
        eq(connectionEvents.connectionId, connectionId),
        cursor === null ? undefined : (isAhead ? gt : lt)(connectionEvents.id, cursor.from),
      ),
    )
    .orderBy((isAhead ? asc : desc)(connectionEvents.id))
    .limit(limit);
}

const KINDS = [
  'started',
  'linked',
  'relinked',
  'reconfirmed',
  'lapsed',
  'unlinked',
  'deauthorized',
  'unclear',
  'clear',
  'deleted',
  'organisation-confirmed',
  'organisation-refused',
] as const satisfies readonly ConnectionEventKind[];

/** Events of connections of a business by their ids, in the order in which they happened. */
function listByIds(db: Db, companyId: string, ids: SQL): Promise<ConnectionEventRow[]> {
  return db
    .select()
    .from(connectionEvents)
    .where(and(eq(connectionEvents.companyId, companyId), sql`${connectionEvents.id} = any(array(${ids}))`))
    .orderBy(asc(connectionEvents.at), asc(connectionEvents.id));
}

const own = sql`from ${connectionEvents} e where e.company_id = c.company_id and e.connection_id = c.id`;
const latest = sql`order by e.at desc, e.id desc limit 1`;

/** The latest event of each of these kinds, for each connection of a business, in the order in which they happened. */
export const lastConnectionEventsPart = (kinds: readonly ConnectionEventKind[]) =>
  part(
    select
      .select()
      .from(connectionEvents)
      .where(
        and(
          eq(connectionEvents.companyId, placeholder('companyId')),
          sql`${connectionEvents.id} = any(array(
            select last.id from ${connections} c cross join unnest(${sql.param([...kinds])}::text[]) k (kind)
              cross join lateral (select e.id ${own} and e.kind = k.kind ${latest}) last
              where c.company_id = ${placeholder('companyId')}))`,
        ),
      )
      .orderBy(asc(connectionEvents.at), asc(connectionEvents.id)),
  );

/** The latest event of each kind of one connection, and the latest one with an organisation's name, newest first. */
export async function listLatestOf(
  db: Db,
  companyId: string,
  connectionId: string,
): Promise<ConnectionEventRow[]> {
  const events = await listByIds(
    db,
    companyId,
    sql`select last.id from ${connections} c cross join lateral (
        select each.id from unnest(${sql.param(KINDS)}::text[]) k (kind)
          cross join lateral (select e.id ${own} and e.kind = k.kind ${latest}) each
        union all (select e.id ${own} and e.organisation is not null ${latest})
      ) last
      where c.company_id = ${companyId} and c.id = ${connectionId}`,
  );
  return events.reverse();
}

/** Up to this many events, reading all is faster than selecting some. */
const FEW = 200;

/**
 * The events that determine each connection's state at these moments: all events where they are few, else of each
 * kind the latest event up to one, with the latest that names an organisation, the latest stop by a person, and the
 * first event after the moment.
 */
export async function listConnectionEventsAround(
  db: Db,
  companyId: string,
  moments: readonly Date[],
): Promise<ConnectionEventRow[]> {
  if (moments.length === 0) return [];
  const all = await db
    .select()
    .from(connectionEvents)
    .where(eq(connectionEvents.companyId, companyId))
    .limit(FEW + 1);
  if (all.length <= FEW) return all.sort((a, b) => Number(a.at) - Number(b.at) || a.id - b.id);
  const times = moments.map((moment) => moment.toISOString());
  return listByIds(
    db,
    companyId,
    sql`select telling.id from ${connections} c cross join unnest(${sql.param(times)}::text[]::timestamptz[]) m (at)
      cross join lateral (
        select last.id from unnest(${sql.param(KINDS)}::text[]) k (kind)
          cross join lateral (select e.id ${own} and e.kind = k.kind and e.at <= m.at ${latest}) last
        union all (select e.id ${own} and e.organisation is not null and e.at <= m.at ${latest})
        union all (select e.id ${own} and e.kind = 'unlinked' and e.by is not null and e.at <= m.at ${latest})
        union all (select e.id ${own} and e.at > m.at order by e.at, e.id limit 1)
      ) telling
      where c.company_id = ${companyId} and c.created_at <= m.at`,
  );
}

/** Number of connections that a person confirmed since a moment. */
export async function countReconfirmed(
  db: Db,
  companyId: string,
  { by, since }: { by: string; since: Date },
): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(distinct ${connectionEvents.connectionId})::int` })
    .from(connectionEvents)
    .where(
      and(
        eq(connectionEvents.companyId, companyId),
        eq(connectionEvents.kind, 'reconfirmed'),
        eq(connectionEvents.by, by),
        gt(connectionEvents.at, since),
      ),
    );
  return row?.count ?? 0;
}
