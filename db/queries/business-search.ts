// SQL of the search for one business among a hundred thousand: by prefix of its name, or by an id.
import { and, asc, eq, or, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../client';
import { consents } from '../schema/consent';
import { companies, foldedName } from '../schema/people';

const columns = {
  id: companies.id,
  name: companies.name,
  externalId: companies.externalId,
  codatCompanyId: companies.codatCompanyId,
  createdAt: companies.createdAt,
};

export type BusinessRow = Awaited<ReturnType<typeof findBusinessById>>[number];

const FOLDED = foldedName(companies.name);
/** Sorts after every text with the same beginning. */
const LAST = '\u{10FFFF}';

/** @param id Accord's or Codat's; any letters and digits that form a UUID */
export async function findBusinessById(db: Db, id: string) {
  return db
    .select(columns)
    .from(companies)
    .where(or(eq(companies.id, id), eq(companies.codatCompanyId, id)));
}

/** The business with this id at the sign-in service. */
export async function findBusinessByExternalId(
  db: Db,
  issuer: string,
  externalId: string,
): Promise<BusinessRow[]> {
  return db
    .select(columns)
    .from(companies)
    .where(and(eq(companies.issuer, issuer), eq(companies.externalId, externalId)));
}

/**
 * A page of businesses by name. Starts at the page's place in the index, however many businesses there are.
 * @param prefix how the name begins, in any case and with or without accents; empty for all
 * @param after Accord's id of the last business on the previous page
 */
export function listBusinessesByName(db: Db, prefix: string, after: string | null, limit: number) {
  const start = foldedName(sql`${prefix}::text`);
  const conditions: SQL[] = [sql`${FOLDED} >= ${start}`, sql`${FOLDED} < ${start} || ${LAST}::text`];
  if (after !== null) {
    conditions.push(sql`(${FOLDED}, ${companies.id}) > (
      select ${foldedName(sql`last.name`)}, last.id from ${companies} last where last.id = ${after})`);
  }
  return db
    .select(columns)
    .from(companies)
    .where(and(...conditions))
    .orderBy(sql`${FOLDED}`, asc(companies.id))
    .limit(limit);
}

/** How many agreements run or are paused, per business. */
export async function countLiveConsents(db: Db, companyIds: readonly string[]): Promise<Map<string, number>> {
  if (companyIds.length === 0) return new Map();
  const rows = await db
    .select({ companyId: consents.companyId, count: sql<number>`count(*)::int` })
    .from(consents)
    .where(
      and(
        sql`${consents.companyId} = any(${sql.param([...companyIds])}::uuid[])`,
        sql`${consents.standing} in ('given', 'renewed', 'expiring', 'paused')`,
      ),
    )
    .groupBy(consents.companyId);
  return new Map(rows.map(({ companyId, count }) => [companyId, count]));
}
