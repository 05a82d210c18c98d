// Read guard of the data endpoints: a type that the platform offers, and only what a read has fetched.
import { integrationOf } from '../catalogue/catalogue';
import type { DataType } from '../catalogue/data-types';
import { type Records, recordsOf } from '../data/records';
import { statusesOf } from '../domain/sync';
import { ApiError } from '../http/errors';
import type { Company, Connection } from '../state/entities';
import type { World } from '../state/world';

export interface Readable {
  connection: Connection;
  records: Records;
}

function notSupported(connection: Connection, dataType: DataType): ApiError {
  const { integrationId } = integrationOf(connection);
  return new ApiError(400, 'PullApi', `Datatype '${dataType}' not supported by platform ${integrationId}`);
}

/** Codat names the cases of a 409 without their texts: never read, or not read to the end. */
function notReady(companyId: string, dataType: DataType): ApiError {
  return new ApiError(409, 'PullApi', `No dataset of '${dataType}' has been read for company ${companyId}.`);
}

/** Time of the last successful read. An unlinked connection keeps its data and gets no newer ones. */
function lastRead(world: World, connection: Connection, dataType: DataType): number | undefined {
  const statuses = statusesOf(connection, world.clock.now());
  return statuses.find((status) => status.dataType === dataType)?.lastSuccessfulSync;
}

export function readableOf(
  world: World,
  company: Company,
  connection: Connection,
  dataType: DataType,
): Readable {
  if (!integrationOf(connection).readable.includes(dataType)) throw notSupported(connection, dataType);
  const asOf = lastRead(world, connection, dataType);
  if (asOf === undefined) throw notReady(company.id, dataType);
  return { connection, records: recordsOf(company, asOf) };
}

/** Where the path names no connection: the accounting connection authorised last of those that hold the type. */
export function accountingOf(world: World, company: Company, dataType: DataType): Readable {
  const candidates = company.connections
    .filter((connection) => integrationOf(connection).sourceType === 'Accounting')
    .sort((a, b) => (b.authorisedAt ?? 0) - (a.authorisedAt ?? 0));
  const [latest] = candidates;
  if (!latest) throw notReady(company.id, dataType);
  const holder = candidates.find((connection) => lastRead(world, connection, dataType) !== undefined);
  return readableOf(world, company, holder ?? latest, dataType);
}
