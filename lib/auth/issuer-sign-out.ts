// RP-initiated logout (OpenID Connect 1.0): the address at which a person ends their session at the sign-in service, too.
import type { IssuerKeys } from './issuer-keys';

/**
 * The service asks before it ends anything: it may hold sessions of other sites. No ID token is kept as a hint, since it names the person;
 * and no address to return to is sent, since services refuse one that is not registered.
 * @param known what discovery found
 * @returns null where the service has no such page, or does not answer now
 */
export async function issuerSignOut(
  known: () => Promise<Pick<IssuerKeys, 'endSession'>>,
  clientId: string,
): Promise<string | null> {
  const endSession = await known().then(
    (service) => service.endSession,
    () => null,
  );
  if (endSession === null) return null;
  const address = new URL(endSession);
  address.searchParams.set('client_id', clientId);
  return address.href;
}
