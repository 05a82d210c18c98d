// Progress of a read: a pure function of its start and the present time.
import { integrationOf } from '../catalogue/catalogue';
import type { DataType } from '../catalogue/data-types';
import { guidFrom } from '../random/ids';
import type { Company, Connection, DataTypeRead, ReadStatus, Sync, TypeRead } from '../state/entities';

export function typesOf(connection: Connection, sync: Sync): readonly DataType[] {
  return sync.types ?? integrationOf(connection).readable;
}

export function syncEnd(sync: Sync): number {
  return sync.startedAt + sync.lengthMs;
}

/** Cut short by the end of access, or through. */
export function isOver(sync: Sync, now: number): boolean {
  return sync.endedAt !== undefined || syncEnd(sync) <= now;
}

/** Types are read one after another, each in an equal share of the whole. */
function readOf(sync: Sync, dataType: DataType, index: number, count: number, now: number): TypeRead {
  const share = sync.lengthMs / count;
  const fetchAt = sync.startedAt + index * share;
  const mapAt = fetchAt + share * 0.6;
  const doneAt = fetchAt + share;
  const until = Math.min(now, sync.endedAt ?? now);
  if (until >= doneAt) {
    return {
      status: sync.failures?.[dataType] ?? 'Complete',
      progress: 100,
      completedAt: Math.round(doneAt),
    };
  }
  if (sync.endedAt !== undefined && sync.endedAt <= now) {
    return { status: sync.endedBy ?? 'Cancelled', progress: 100, completedAt: sync.endedAt };
  }
  if (until >= mapAt) return { status: 'Mapping', progress: 80 };
  return until >= fetchAt ? { status: 'Fetching', progress: 40 } : { status: 'Queued', progress: 0 };
}

export function readsOf(connection: Connection, sync: Sync, now: number): DataTypeRead[] {
  const types = typesOf(connection, sync);
  return types.map((dataType, index) => ({
    dataType,
    read: readOf(sync, dataType, index, types.length, now),
  }));
}

/** The id of the dataset one run makes of one type. */
export function datasetId(sync: Sync, dataType: DataType): string {
  return guidFrom(`${sync.id} ${dataType}`);
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
  const byType = new Map<DataType, TypeStatus>();
  for (const sync of connection.syncs) {
    for (const { dataType, read } of readsOf(connection, sync, now)) {
      const before = byType.get(dataType);
      const success =
        read.status === 'Complete' && read.completedAt !== undefined
          ? { lastSuccessfulSync: read.completedAt, latestSuccessfulSyncId: datasetId(sync, dataType) }
          : {};
      byType.set(dataType, {
        ...before,
        dataType,
        currentStatus: read.status,
        startedAt: sync.startedAt,
        latestSyncId: datasetId(sync, dataType),
        ...success,
      });
    }
  }
  return [...byType.values()];
}

/** When the newest finished type was finished; listing asks this of every connection, so it makes no ids. */
export function lastSyncOf(connection: Connection, now: number): number | undefined {
  let latest: number | undefined;
  for (const sync of connection.syncs) {
    for (const { read } of readsOf(connection, sync, now)) {
      if (read.status !== 'Complete' || read.completedAt === undefined) continue;
      if (latest === undefined || read.completedAt > latest) latest = read.completedAt;
    }
  }
  return latest;
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
