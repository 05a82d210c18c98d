// SQL of envelope encryption: one key per person, wrapped by a key outside the database. Destroying a key erases its texts.
import { randomBytes } from 'node:crypto';
import { inArray, sql } from 'drizzle-orm';
import type { ConsentEventBody } from '../../lib/domain/consent/consent';
import { openEvent, type PersonKeys } from '../../lib/domain/consent/sealed-event';
import { CannotOpen, open, seal } from '../../lib/domain/crypto/seal';
import { getPersonSeal } from '../../lib/runtime/env';
import type { Db } from '../client';
import { personKeys } from '../schema/people';
import { part, placeholder, select } from './gather';

const opened = (rows: readonly (typeof personKeys.$inferSelect)[]): PersonKeys => {
  const keys = new Map(
    rows.map(({ personId, wrapped }) => [
      personId,
      Buffer.from(open(wrapped, personId, getPersonSeal()), 'base64'),
    ]),
  );
  return (person) => keys.get(person) ?? null;
};

/** The existing keys of `persons`. */
export const personKeysPart = part(
  select
    .select()
    .from(personKeys)
    .where(sql`${personKeys.personId} = any(${placeholder('persons')}::uuid[])`),
  opened,
);

/** Those that are there. */
export async function findPersonKeys(db: Db, persons: readonly string[]): Promise<PersonKeys> {
  const rows =
    persons.length === 0
      ? []
      : await db
          .select()
          .from(personKeys)
          .where(inArray(personKeys.personId, [...new Set(persons)]));
  return opened(rows);
}

/** Makes those that are missing. Safe when several do at once. @param found the keys that were read already */
export async function makePersonKeys(
  tx: Db,
  persons: readonly string[],
  found?: PersonKeys,
): Promise<PersonKeys> {
  const known = found ?? (await findPersonKeys(tx, persons));
  const missing = persons.filter((person) => known(person) === null);
  if (missing.length === 0) return known;
  await tx
    .insert(personKeys)
    .values(
      missing.map((personId) => ({
        personId,
        wrapped: seal(randomBytes(32).toString('base64'), personId, getPersonSeal()),
      })),
    )
    .onConflictDoNothing();
  return findPersonKeys(tx, persons);
}

/** False where stored keys cannot be unwrapped by this process: it could neither read names nor write events. */
export async function canOpenKeys(db: Db): Promise<boolean> {
  const [row] = await db.select().from(personKeys).limit(1);
  if (row === undefined) return true;
  try {
    open(row.wrapped, row.personId, getPersonSeal());
    return true;
  } catch (error) {
    if (error instanceof CannotOpen) return false;
    throw error;
  }
}

/** The same rows with their events opened. */
export async function openBodies<T extends { body: ConsentEventBody }>(
  db: Db,
  rows: readonly T[],
): Promise<T[]> {
  const keys = await findPersonKeys(
    db,
    rows.flatMap(({ body }) => body.sealed.map(({ person }) => person)),
  );
  return rows.map((row) => ({ ...row, body: openEvent(row.body, keys) }));
}
