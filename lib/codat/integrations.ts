// Calls about the platforms that can be connected.
import type { Codat } from './client';
import { listPages } from './pages';
import { type ConnectButton, type Platform, toConnectButton, toPlatform } from './transform';

/** Every enabled platform of the source types that products ask for. */
export async function listCodatPlatforms(codat: Codat): Promise<Platform[]> {
  return listPages(
    500,
    (page, pageSize) =>
      codat.call({ method: 'GET', path: '/integrations' }, (sdk, options) =>
        sdk.integrations.list({ query: 'enabled=true', page, pageSize }, options),
      ),
    toPlatform,
  );
}

/** The vendor's own button for a platform; null if Codat has none. Codat asks clients to cache the branding. */
export async function getConnectButton(codat: Codat, platformKey: string): Promise<ConnectButton | null> {
  const wire = await codat.call(
    { method: 'GET', path: '/integrations/:platformKey/branding' },
    (sdk, options) => sdk.integrations.getBranding({ platformKey }, options),
  );
  return toConnectButton(wire.whole());
}
