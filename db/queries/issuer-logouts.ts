// SQL of back-channel logouts: each counts once, and no session starts under a subject that was logged out.
import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Db } from '../client';
import { identities, issuerLogouts, sessions } from '../schema/people';
import { endSessions, insertSession } from './sessions';

/** Logouts and sign-ins of one session at the sign-in service wait for each other until the transaction ends. */
async function lockSid(tx: Db, sid: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`issuer-sid|${sid}`}, 0))`);
}

/** @param id one for each token @returns false when that token was taken before */
export async function recordLogout(tx: Db, logout: { id: string; sid: string | null }): Promise<boolean> {
  if (logout.sid !== null) await lockSid(tx, logout.sid);
  const rows = await tx
    .insert(issuerLogouts)
    .values(logout)
    .onConflictDoNothing()
    .returning({ id: issuerLogouts.id });
  return rows.length === 1;
}

/**
 * Ends all sessions of a person if no session is named. Otherwise ends that session, and the person's sessions for which
 * the service named none at sign-in, since one of them may be it.
 * @returns the number of ended sessions
 */
export async function endSessionsOfIssuer(
  tx: Db,
  issuer: string,
  { sid, subject }: { sid: string | null; subject: string | null },
): Promise<number> {
  if (subject === null) return sid === null ? 0 : endSessions(tx, eq(sessions.issuerSid, sid));
  const person = tx
    .select({ id: identities.userId })
    .from(identities)
    .where(and(eq(identities.issuer, issuer), eq(identities.subject, subject)));
  const named =
    sid === null
      ? undefined
      : or(eq(sessions.issuerSid, sid), and(isNull(sessions.issuerSid), eq(sessions.method, 'issuer')));
  return endSessions(tx, and(inArray(sessions.userId, person), named));
}

/** @returns false when the service ended the session meanwhile: a logout may arrive before the sign-in it is about */
export async function beginIssuerSession(db: Db, session: typeof sessions.$inferInsert): Promise<boolean> {
  return db.transaction(async (tx) => {
    const sid = session.issuerSid ?? null;
    if (sid !== null) {
      await lockSid(tx, sid);
      const [ended] = await tx
        .select({ id: issuerLogouts.id })
        .from(issuerLogouts)
        .where(eq(issuerLogouts.sid, sid));
      if (ended !== undefined) return false;
    }
    await insertSession(tx, session);
    return true;
  });
}

/** After a day: longer than any token is valid and any sign-in takes. @returns how many, `limit` if more may remain */
export async function pruneLogouts(db: Db, limit: number): Promise<number> {
  const rows = await db.execute(sql`
    delete from ${issuerLogouts} where id in (
      select id from ${issuerLogouts} where at < now() - interval '1 day' order by at limit ${limit} for update skip locked
    ) returning 1`);
  return rows.length;
}
