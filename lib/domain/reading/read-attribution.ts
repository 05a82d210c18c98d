// Attribution rule: Codat reports data status per business; this finds the connection that it is about.
import type { SourceType } from '../connection/connection';
import type { DataTypeStatus } from './sync-progress';

export interface ReadableConnection {
  id: string;
  codatConnectionId: string | null;
  sourceType: SourceType;
  /** Null for a connection that never gave access. */
  firstLinkedAt: Date | null;
  /** Files only: no platform is read. */
  isUpload: boolean;
}

/** One read of one data type through one connection, out of Codat's history of reads. */
export interface PullOperation {
  id: string;
  /** Codat's id. */
  connectionId: string;
  dataType: string;
  status: string;
  requestedAt: Date | null;
  completedAt: Date | null;
}

export interface ReadStatus {
  /** Accord's id. */
  connectionId: string;
  dataType: string;
  status: string;
  syncId: string | null;
  lastReadAt: Date | null;
}

/** Codat's data types of banks and shops begin with their kind (docs/codat.md#data-status). */
export function sourceTypeOf(dataType: string): SourceType {
  if (dataType.startsWith('banking-')) return 'Banking';
  return dataType.startsWith('commerce-') ? 'Commerce' : 'Accounting';
}

/** Codat's status before it begins to read a data type: it carries no information yet. */
const NOT_BEGUN = 'Initial';

/** Connections that the data can have come from, also in the past. */
function sourcesOf(connections: readonly ReadableConnection[], sourceType: SourceType): ReadableConnection[] {
  return connections.filter((c) => c.sourceType === sourceType && c.firstLinkedAt !== null && !c.isUpload);
}

export function hasSources(connections: readonly ReadableConnection[]): boolean {
  return connections.some((c) => c.firstLinkedAt !== null && !c.isUpload);
}

/** True when the data status may be about several connections. */
export function needsHistory(connections: readonly ReadableConnection[]): boolean {
  const types: SourceType[] = ['Accounting', 'Banking', 'Commerce'];
  return types.some((type) => sourcesOf(connections, type).length > 1);
}

/**
 * The statuses by connection. If only one connection of a kind was ever authorised, data status is about that
 * one; of several, the history of reads tells, and a read that it does not list is attributed to none.
 * @param history newest reads; needed only where `needsHistory`
 */
export function readStatusesOf(
  connections: readonly ReadableConnection[],
  statuses: readonly DataTypeStatus[],
  history: readonly PullOperation[],
): ReadStatus[] {
  const types: SourceType[] = ['Accounting', 'Banking', 'Commerce'];
  return types.flatMap((type) => {
    const sources = sourcesOf(connections, type);
    const [only, ...others] = sources;
    const own = statuses.filter(
      ({ dataType, currentStatus }) => sourceTypeOf(dataType) === type && currentStatus !== NOT_BEGUN,
    );
    if (only === undefined) return [];
    if (others.length === 0) {
      return own.map(({ dataType, currentStatus, syncId, lastSuccessfulSyncAt }) => ({
        connectionId: only.id,
        dataType,
        status: currentStatus,
        syncId,
        lastReadAt: lastSuccessfulSyncAt,
      }));
    }
    return sources.flatMap((connection) => fromHistory(connection, history));
  });
}

function fromHistory(connection: ReadableConnection, history: readonly PullOperation[]): ReadStatus[] {
  const own = history
    .filter(({ connectionId }) => connectionId === connection.codatConnectionId)
    .sort((a, b) => (b.requestedAt?.getTime() ?? 0) - (a.requestedAt?.getTime() ?? 0));
  const dataTypes = [...new Set(own.map(({ dataType }) => dataType))];
  return dataTypes.flatMap((dataType) => {
    const reads = own.filter((read) => read.dataType === dataType);
    const [latest] = reads;
    if (latest === undefined) return [];
    const good = reads.find(({ status }) => status === 'Complete');
    return [
      {
        connectionId: connection.id,
        dataType,
        status: latest.status,
        syncId: latest.id,
        lastReadAt: good?.completedAt ?? null,
      },
    ];
  });
}
