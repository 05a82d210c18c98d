// SQL of businesses and their members.
import { and, eq, inArray, isNotNull, isNull, notInArray, or, type SQL, sql } from 'drizzle-orm';
import type { Role } from '../../lib/domain/identity/authority';
import type { Db } from '../client';
import { companies, foldedName, memberships, users } from '../schema/people';
import { part, placeholder, select } from './gather';

const columns = { id: companies.id, name: companies.name, codatCompanyId: companies.codatCompanyId };

/** Holds the business's row until the transaction ends: whatever must happen one at a time per business starts here. */
export async function lockCompany(db: Db, companyId: string) {
  const [row] = await db.select(columns).from(companies).where(eq(companies.id, companyId)).for('update');
  return row ?? null;
}

export async function findCompany(db: Db, companyId: string) {
  const [row] = await db.select(columns).from(companies).where(eq(companies.id, companyId));
  return row ?? null;
}

export const companyPart = part(
  select
    .select(columns)
    .from(companies)
    .where(eq(companies.id, placeholder('companyId'))),
  ([row]) => row ?? null,
);

/** With `codatCompanyId`. */
export const companyByCodatIdPart = part(
  select
    .select(columns)
    .from(companies)
    .where(eq(companies.codatCompanyId, placeholder('codatCompanyId'))),
  ([row]) => row ?? null,
);

export async function findCompanyByCodatId(db: Db, codatCompanyId: string) {
  const [row] = await db
    .select({ id: companies.id })
    .from(companies)
    .where(eq(companies.codatCompanyId, codatCompanyId));
  return row ?? null;
}

export async function insertCompany(db: Db, name: string): Promise<string> {
  const [row] = await db.insert(companies).values({ name }).returning({ id: companies.id });
  if (row === undefined) throw new Error('The new business came back empty.');
  return row.id;
}

/** How callers name businesses beside our ids: by those of the sign-in service, and by Codat's. */
export interface CompanyNames {
  issuer: string | null;
  externalIds: readonly string[];
  codatIds: readonly string[];
}

/** The businesses that are meant, each by all its names; what is not there is left out. */
export async function listNamed(db: Db, { issuer, externalIds, codatIds }: CompanyNames) {
  return db
    .select({ id: companies.id, externalId: companies.externalId, codatId: companies.codatCompanyId })
    .from(companies)
    .where(
      or(
        and(eq(companies.issuer, issuer ?? ''), inArray(companies.externalId, [...externalIds])),
        inArray(companies.codatCompanyId, [...codatIds]),
      ),
    )
    .limit(externalIds.length + codatIds.length);
}

/** Everybody who may act for a business, by name. */
export async function listMembers(db: Db, companyId: string) {
  return db
    .select({
      userId: users.id,
      name: users.name,
      role: memberships.role,
      issuerSignedInAt: users.issuerSignedInAt,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(eq(memberships.companyId, companyId))
    .orderBy(users.name, users.id);
}

/** The business that the sign-in service knows by this id, made on first sight. Safe when many ask at once. */
export async function getOrInsertExternalCompany(
  db: Db,
  business: { issuer: string; externalId: string; name: string | null; fallback: string },
): Promise<{ companyId: string; isNew: boolean }> {
  const { issuer, externalId, name, fallback } = business;
  const [row] = await db
    .insert(companies)
    .values({ issuer, externalId, name: name ?? fallback })
    // A new name is taken over; without one the known name stays.
    .onConflictDoUpdate({
      target: [companies.issuer, companies.externalId],
      set: { name: name === null ? sql`${companies.name}` : name },
    })
    // A row that was there before carries the transaction that changed it just now.
    .returning({ id: companies.id, isNew: sql<boolean>`(xmax = 0)` });
  if (row === undefined) throw new Error('The business came back empty.');
  return { companyId: row.id, isNew: row.isNew };
}

/** Ends the person's part in businesses of this issuer that it does not name any more, in open sessions too. */
export async function removeLapsedMemberships(
  db: Db,
  userId: string,
  issuer: string,
  keep: readonly string[],
): Promise<void> {
  const lapsed = db
    .select({ id: companies.id })
    .from(companies)
    .where(
      and(
        eq(companies.issuer, issuer),
        isNotNull(companies.externalId),
        keep.length === 0 ? undefined : notInArray(companies.id, [...keep]),
      ),
    );
  await db
    .delete(memberships)
    .where(and(eq(memberships.userId, userId), inArray(memberships.companyId, lapsed)));
}

export async function upsertMembership(db: Db, companyId: string, userId: string, role: Role): Promise<void> {
  await db
    .insert(memberships)
    .values({ userId, companyId, role })
    .onConflictDoUpdate({ target: [memberships.userId, memberships.companyId], set: { role } });
}

/** A person's membership in a business; null without one. Its validity is for `findActingMember` to say. */
export async function findMember(db: Db, companyId: string, userId: string) {
  const [row] = await db
    .select({ name: users.name, role: memberships.role, issuerSignedInAt: users.issuerSignedInAt })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.companyId, companyId), eq(memberships.userId, userId)));
  return row ?? null;
}

