// SQL of the decision log: one insert per call, and look-up by the id that the caller was given.
import { eq } from 'drizzle-orm';
import type { Db } from '../client';
import { decisionLog } from '../schema/access';

export type NewLoggedDecision = Omit<typeof decisionLog.$inferInsert, 'id' | 'at'>;

export async function insertDecisions(db: Db, rows: readonly NewLoggedDecision[]): Promise<void> {
  if (rows.length > 0) await db.insert(decisionLog).values([...rows]);
}

export async function findLoggedDecision(db: Db, evaluationId: string) {
  const [row] = await db.select().from(decisionLog).where(eq(decisionLog.evaluationId, evaluationId));
  return row ?? null;
}
