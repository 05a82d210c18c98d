// Owns how far a read of a platform has come: a pure function of when it started and what time it is.
import { integrationOf } from '../catalogue';
import type { DataType } from '../catalogue/data-types';
import type { Company, Connection, Sync } from '../entities';
import { guidFrom } from '../ids';

export type ReadStatus = 'Queued' | 'Fetching' | 'Mapping' | 'Complete' | 'Cancelled' | 'AuthError';

interface TypeRead {
  status: ReadStatus;
  completedAt?: number;
}

/** Types are read one after another, each in an equal share of the whole. */
function readOf(sync: Sync, index: number, count: number, now: number): TypeRead {
  const share = sync.lengthMs / count;
  const fetchAt = sync.startedAt + index * share;
  const mapAt = fetchAt + share * 0.6;
  const doneAt = fetchAt + share;
  const until = Math.min(now, sync.endedAt ?? now);
  if (until >= doneAt) return { status: 'Complete', completedAt: Math.round(doneAt) };
  if (sync.endedAt !== undefined && sync.endedAt <= now) return { status: sync.endedBy ?? 'Cancelled' };
  if (until >= mapAt) return { status: 'Mapping' };
  return { status: until >= fetchAt ? 'Fetching' : 'Queued' };
}

export interface TypeStatus {
  dataType: DataType;
  currentStatus: ReadStatus;
  startedAt: number;
  latestSyncId: string;
  lastSuccessfulSync?: number;
  latestSuccessfulSyncId?: string;
}

/** The state of every type this connection ever began to read; nothing for one never authorised. */
export function statusesOf(connection: Connection, now: number): TypeStatus[] {
  const latest = connection.syncs.at(-1);
  if (!latest) return [];
  const types = integrationOf(connection).readable;
  return types.map((dataType, index) => {
    const idOf = (sync: Sync) => guidFrom(`${connection.id} ${sync.startedAt} ${dataType}`);
    const successes = connection.syncs
      .map((sync) => ({ sync, read: readOf(sync, index, types.length, now) }))
      .filter(({ read }) => read.status === 'Complete');
    const success = successes.at(-1);
    return {
      dataType,
      currentStatus: readOf(latest, index, types.length, now).status,
      startedAt: latest.startedAt,
      latestSyncId: idOf(latest),
      ...(success?.read.completedAt === undefined
        ? {}
        : { lastSuccessfulSync: success.read.completedAt, latestSuccessfulSyncId: idOf(success.sync) }),
    };
  });
}

/** When the newest finished type was finished; listing asks this of every connection, so it makes no ids. */
export function lastSyncOf(connection: Connection, now: number): number | undefined {
  const count = integrationOf(connection).readable.length;
  const times = connection.syncs.flatMap((sync) => {
    const reads = Array.from({ length: count }, (_, index) => readOf(sync, index, count, now));
    return reads.flatMap((read) => read.completedAt ?? []);
  });
  return times.length > 0 ? Math.max(...times) : undefined;
}

export function companyLastSync(company: Company, now: number): number | undefined {
  const times = company.connections.flatMap((connection) => lastSyncOf(connection, now) ?? []);
  return times.length > 0 ? Math.max(...times) : undefined;
}

/** One entry per type over all connections: the most recently begun read speaks for it. */
export function companyStatuses(company: Company, now: number): TypeStatus[] {
  const byType = new Map<DataType, TypeStatus>();
  for (const status of company.connections.flatMap((connection) => statusesOf(connection, now))) {
    const earlier = byType.get(status.dataType);
    if (!earlier || earlier.startedAt <= status.startedAt) byType.set(status.dataType, status);
  }
  return [...byType.values()];
}
