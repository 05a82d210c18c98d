// Owns what can happen to a connection: authorise, fail, unlink, lose access. The only writer of its status.
import { randomUUID } from 'node:crypto';
import { findIntegration, type Integration, integrationOf } from '../catalogue';
import type { Company, Connection } from '../entities';
import type { Organisation } from './organisations';

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

export function startConnection(company: Company, integration: Integration, now: number): Connection {
  const connection: Connection = {
    id: randomUUID(),
    platformKey: integration.key,
    status: 'PendingAuth',
    createdAt: now,
    otps: [],
    errors: [],
    syncs: [],
  };
  company.connections.push(connection);
  return connection;
}

export function recordFailure(connection: Connection, code: keyof typeof FAILURES, now: number): void {
  connection.errors.push({ ...FAILURES[code], erroredAt: now });
}

function hasOtherAccounting(company: Company, connection: Connection): boolean {
  if (integrationOf(connection).sourceType !== 'Accounting') return false;
  return company.connections.some(
    (other) =>
      other.id !== connection.id &&
      other.status === 'Linked' &&
      findIntegration(other.platformKey)?.sourceType === 'Accounting',
  );
}

/**
 * The customer agreed at the provider. A company holds one active accounting connection, so a second one is
 * refused here and keeps its state.
 */
export function authorise(
  company: Company,
  connection: Connection,
  organisation: Organisation,
  now: number,
  syncMs: number,
): 200 | 500 {
  if (hasOtherAccounting(company, connection)) {
    recordFailure(connection, 500, now);
    return 500;
  }
  endSync(connection, now, 'Cancelled');
  connection.status = 'Linked';
  connection.info = { organisationName: organisation.name, organisationId: organisation.id };
  for (const error of connection.errors) error.resolvedAt ??= now;
  // A read follows every authorisation, also a repeated one.
  connection.syncs.push({ startedAt: now, lengthMs: syncMs });
  return 200;
}

function endSync(connection: Connection, now: number, endedBy: 'Cancelled' | 'AuthError'): void {
  const latest = connection.syncs.at(-1);
  if (!latest || latest.endedAt !== undefined) return;
  latest.endedAt = now;
  latest.endedBy = endedBy;
}

export function mayUnlink(connection: Connection): boolean {
  return connection.status === 'Linked' || connection.status === 'Deauthorized';
}

/** The client gave access up. What was read stays readable. */
export function unlink(connection: Connection, now: number): void {
  connection.status = 'Unlinked';
  endSync(connection, now, 'Cancelled');
}

/** The provider took access away. */
export function deauthorise(connection: Connection, now: number): void {
  connection.status = 'Deauthorized';
  connection.errors.push({ ...REVOKED, erroredAt: now });
  endSync(connection, now, 'AuthError');
}
