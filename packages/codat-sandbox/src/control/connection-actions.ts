// Actions on a connection, shared by the control API and the control page: authorise, end a visit, take access away, fail a read.
import { findIntegration, integrationOf } from '../catalogue/catalogue';
import type { DataType } from '../catalogue/data-types';
import {
  authorise,
  deauthorise,
  type LinkStatus,
  recordFailure,
  startConnection,
} from '../domain/connection';
import { isCalled, type Organisation, organisationsOf } from '../domain/organisations';
import { failType, finishSyncs } from '../domain/reading';
import { notFound, notValid } from '../http/errors';
import { guidFrom } from '../random/ids';
import type { Company, Connection, ReadFailure } from '../state/entities';
import type { World } from '../state/world';

export interface ConnectionTarget {
  world: World;
  company: Company;
  connection: Connection;
}

/** As if the customer had signed in and agreed; the organisation by name, else the first of the login. */
export function grantAccess(
  { world, company, connection }: ConnectionTarget,
  organisation?: string,
): LinkStatus {
  const known = organisationsOf(company, integrationOf(connection));
  const chosen = organisation === undefined ? known[0] : organisationCalled(organisation, company, known);
  if (organisation !== undefined) connection.isNamed = true;
  return authorise(world, company, connection, { organisation: chosen });
}

/** An organisation that the login offers keeps its id, also when named with its legal form; any other gets a derived id. */
function organisationCalled(name: string, company: Company, known: readonly Organisation[]): Organisation {
  const same = known.find((each) => isCalled(each.name, name));
  if (same) return { ...same, name };
  return { id: guidFrom(`organisation ${company.id} ${name}`), name, detail: '' };
}

export function link(world: World, company: Company, platformKey: string): Connection {
  const integration = findIntegration(platformKey);
  if (!integration?.enabled) throw notFound();
  return startConnection(world, company, integration);
}

/** As if the visit to the provider had ended without access. */
export function endVisit({ world, company, connection }: ConnectionTarget, reason: 403 | 500 | 501): void {
  recordFailure(world, company, connection, reason);
}

export function revokeAccess({ world, company, connection }: ConnectionTarget): void {
  if (connection.status !== 'Linked') throw notValid('Status', 'Only a linked connection can lose access.');
  deauthorise(world, company, connection);
}

export function finish({ world, company, connection }: ConnectionTarget): void {
  finishSyncs(world, company, connection);
  world.touch();
}

export function failRead(
  { world, company, connection }: ConnectionTarget,
  dataType: DataType,
  failure: ReadFailure,
): void {
  if (connection.status !== 'Linked') throw notValid('Status', 'Only a linked connection is read.');
  if (!integrationOf(connection).readable.includes(dataType)) {
    throw notValid('dataType', `${connection.platformKey} does not offer ${dataType}.`);
  }
  failType(world, company, connection, dataType, failure);
  world.touch();
}
