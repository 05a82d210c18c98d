// Token migration at Codat: a connection is authorised with tokens that the client already has, instead of by the customer.
import type { Codat } from './client';

/**
 * Codat starts no first read afterwards (docs/codat.md). Repeating it with the same tokens changes nothing.
 * @param tokens sent to Codat and nowhere else: never stored, never logged
 * @throws Upstream `invalid` when Codat refuses them
 */
export async function authoriseCodatConnection(
  codat: Codat,
  { companyId, connectionId }: { companyId: string; connectionId: string },
  tokens: Readonly<Record<string, string>>,
): Promise<void> {
  await codat.call(
    { method: 'PUT', path: '/companies/:companyId/connections/:connectionId/authorization', companyId },
    (sdk, options) =>
      sdk.connections.updateAuthorization({ companyId, connectionId, requestBody: { ...tokens } }, options),
  );
}
