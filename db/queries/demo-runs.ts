// SQL of demo runs: the latest start of each scenario.
import { desc, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '../client';
import { identities, memberships, sessions, users } from '../schema/people';

/** @param issuer whose subjects are `<scenario>:<run>`, which only the demo's are */
export async function listLatestRuns(db: Db, issuer: string) {
  const scenario = sql<string>`split_part(${identities.subject}, ':', 1)`;
  return db
    .selectDistinctOn([scenario], {
      scenario: scenario.as('scenario'),
      userId: users.id,
      companyId: memberships.companyId,
      startedAt: users.createdAt,
      mayGoOn: sql<boolean>`exists (select 1 from ${sessions} where ${sessions.userId} = ${users.id})`,
    })
    .from(identities)
    .innerJoin(users, eq(users.id, identities.userId))
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where(eq(identities.issuer, issuer))
    .orderBy(scenario, desc(users.createdAt));
}

/** Signs out every persona of the demo. */
export async function deleteRunSessions(db: Db, issuer: string): Promise<void> {
  const people = db.select({ id: identities.userId }).from(identities).where(eq(identities.issuer, issuer));
  await db.delete(sessions).where(inArray(sessions.userId, people));
}
