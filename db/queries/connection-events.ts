// Owns the SQL for what happened to connections: written beside the change, never changed.
import { and, asc, eq } from 'drizzle-orm';
import type { Db } from '../client';
import { connectionEvents } from '../schema/connection';

export type ConnectionEventRow = typeof connectionEvents.$inferSelect;
export type NewConnectionEvent = Omit<ConnectionEventRow, 'id' | 'companyId' | 'onRequest'> &
  Partial<Pick<ConnectionEventRow, 'onRequest'>>;

/** Call it in the transaction of the change, while the business is locked: so each change is told once. */
export async function insertConnectionEvents(
  tx: Db,
  companyId: string,
  events: readonly NewConnectionEvent[],
): Promise<void> {
  if (events.length === 0) return;
  await tx.insert(connectionEvents).values(events.map((event) => ({ ...event, companyId })));
}

/** In the order in which it happened. */
export async function listConnectionEvents(
  db: Db,
  companyId: string,
  connectionId: string,
): Promise<ConnectionEventRow[]> {
  return db
    .select()
    .from(connectionEvents)
    .where(and(eq(connectionEvents.companyId, companyId), eq(connectionEvents.connectionId, connectionId)))
    .orderBy(asc(connectionEvents.id));
}

/** Of all connections of a business, in the order in which it happened. */
export async function listCompanyConnectionEvents(db: Db, companyId: string): Promise<ConnectionEventRow[]> {
  return db
    .select()
    .from(connectionEvents)
    .where(eq(connectionEvents.companyId, companyId))
    .orderBy(asc(connectionEvents.id));
}
