// SQL of idempotency keys: the right to create one thing at Codat, claimed by one caller at a time.
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '../client';
import { idempotencyKeys } from '../schema/connection';

export type Claim =
  | { kind: 'done'; codatId: string }
  | { kind: 'claimed'; idempotencyKey: string; attempts: number; claimedUntil: Date }
  | { kind: 'busy' };

/**
 * Claims the right to create `subject` until `until`, unless it exists already or another caller holds the claim.
 * One statement, so that exactly one of any number of callers wins.
 */
export async function claimIdempotencyKey(db: Db, subject: string, now: Date, until: Date): Promise<Claim> {
  const rows = await db
    .insert(idempotencyKeys)
    .values({ subject, idempotencyKey: sql`gen_random_uuid()`, attempts: 1, claimedUntil: until })
    .onConflictDoUpdate({
      target: idempotencyKeys.subject,
      set: { attempts: sql`${idempotencyKeys.attempts} + 1`, claimedUntil: until },
      setWhere: sql`${idempotencyKeys.codatId} is null and ${idempotencyKeys.claimedUntil} <= ${now.toISOString()}::timestamptz`,
    })
    .returning({ idempotencyKey: idempotencyKeys.idempotencyKey, attempts: idempotencyKeys.attempts });
  const [won] = rows;
  if (won !== undefined) return { kind: 'claimed', ...won, claimedUntil: until };
  const [row] = await db
    .select({ codatId: idempotencyKeys.codatId })
    .from(idempotencyKeys)
    .where(eq(idempotencyKeys.subject, subject));
  return row?.codatId ? { kind: 'done', codatId: row.codatId } : { kind: 'busy' };
}

export async function completeIdempotencyKey(db: Db, subject: string, codatId: string): Promise<void> {
  await db.update(idempotencyKeys).set({ codatId }).where(eq(idempotencyKeys.subject, subject));
}

/**
 * Releases the claim at once, if this caller still holds it.
 * @param newKey true after a definite refusal: Codat would repeat that answer to the same key for 90 minutes
 */
export async function releaseIdempotencyKey(
  db: Db,
  subject: string,
  claim: { claimedUntil: Date; now: Date; newKey: boolean },
): Promise<void> {
  await db
    .update(idempotencyKeys)
    .set({ claimedUntil: claim.now, ...(claim.newKey ? { idempotencyKey: sql`gen_random_uuid()` } : {}) })
    .where(
      and(
        eq(idempotencyKeys.subject, subject),
        eq(idempotencyKeys.claimedUntil, claim.claimedUntil),
        isNull(idempotencyKeys.codatId),
      ),
    );
}

/** The object no longer exists at Codat: it may be created again. */
export async function deleteIdempotencyKey(db: Db, subject: string): Promise<void> {
  await db.delete(idempotencyKeys).where(eq(idempotencyKeys.subject, subject));
}

/** @returns Codat's id of the created object; null until it exists */
export async function findIdempotencyKey(db: Db, subject: string): Promise<string | null> {
  const [row] = await db
    .select({ codatId: idempotencyKeys.codatId })
    .from(idempotencyKeys)
    .where(eq(idempotencyKeys.subject, subject));
  return row?.codatId ?? null;
}
