// Owns the SQL for connections. Rows stay when Codat forgets them: we are the history.
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { ConnectionState, SourceType } from '../../lib/domain/connection';
import type { Db } from '../client';
import { connections } from '../schema/connection';

export type ConnectionRow = typeof connections.$inferSelect;

export async function listConnections(db: Db, companyId: string): Promise<ConnectionRow[]> {
  return db
    .select()
    .from(connections)
    .where(eq(connections.companyId, companyId))
    .orderBy(asc(connections.createdAt));
}

export async function findConnection(
  db: Db,
  companyId: string,
  connectionId: string,
): Promise<ConnectionRow | null> {
  const [row] = await db
    .select()
    .from(connections)
    .where(and(eq(connections.companyId, companyId), eq(connections.id, connectionId)));
  return row ?? null;
}

export async function insertStarting(
  db: Db,
  companyId: string,
  platform: { key: string; name: string; sourceType: SourceType },
  now: Date,
): Promise<string> {
  const [row] = await db
    .insert(connections)
    .values({
      companyId,
      platformKey: platform.key,
      platformName: platform.name,
      sourceType: platform.sourceType,
      state: 'starting',
      createdAt: now,
    })
    .returning({ id: connections.id });
  if (row === undefined) throw new Error('The new connection came back empty.');
  return row.id;
}

/** Ties our row to Codat's connection; the first tie stays. */
export async function setCodatConnectionId(
  db: Db,
  companyId: string,
  connectionId: string,
  codatId: string,
): Promise<void> {
  await db
    .update(connections)
    .set({ codatConnectionId: codatId, state: 'PendingAuth' })
    .where(
      and(
        eq(connections.companyId, companyId),
        eq(connections.id, connectionId),
        isNull(connections.codatConnectionId),
      ),
    );
}

export interface SeenAtCodat {
  codatConnectionId: string;
  platformKey: string;
  platformName: string;
  sourceType: SourceType;
  state: ConnectionState;
  organisation: string | null;
  lastSyncAt: Date | null;
  createdAt: Date | null;
}

/**
 * Writes what Codat said at `seenAt`: a row that is unknown is added, an older answer never overwrites a newer one,
 * and a deleted connection stays deleted.
 */
export async function upsertSeen(
  db: Db,
  companyId: string,
  seen: SeenAtCodat[],
  seenAt: Date,
): Promise<void> {
  if (seen.length === 0) return;
  const rows = seen.map((one) => ({
    ...one,
    companyId,
    createdAt: one.createdAt ?? seenAt,
    firstLinkedAt: one.state === 'Linked' ? seenAt : null,
    checkedAt: seenAt,
  }));
  await db
    .insert(connections)
    .values(rows)
    .onConflictDoUpdate({
      target: connections.codatConnectionId,
      set: {
        state: sql`excluded.state`,
        platformName: sql`excluded.platform_name`,
        organisation: sql`coalesce(excluded.organisation, ${connections.organisation})`,
        lastSyncAt: sql`coalesce(excluded.last_sync_at, ${connections.lastSyncAt})`,
        firstLinkedAt: sql`coalesce(${connections.firstLinkedAt}, excluded.first_linked_at)`,
        checkedAt: sql`excluded.checked_at`,
      },
      setWhere: sql`${connections.companyId} = excluded.company_id and ${connections.state} <> 'deleted'
        and (${connections.checkedAt} is null or ${connections.checkedAt} <= excluded.checked_at)`,
    });
}

/** Codat no longer has them; the rows stay as our record. */
export async function markDeleted(
  db: Db,
  companyId: string,
  connectionIds: string[],
  seenAt: Date,
): Promise<void> {
  if (connectionIds.length === 0) return;
  await db
    .update(connections)
    .set({ state: 'deleted', checkedAt: seenAt })
    .where(and(eq(connections.companyId, companyId), inArray(connections.id, connectionIds)));
}
