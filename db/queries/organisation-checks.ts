// Owns the SQL for the question whether the right organisation is connected: at most one open per connection.
import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Db } from '../client';
import { organisationChecks } from '../schema/connection';

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

/** Every question of a business about one connection, newest first. */
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
    .orderBy(desc(organisationChecks.askedAt));
}

/** One that asks anything else is another question: an answer to the one before must not count for it. */
const anotherId = sql`gen_random_uuid()`;

/**
 * Asks; what was asked before and not answered is asked as it is now, and stays about an access once it was.
 * The caller holds the lock on the business.
 * @returns false when the same is asked already
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

/** Takes questions back that nobody answered and that have become pointless: what Codat says cannot settle whose access it is. */
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

/** Asks the same of what it is called now. */
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

export async function answerCheck(
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

/** Every question of a business, with its answer, in the order of asking. */
export async function listCompanyChecks(db: Db, companyId: string) {
  return db
    .select({
      connectionId: organisationChecks.connectionId,
      askedAt: organisationChecks.askedAt,
      answer: organisationChecks.answer,
      answeredAt: organisationChecks.answeredAt,
    })
    .from(organisationChecks)
    .where(eq(organisationChecks.companyId, companyId))
    .orderBy(asc(organisationChecks.askedAt));
}
