// SQL of the demo's business time: its offset from the machine's clock, announced to every process when it changes.
import { gt, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Db } from '../client';
import { codatCache } from '../schema/connection';
import { consentEvents } from '../schema/consent';
import { companies, memberships, sessions } from '../schema/people';
import { demoClock } from '../schema/work';

/** The channel that tells every process that the clock moved. */
export const CLOCK_CHANNEL = 'accord_clock';

const tell = sql`select pg_notify(${CLOCK_CHANNEL}, '')`;

/** Milliseconds; 0 until the clock is moved. */
export async function readClockOffset(db: Db): Promise<number> {
  const [row] = await db.select({ offsetMs: demoClock.offsetMs }).from(demoClock);
  return row?.offsetMs ?? 0;
}

/** The farthest that the clock ever was ahead, in milliseconds. */
export async function readClockReach(db: Db): Promise<number> {
  const [row] = await db.select({ reachedMs: demoClock.reachedMs }).from(demoClock);
  return row?.reachedMs ?? 0;
}

/** Forward only, also with two callers at once: a ledger must not get events from its own future. */
export async function raiseClockOffset(db: Db, offsetMs: number): Promise<number> {
  const raised = sql`greatest(${demoClock.offsetMs}, excluded.offset_ms)`;
  const [row] = await db
    .insert(demoClock)
    .values({ offsetMs, reachedMs: offsetMs })
    .onConflictDoUpdate({
      target: demoClock.id,
      set: { offsetMs: raised, reachedMs: sql`greatest(${demoClock.reachedMs}, excluded.offset_ms)` },
    })
    .returning({ offsetMs: demoClock.offsetMs });
  await db.execute(tell);
  return row?.offsetMs ?? offsetMs;
}

/**
 * Returns to the machine's time. Rows dated in the future stay: a person of such a business starts again with another
 * business.
 * @param now the machine's time
 */
export async function dropClockOffset(db: Db, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.update(demoClock).set({ offsetMs: 0 });
    await tx.delete(codatCache).where(gt(codatCache.fetchedAt, now));
    const ahead = await tx
      .selectDistinct({ id: consentEvents.companyId })
      .from(consentEvents)
      .where(gt(consentEvents.at, now));
    const ids = ahead.map(({ id }) => id);
    await tx.delete(sessions).where(inArray(sessions.companyId, ids));
    await tx.delete(memberships).where(inArray(memberships.companyId, ids));
    const retired = sql`${companies.externalId} || ' until ' || ${companies.id}`;
    await tx
      .update(companies)
      .set({ externalId: sql`case when ${isNotNull(companies.externalId)} then ${retired} end` })
      .where(inArray(companies.id, ids));
    await tx.execute(tell);
  });
}
