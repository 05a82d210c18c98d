// SQL of connections. A row stays when Codat deletes the connection, because the history is kept here.
import { and, asc, eq, getTableColumns, inArray, isNull, type Placeholder, type SQL, sql } from 'drizzle-orm';
import { type AccessRule, confirmByOf, ruleFor } from '../../lib/domain/connection/access-days';
import type { ConnectionDoubt, SourceType } from '../../lib/domain/connection/connection';
import { namesakes } from '../../lib/domain/connection/namesakes';
import { wallTime } from '../../lib/domain/text/site-time';
import { getAccessRules, getSiteZone } from '../../lib/runtime/env';
import type { Db } from '../client';
import { connectionEvents, connections, organisationChecks } from '../schema/connection';
import { companies } from '../schema/people';
import { jobs } from '../schema/work';
import { eachCompany, gatherer, type Part, part, placeholder, select } from './gather';

type StoredRow = typeof connections.$inferSelect & { doubt: ConnectionDoubt | null; isLapsed: boolean };

/** With the open check of the organisation and the end of access, which every reader has to respect. */
export interface ConnectionRow extends StoredRow {
  /** How long access lasts at this platform; null where no time ends it. */
  accessDays: number | null;
  goesOn: AccessRule['goesOn'];
  confirmBy: Date | null;
  /** What the platform is called; `platformName` tells it apart from a namesake of this business. */
  ownName: string;
}

function timed(row: StoredRow): ConnectionRow {
  const rule = ruleFor(getAccessRules(), row.platformKey);
  const access = { accessDays: rule?.days ?? null, goesOn: rule?.goesOn ?? 'here' } as const;
  const confirmBy = confirmByOf({ ...row, ...access }, row.authorisedAt ?? row.firstLinkedAt);
  return { ...row, ...access, confirmBy, ownName: row.platformName };
}

/** A refusal holds until the connection is authorised again. Spelled out: Drizzle leaves table names off columns here. */
const columns = {
  ...getTableColumns(connections),
  doubt: sql<ConnectionDoubt | null>`(
    select case when c.answer is null then 'unanswered' else 'refused' end from ${organisationChecks} c
    where c.connection_id = connections.id and (c.answer is null
      or (c.answer = 'wrong' and (connections.authorised_at is null or c.answered_at >= connections.authorised_at)))
    order by c.answer is null desc limit 1)`.as('doubt'),
  // The last word about it was that its time is over: neither a person stopped it since, nor was it authorised.
  isLapsed: sql<boolean>`connections.state = 'Unlinked' and coalesce((
    select e.kind = 'lapsed' from ${connectionEvents} e
    where e.company_id = connections.company_id and e.connection_id = connections.id
      and (e.kind in ('lapsed', 'linked', 'relinked', 'reconfirmed') or (e.kind = 'unlinked' and e.by is not null))
    order by e.id desc limit 1), false)`.as('is_lapsed'),
};

/** In the order of their making. Codat tells the second only: of one second, accounting comes first. */
const partOf = (company: SQL | Placeholder) =>
  part(
    select
      .select(columns)
      .from(connections)
      .where(eq(connections.companyId, company))
      .orderBy(asc(connections.createdAt), asc(connections.sourceType), asc(connections.id)),
    (rows): ConnectionRow[] => {
      const zone = getSiteZone();
      const told = namesakes(rows, (at) => wallTime(at, zone));
      return rows.map((row) => ({ ...timed(row), platformName: told.get(row.id) ?? row.platformName }));
    },
  );
export const connectionsPart = partOf(placeholder('companyId'));
export const eachConnectionsPart = partOf(eachCompany);
/** With `codatCompanyId`: those of the business that has this id at Codat. */
export const connectionsByCodatIdPart = partOf(
  sql`(select id from ${companies} where codat_company_id = ${placeholder('codatCompanyId')})`,
);
const readConnections = gatherer('connections', { connections: connectionsPart });

export async function listConnections(db: Db, companyId: string): Promise<ConnectionRow[]> {
  return (await readConnections(db, { companyId })).connections;
}

export async function findConnection(
  db: Db,
  companyId: string,
  connectionId: string,
): Promise<ConnectionRow | null> {
  const rows = await listConnections(db, companyId);
  return rows.find(({ id }) => id === connectionId) ?? null;
}

export async function insertStarting(
  db: Db,
  companyId: string,
  platform: {
    key: string;
    name: string;
    sourceType: SourceType;
    sourceId?: string | null;
    isUpload?: boolean;
  },
  now: Date,
): Promise<string> {
  const [row] = await db
    .insert(connections)
    .values({
      companyId,
      platformKey: platform.key,
      platformName: platform.name,
      sourceType: platform.sourceType,
      sourceId: platform.sourceId ?? null,
      isUpload: platform.isUpload ?? false,
      state: 'starting',
      createdAt: now,
    })
    .returning({ id: connections.id });
  if (row === undefined) throw new Error('The new connection came back empty.');
  return row.id;
}

