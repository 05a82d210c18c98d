// History of reads: one pull operation per data type and run, newest first.
import type { DataType } from '../catalogue/data-types';
import type { Company, Connection, Sync, TypeRead } from '../state/entities';
import { datasetId, isOver, readsOf, typesOf } from './sync';

export interface PullOperation {
  connection: Connection;
  sync: Sync;
  dataType: DataType;
  read: TypeRead;
}

/** Of one run, in the order in which it reads. */
export function operationsOf(connection: Connection, sync: Sync, now: number): PullOperation[] {
  return readsOf(connection, sync, now).map((read) => ({ connection, sync, ...read }));
}

export function historyOf(company: Company, now: number): PullOperation[] {
  return company.connections
    .flatMap((connection) => connection.syncs.map((sync) => ({ connection, sync })))
    .sort((a, b) => b.sync.startedAt - a.sync.startedAt)
    .flatMap(({ connection, sync }) => operationsOf(connection, sync, now));
}

export function findOperation(company: Company, id: string, now: number): PullOperation | undefined {
  const wanted = id.toLowerCase();
  return historyOf(company, now).find(({ sync, dataType }) => datasetId(sync, dataType) === wanted);
}

/** The latest run that still has this type to read, if there is one. */
export function runningSync(connection: Connection, dataType: DataType, now: number): Sync | undefined {
  return connection.syncs.findLast(
    (sync) =>
      !isOver(sync, now) &&
      typesOf(connection, sync).includes(dataType) &&
      readsOf(connection, sync, now).some(
        (each) => each.dataType === dataType && each.read.completedAt === undefined,
      ),
  );
}
