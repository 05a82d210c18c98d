// Read model of an end: effective here at once, and at Codat when Codat confirms it.
import type { Db } from '@/db/client';
import type { ConnectionEventRow } from '@/db/queries/connection-events';
import type { ConnectionRow } from '@/db/queries/connections';
import { findEndJob } from '@/db/queries/jobs';

export interface EndProgress {
  kind: 'unlinked' | 'deleted';
  at: Date;
  /** Who ended it, by the name at that time; null when Codat or the platform did. */
  by: string | null;
  /** Codat's part; also `confirmed` when Codat reported the end. */
  codat: {
    state: 'pending' | 'confirmed' | 'given-up';
    at: Date | null;
    /** Codat was called, but failed: it may take a while. */
    isLate: boolean;
  };
}

/** @param events of the connection, newest first: one of each kind is enough */
export async function findEnding(
  db: Db,
  companyId: string,
  connection: Pick<ConnectionRow, 'id' | 'state'>,
  events: readonly ConnectionEventRow[],
): Promise<EndProgress | null> {
  const kind = kindOf(connection);
  const event = events.find((each) => each.kind === kind);
  if (kind === null || event === undefined) return null;
  const told = { kind, at: event.at, by: event.by };
  if (event.by === null) return { ...told, codat: { state: 'confirmed', at: null, isLate: false } };
  const enqueued = kind === 'deleted' ? 'delete-connection' : 'unlink-connection';
  const job = await findEndJob(db, companyId, enqueued, connection.id);
  const state = job?.state ?? 'done';
  switch (state) {
    case 'waiting':
      return {
        ...told,
        codat: { state: 'pending', at: null, isLate: job !== null && job.problem !== null },
      };
    case 'dead':
      return { ...told, codat: { state: 'given-up', at: null, isLate: true } };
    case 'done':
      return { ...told, codat: { state: 'confirmed', at: job?.endedAt ?? null, isLate: false } };
    default:
      return state satisfies never;
  }
}

function kindOf({ state }: Pick<ConnectionRow, 'state'>): EndProgress['kind'] | null {
  if (state === 'deleted') return 'deleted';
  return state === 'Unlinked' ? 'unlinked' : null;
}
