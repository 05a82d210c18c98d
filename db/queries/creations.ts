// Owns the SQL for the right to create one thing at Codat.
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '../client';
import { creations } from '../schema/connection';

export type Claim =
  | { kind: 'done'; codatId: string }
  | { kind: 'claimed'; idempotencyKey: string; attempts: number; claimedUntil: Date }
  | { kind: 'busy' };

/**
 * Takes the right to create `subject` until `until`, unless it is done or another holds it.
 * One statement, so that of any number of callers one wins.
 */
export async function claimCreation(db: Db, subject: string, now: Date, until: Date): Promise<Claim> {
  const rows = await db
    .insert(creations)
    .values({ subject, idempotencyKey: sql`gen_random_uuid()`, attempts: 1, claimedUntil: until })
    .onConflictDoUpdate({
      target: creations.subject,
      set: { attempts: sql`${creations.attempts} + 1`, claimedUntil: until },
      setWhere: sql`${creations.codatId} is null and ${creations.claimedUntil} <= ${now.toISOString()}::timestamptz`,
    })
    .returning({ idempotencyKey: creations.idempotencyKey, attempts: creations.attempts });
  const [won] = rows;
  if (won !== undefined) return { kind: 'claimed', ...won, claimedUntil: until };
  const [row] = await db
    .select({ codatId: creations.codatId })
    .from(creations)
    .where(eq(creations.subject, subject));
  return row?.codatId ? { kind: 'done', codatId: row.codatId } : { kind: 'busy' };
}

export async function finishCreation(db: Db, subject: string, codatId: string): Promise<void> {
  await db.update(creations).set({ codatId }).where(eq(creations.subject, subject));
}

/**
 * Gives the right back at once, if it is still ours.
 * @param newKey true after a definite refusal: Codat would repeat that answer to the same key for 90 minutes
 */
export async function releaseCreation(
  db: Db,
  subject: string,
  claim: { claimedUntil: Date; now: Date; newKey: boolean },
): Promise<void> {
  await db
    .update(creations)
    .set({ claimedUntil: claim.now, ...(claim.newKey ? { idempotencyKey: sql`gen_random_uuid()` } : {}) })
    .where(
      and(
        eq(creations.subject, subject),
        eq(creations.claimedUntil, claim.claimedUntil),
        isNull(creations.codatId),
      ),
    );
}

/** What was created is gone at Codat: it may be created again. */
export async function deleteCreation(db: Db, subject: string): Promise<void> {
  await db.delete(creations).where(eq(creations.subject, subject));
}

/** @returns Codat's id of what was created; null while it was not */
export async function findCreation(db: Db, subject: string): Promise<string | null> {
  const [row] = await db
    .select({ codatId: creations.codatId })
    .from(creations)
    .where(eq(creations.subject, subject));
  return row?.codatId ?? null;
}
