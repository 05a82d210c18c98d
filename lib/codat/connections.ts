// Calls about connections at Codat.
import { Upstream } from '../errors';
import { type Answer, needed } from './answer';
import { type Codat, uploadKeysOf } from './client';
import { listPages } from './pages';
import { type CodatConnection, toConnection } from './transform';

/** Every connection of a company, oldest first; deleted ones are not included. */
export async function listCodatConnections(codat: Codat, companyId: string): Promise<CodatConnection[]> {
  return listPages(
    100,
    (page, pageSize) =>
      codat.call({ method: 'GET', path: '/companies/:companyId/connections', companyId }, (sdk, options) =>
        sdk.connections.list({ companyId, page, pageSize, orderBy: 'created' }, options),
      ),
    (wire) => toConnection(wire, uploadKeysOf(codat)),
  );
}

/** One connection with a fresh one-time link, or null when it no longer exists at Codat. */
export async function getCodatConnection(
  codat: Codat,
  companyId: string,
  connectionId: string,
): Promise<CodatConnection | null> {
  return unlessGone(async () => {
    const wire = await codat.call(
      { method: 'GET', path: '/companies/:companyId/connections/:connectionId', companyId },
      (sdk, options) => sdk.connections.get({ companyId, connectionId }, options),
    );
    return oneOf(codat, wire);
  });
}

/**
 * Starts a connection for a platform; it stays PendingAuth until the customer authorises it at its link.
 * @param key idempotency key, a GUID: without it each call makes another connection
 */
export async function createCodatConnection(
  codat: Codat,
  companyId: string,
  platformKey: string,
  key: string,
): Promise<CodatConnection> {
  const wire = await codat.call(
    { method: 'POST', path: '/companies/:companyId/connections', companyId },
    (sdk, options) => sdk.connections.create({ companyId, requestBody: { platformKey } }, options),
    key,
  );
  return oneOf(codat, wire);
}

/**
 * Ends access through a connection; data that was read stays at Codat.
 * @returns the connection as Codat has it afterwards
 * @throws Upstream, also for a connection without access: for its states Codat does not document success
 */
export async function unlinkCodatConnection(
  codat: Codat,
  companyId: string,
  connectionId: string,
): Promise<CodatConnection> {
  const wire = await codat.call(
    { method: 'PATCH', path: '/companies/:companyId/connections/:connectionId', companyId },
    (sdk, options) =>
      sdk.connections.unlink(
        { companyId, connectionId, updateConnectionStatus: { status: 'Unlinked' } },
        options,
      ),
  );
  return oneOf(codat, wire);
}

/** Deletes a connection with all data read through it, permanently. Repeating it succeeds. */
export async function deleteCodatConnection(
  codat: Codat,
  companyId: string,
  connectionId: string,
): Promise<void> {
  await unlessGone(() =>
    codat.call(
      { method: 'DELETE', path: '/companies/:companyId/connections/:connectionId', companyId },
      (sdk, options) => sdk.connections.delete({ companyId, connectionId }, options),
    ),
  );
}

function oneOf(codat: Codat, wire: Answer): CodatConnection {
  return needed(toConnection(wire.whole(), uploadKeysOf(codat)));
}

async function unlessGone<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Upstream && error.kind === 'not-found') return null;
    throw error;
  }
}