/** Ties our row to Codat's connection; the first tie stays. */
export async function setCodatConnectionId(
  db: Db,
  companyId: string,
  connectionId: string,
  codatId: string,
): Promise<void> {
  await db
    .update(connections)
    .set({ codatConnectionId: codatId, state: 'PendingAuth' })
    .where(
      and(
        eq(connections.companyId, companyId),
        eq(connections.id, connectionId),
        isNull(connections.codatConnectionId),
      ),
    );
}

/** One connection as it is to be kept after an answer of Codat. */
export type SeenRow = Omit<typeof connections.$inferInsert, 'companyId'> & { id: string; checkedAt: Date };

/**
 * Stores the outcome of Codat's answer: an older answer never overwrites a newer one, and a deleted connection stays
 * deleted. The caller holds the lock on the business.
 * @returns Accord's ids of the written rows
 */
export async function upsertSeen(tx: Db, companyId: string, rows: readonly SeenRow[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const written = await tx
    .insert(connections)
    .values(rows.map((row) => ({ ...row, companyId })))
    .onConflictDoUpdate({
      target: connections.codatConnectionId,
      set: {
        state: sql`excluded.state`,
        platformKey: sql`excluded.platform_key`,
        platformName: sql`excluded.platform_name`,
        sourceId: sql`excluded.source_id`,
        organisation: sql`excluded.organisation`,
        organisationId: sql`excluded.organisation_id`,
        accounts: sql`excluded.accounts`,
        failureCode: sql`excluded.failure_code`,
        failureText: sql`excluded.failure_text`,
        failedAt: sql`excluded.failed_at`,
        lastSyncAt: sql`coalesce(excluded.last_sync_at, ${connections.lastSyncAt})`,
        firstLinkedAt: sql`coalesce(${connections.firstLinkedAt}, excluded.first_linked_at)`,
        authorisedAt: sql`coalesce(excluded.authorised_at, ${connections.authorisedAt})`,
        checkedAt: sql`excluded.checked_at`,
      },
      setWhere: sql`${connections.companyId} = excluded.company_id and ${connections.state} <> 'deleted'
        and (${connections.checkedAt} is null or ${connections.checkedAt} <= excluded.checked_at)`,
    })
    .returning({ id: connections.id });
  return new Set(written.map(({ id }) => id));
}

/** Ends connections here; Codat is told by a job. The caller holds the lock on the business. */
export async function setEnded(
  tx: Db,
  companyId: string,
  connectionIds: readonly string[],
  state: 'Unlinked' | 'deleted',
  now: Date,
): Promise<void> {
  if (connectionIds.length === 0) return;
  await tx
    .update(connections)
    .set({ state, checkedAt: now })
    .where(and(eq(connections.companyId, companyId), inArray(connections.id, [...connectionIds])));
}

/** The customer authorised or confirmed it now: its time counts from here. The caller holds the lock on the business. */
export async function setConfirmed(
  tx: Db,
  companyId: string,
  connectionId: string,
  now: Date,
): Promise<void> {
  await tx
    .update(connections)
    .set({ authorisedAt: now })
    .where(and(eq(connections.companyId, companyId), eq(connections.id, connectionId)));
}

/** What was read has been looked at for the name: once for each access. */
export async function setNameRead(db: Db, companyId: string, connectionId: string, now: Date): Promise<void> {
  await db
    .update(connections)
    .set({ nameReadAt: now })
    .where(and(eq(connections.companyId, companyId), eq(connections.id, connectionId)));
}

/** The organisation that the customer said is the right one. */
export async function setOrganisation(
  tx: Db,
  companyId: string,
  connectionId: string,
  organisation: { name: string; id: string | null },
): Promise<void> {
  await tx
    .update(connections)
    .set({ organisation: organisation.name, organisationId: organisation.id })
    .where(and(eq(connections.companyId, companyId), eq(connections.id, connectionId)));
}

const ended = sql`job ->> 'kind' in ('unlink-connection', 'delete-connection')`;

/** Our ids of connections whose end is enqueued to Codat and not confirmed: what Codat says of them until then is out of date. */
export const endingIdsPart: Part<string[]> = {
  query: sql`(
    select job ->> 'connectionId' as id from ${jobs}
    where lane = ${placeholder('companyId')}::text and state = 'waiting' and ${ended}
    union
    select job ->> 'connectionId' as id from ${jobs}
    where lane = ${placeholder('companyId')}::text and state = 'dead' and ${ended})`,
  read: (rows) => rows.map(({ id }) => String(id)),
};
const readEnding = gatherer('ending_connections', { ending: endingIdsPart });

export async function listEndingIds(db: Db, companyId: string): Promise<string[]> {
  return (await readEnding(db, { companyId })).ending;
}
