// State machine of a connection: authorise, fail, unlink, lose access, delete. The only writer of its status.
import { randomUUID } from 'node:crypto';
import { findIntegration, type Integration, integrationOf } from '../catalogue/catalogue';
import type { DataType } from '../catalogue/data-types';
import { isStrict } from '../profile/profile';
import type { Company, Connection } from '../state/entities';
import type { World } from '../state/world';
import type { Organisation } from './organisations';
import { beginSync, cutSyncs } from './reading';
import { planReads } from './schedule';

/** How a customer's visit to a provider ends, in the numbers of the redirect. */
export type LinkStatus = 200 | 201 | 403 | 500 | 501;

export const REDIRECT_MESSAGES: Readonly<Record<LinkStatus, string>> = {
  200: '',
  201: '',
  403: 'User cancelled.',
  500: 'Unknown error occurred.',
  501: 'Not supported.',
};

type Failure = { statusCode: string; statusText: string; errorMessage: string };

const FAILURES: Readonly<Record<403 | 500 | 501, Failure>> = {
  403: { statusCode: '403', statusText: 'User cancelled linking', errorMessage: 'User cancelled' },
  500: { statusCode: '500', statusText: 'Internal Server Error', errorMessage: 'Unknown error occurred' },
  501: { statusCode: '501', statusText: 'Not Implemented', errorMessage: 'Not supported' },
};

const REVOKED: Failure = {
  statusCode: '401',
  statusText: 'Unauthorized',
  errorMessage: 'The integration de-authorized access to the connection.',
};

/** Open banking must be agreed to again after this long. */
export const OPEN_BANKING_MS = 90 * 24 * 60 * 60 * 1000;

export function startConnection(world: World, company: Company, integration: Integration): Connection {
  const connection: Connection = {
    id: randomUUID(),
    platformKey: integration.key,
    status: 'PendingAuth',
    createdAt: world.clock.now(),
    otps: [],
    errors: [],
    syncs: [],
  };
  company.connections.push(connection);
  world.emit({ kind: 'connection', type: 'connection.created', company, connection });
  return connection;
}

/** The visit to the provider ended without access. */
export function recordFailure(
  world: World,
  company: Company,
  connection: Connection,
  code: keyof typeof FAILURES,
): void {
  connection.errors.push({ ...FAILURES[code], erroredAt: world.clock.now() });
  world.emit({ kind: 'connection', type: 'connection.failed', company, connection });
}

/** Uploaded files are beside the one accounting platform, not in its place. */
export function holdsAccounting(connection: Connection): boolean {
  const integration = findIntegration(connection.platformKey);
  return integration?.sourceType === 'Accounting' && !integration.isUpload;
}

function hasOtherAccounting(company: Company, connection: Connection): boolean {
  if (!holdsAccounting(connection)) return false;
  return company.connections.some(
    (other) => other.id !== connection.id && other.status === 'Linked' && holdsAccounting(other),
  );
}

export interface Grant {
  organisation: Organisation;
  /** Names of the accounts that were ticked, at a bank. */
  accounts?: readonly string[];
  /** Permissions that were unticked: these types cannot be read. */
  refused?: readonly DataType[];
}

/** Grants access, unless the company already has an accounting connection: then nothing changes. */
function openAccess(
  world: World,
  company: Company,
  connection: Connection,
  info: Connection['info'] = connection.info,
): 200 | 500 {
  if (hasOtherAccounting(company, connection)) {
    recordFailure(world, company, connection, 500);
    return 500;
  }
  const now = world.clock.now();
  const isFirst = connection.authorisedAt === undefined;
  cutSyncs(connection, now, 'Cancelled');
  connection.status = 'Linked';
  connection.authorisedAt = now;
  if (info) connection.info = info;
  for (const error of connection.errors) error.resolvedAt ??= now;
  const type = isFirst ? 'connection.connected' : 'connection.reconnected';
  world.emit({ kind: 'connection', type, company, connection });
  planExpiry(world, company, connection, now);
  planReads(world, company, connection);
  return 200;
}

/** The customer agreed at the provider. A read follows every authorisation, also a repeated one. */
export function authorise(world: World, company: Company, connection: Connection, grant: Grant): 200 | 500 {
  const { organisation, accounts, refused = [] } = grant;
  const status = openAccess(world, company, connection, {
    organisationName: organisation.name,
    organisationId: organisation.id,
    ...(accounts && accounts.length > 0 ? { accounts: accounts.join(', ') } : {}),
  });
  if (status !== 200) return status;
  const failures = Object.fromEntries(refused.map((dataType) => [dataType, 'PermissionsError' as const]));
  beginSync(world, company, connection, {
    cause: 'authorised',
    ...(refused.length > 0 ? { failures } : {}),
  });
  return status;
}

/** Migrated tokens grant access too; nothing is read until it is requested. */
export function moveAuthorisation(world: World, company: Company, connection: Connection): 200 | 500 {
  return openAccess(world, company, connection);
}

/** Undefined where access has no end of its own. */
export function accessEndsAt(world: World, company: Company, connection: Connection): number | undefined {
  return isStrict(world, 'bank-access-stays', company.id) ? undefined : openBankingEnd(connection);
}

function openBankingEnd(connection: Connection): number | undefined {
  const { sourceType, isUpload } = integrationOf(connection);
  if (sourceType !== 'Banking' || isUpload || connection.authorisedAt === undefined) return undefined;
  return connection.authorisedAt + OPEN_BANKING_MS;
}

function planExpiry(world: World, company: Company, connection: Connection, since: number): void {
  // Scheduled in every profile: the profile at that moment decides.
  const at = openBankingEnd(connection);
  if (at === undefined) return;
  const ids = { companyId: company.id, connectionId: connection.id };
  world.scheduler.schedule(at, { kind: 'access-ends', since, ...ids });
}

export function mayUnlink(world: World, company: Company, { status }: Connection): boolean {
  if (status === 'Linked') return true;
  return status === 'Deauthorized' && !isStrict(world, 'unlink-linked-only', company.id);
}

/** The client unlinked. Data that were read stay readable. */
export function unlink(world: World, company: Company, connection: Connection): void {
  connection.status = 'Unlinked';
  cutSyncs(connection, world.clock.now(), 'Cancelled');
  world.emit({ kind: 'connection', type: 'connection.disconnected', company, connection });
}

/** The provider took access away, now or at the moment it ran out. */
export function deauthorise(
  world: World,
  company: Company,
  connection: Connection,
  at: number = world.clock.now(),
): void {
  connection.status = 'Deauthorized';
  connection.errors.push({ ...REVOKED, erroredAt: at });
  cutSyncs(connection, at, 'AuthError');
  world.emit({ kind: 'connection', type: 'connection.disconnected', company, connection }, at);
}

/** Deleted, with its data. */
export function deleteConnection(world: World, company: Company, connection: Connection): void {
  company.connections.splice(company.connections.indexOf(connection), 1);
  world.emit({ kind: 'connection', type: 'connection.deleted', company, connection });
}
