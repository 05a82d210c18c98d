// SQL of organisation checks: at most one question per connection is open.
import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Db } from '../client';
import { connections, organisationChecks } from '../schema/connection';

export type OrganisationCheckRow = typeof organisationChecks.$inferSelect;
export type CheckQuestion = Pick<
  OrganisationCheckRow,
  'about' | 'nameBefore' | 'idBefore' | 'nameAfter' | 'idAfter' | 'connectedBy' | 'shareId'
>;

export async function findOpenCheck(
  db: Db,
  companyId: string,
  connectionId: string,
): Promise<OrganisationCheckRow | null> {
  const [row] = await db
    .select()
    .from(organisationChecks)
    .where(
      and(
        eq(organisationChecks.companyId, companyId),
        eq(organisationChecks.connectionId, connectionId),
        isNull(organisationChecks.answer),
      ),
    );
  return row ?? null;
}

/** The latest questions about one connection, newest first: each access has a question of its own. */
export async function listChecks(
  db: Db,
  companyId: string,
  connectionId: string,
): Promise<OrganisationCheckRow[]> {
  return db
    .select()
    .from(organisationChecks)
    .where(
      and(eq(organisationChecks.companyId, companyId), eq(organisationChecks.connectionId, connectionId)),
    )
    .orderBy(desc(organisationChecks.askedAt))
    .limit(LATEST);
}

const LATEST = 100;

const QUESTION = {
  connectionId: organisationChecks.connectionId,
  askedAt: organisationChecks.askedAt,
  answer: organisationChecks.answer,
  answeredAt: organisationChecks.answeredAt,
};

/** A question about anything else gets a new id: an answer to the old one must not count for it. */
const anotherId = sql`gen_random_uuid()`;

/**
 * Asks a question; an open one is replaced by today's, and a question once about access stays about access.
 * The caller holds the lock on the business.
 * @returns false when the same question is open already
 */
export async function askCheck(
  tx: Db,
  companyId: string,
  connectionId: string,
  question: CheckQuestion,
  askedAt: Date,
): Promise<boolean> {
  const rows = await tx
    .insert(organisationChecks)
    .values({ companyId, connectionId, ...question, askedAt })
    .onConflictDoUpdate({
      target: organisationChecks.connectionId,
      targetWhere: isNull(organisationChecks.answer),
      set: {
        ...question,
        id: anotherId,
        about: sql`case when 'access' in (${organisationChecks.about}, excluded.about) then 'access' else 'organisation' end`,
        askedAt,
      },
      setWhere: sql`(${organisationChecks.nameAfter}, ${organisationChecks.idAfter})
        is distinct from (excluded.name_after, excluded.id_after)
        or (excluded.about = 'access' and ${organisationChecks.about} <> 'access')`,
    })
    .returning({ id: organisationChecks.id });
  return rows.length === 1;
}

/** Drops open questions about the organisation that became pointless. Those about access stay until they are answered. */
export async function dropOpenChecks(tx: Db, companyId: string, connectionIds: string[]): Promise<void> {
  if (connectionIds.length === 0) return;
  await tx
    .delete(organisationChecks)
    .where(
      and(
        eq(organisationChecks.companyId, companyId),
        inArray(organisationChecks.connectionId, connectionIds),
        eq(organisationChecks.about, 'organisation'),
        isNull(organisationChecks.answer),
      ),
    );
}

/** Gives the open question the organisation's new name. */
export async function renameOpenCheck(
  tx: Db,
  companyId: string,
  connectionId: string,
  after: { name: string; id: string | null },
): Promise<void> {
  await tx
    .update(organisationChecks)
    .set({ id: anotherId, nameAfter: after.name, idAfter: after.id })
    .where(
      and(
        eq(organisationChecks.companyId, companyId),
        eq(organisationChecks.connectionId, connectionId),
        isNull(organisationChecks.answer),
        sql`(${organisationChecks.nameAfter}, ${organisationChecks.idAfter}) is distinct from (${after.name}::text, ${after.id}::text)`,
      ),
    );
}

export async function setCheckAnswer(
  tx: Db,
  companyId: string,
  checkId: string,
  given: { answer: 'right' | 'wrong'; answeredAt: Date; answeredBy: string },
): Promise<void> {
  await tx
    .update(organisationChecks)
    .set(given)
    .where(and(eq(organisationChecks.companyId, companyId), eq(organisationChecks.id, checkId)));
}

/**
 * The questions about each connection of a business at these moments: all where there are few, else the latest (the one
 * before it was answered by then) and the latest that was answered with no.
 */
export async function listChecksAround(db: Db, companyId: string, moments: readonly Date[]) {
  if (moments.length === 0) return [];
  const all = await db
    .select(QUESTION)
    .from(organisationChecks)
    .where(eq(organisationChecks.companyId, companyId))
    .limit(LATEST + 1);
  if (all.length <= LATEST) return all.sort((a, b) => Number(a.askedAt) - Number(b.askedAt));
  const times = moments.map((moment) => moment.toISOString());
  const own = sql`from ${organisationChecks} q
    where q.company_id = c.company_id and q.connection_id = c.id and q.asked_at <= m.at`;
  const latest = sql`order by q.asked_at desc limit 1`;
  const ids = sql`select telling.id from ${connections} c cross join unnest(${sql.param(times)}::text[]::timestamptz[]) m (at)
    cross join lateral (
      (select q.id ${own} ${latest}) union all (select q.id ${own} and q.answer = 'wrong' ${latest})) telling
    where c.company_id = ${companyId}`;
  return db
    .select(QUESTION)
    .from(organisationChecks)
    .where(
      and(eq(organisationChecks.companyId, companyId), sql`${organisationChecks.id} = any(array(${ids}))`),
    )
    .orderBy(asc(organisationChecks.askedAt));
}