/** The business the person named here themselves, if they did. */
export async function findOwnCompanyOf(db: Db, userId: string): Promise<string | null> {
  return first(db, and(eq(memberships.userId, userId), isNull(companies.externalId)));
}

/** Any business the person may act for: the first they joined. */
export async function findFirstCompanyOf(db: Db, userId: string): Promise<string | null> {
  return first(db, eq(memberships.userId, userId));
}

async function first(db: Db, where: SQL | undefined): Promise<string | null> {
  const [row] = await db
    .select({ companyId: memberships.companyId })
    .from(memberships)
    .innerJoin(companies, eq(companies.id, memberships.companyId))
    .where(where)
    .orderBy(memberships.createdAt)
    .limit(1);
  return row?.companyId ?? null;
}

/** Keeps Codat's id of the business; the first one that arrives stays. */
export async function setCodatCompanyId(db: Db, companyId: string, codatCompanyId: string): Promise<void> {
  await db
    .update(companies)
    .set({ codatCompanyId })
    .where(and(eq(companies.id, companyId), isNull(companies.codatCompanyId)));
}

/** Codat no longer has the company. @returns false when the business has another one by now, or none */
export async function detachCodatCompany(
  db: Db,
  companyId: string,
  codatCompanyId: string,
): Promise<boolean> {
  const rows = await db
    .update(companies)
    .set({ codatCompanyId: null, codatSettingsKey: null })
    .where(and(eq(companies.id, companyId), eq(companies.codatCompanyId, codatCompanyId)))
    .returning({ id: companies.id });
  return rows.length === 1;
}

/** Businesses that the person may act for, by name. */
export async function listCompaniesOf(db: Db, userId: string, atMost: number) {
  return db
    .select({ id: companies.id, name: companies.name, role: memberships.role })
    .from(memberships)
    .innerJoin(companies, eq(companies.id, memberships.companyId))
    .where(eq(memberships.userId, userId))
    .orderBy(foldedName(companies.name), companies.id)
    .limit(atMost);
}

/** @returns null when it is not known what Codat was told */
export async function findSettingsKey(db: Db, companyId: string): Promise<string | null> {
  const [row] = await db
    .select({ key: companies.codatSettingsKey })
    .from(companies)
    .where(eq(companies.id, companyId));
  return row?.key ?? null;
}

/** @param key null before Codat is told, so that no caller relies on it meanwhile */
export async function setSettingsKey(db: Db, companyId: string, key: string | null): Promise<void> {
  await db.update(companies).set({ codatSettingsKey: key }).where(eq(companies.id, companyId));
}

export async function setCompanyName(db: Db, companyId: string, name: string): Promise<void> {
  await db.update(companies).set({ name }).where(eq(companies.id, companyId));
}

/** What the business that the sign-in service knows by this id is called here; null when it is not known yet. */
export async function findExternalName(db: Db, issuer: string, externalId: string): Promise<string | null> {
  const [row] = await db
    .select({ name: companies.name })
    .from(companies)
    .where(and(eq(companies.issuer, issuer), eq(companies.externalId, externalId)));
  return row?.name ?? null;
}

/** Ends every membership of the business, in open sessions too. */
export async function removeMemberships(db: Db, companyId: string): Promise<void> {
  await db.delete(memberships).where(eq(memberships.companyId, companyId));
}

/** Ids of the businesses that are meant: one by our id, or those that a sign-in service knows by this id. */
export async function searchCompanies(db: Db, id: string): Promise<string[]> {
  const rows = await db
    .select({ id: companies.id })
    .from(companies)
    .where(or(eq(companies.externalId, id), sql`${companies.id}::text = ${id.toLowerCase()}`))
    .limit(2);
  return rows.map((row) => row.id);
}
