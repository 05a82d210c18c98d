// Owns what the sandbox is told of an app, as Codat is told in its Portal: where customers come back to, and where events go.
import { type Codat, createCodat } from '../lib/codat/client';
import { listCodatConsumers } from '../lib/codat/client-settings';
import { setUpCodat } from '../lib/setup/set-up-codat';
import type { SandboxConfig } from './stack-env';

/**
 * What is kept from an earlier run may name another port.
 * @param config of the sandbox
 * @param origin of the app, as browsers know it
 * @param port where the app, or what stands in front of it, answers on this machine
 */
export async function introduceApp(config: SandboxConfig, origin: string, port: number): Promise<void> {
  const logger = { info: () => {}, warn: () => {} };
  const codat = createCodat({ apiKey: config.apiKey, baseUrl: config.url, uploadKeys: {}, logger });
  await leadBack(codat, origin);
  const webhookUrl = `http://127.0.0.1:${port}/api/webhooks/codat`;
  // The secret that we know is the first consumer's: one of an earlier port must not keep it, nor one that was given up on.
  for (const { id, url, isDisabled } of await listCodatConsumers(codat)) {
    if (url !== webhookUrl || isDisabled)
      await codat.call({ method: 'DELETE', path: '/webhooks/{webhookId}' }, (sdk, options) =>
        sdk.webhooks.deleteConsumer({ webhookId: id }, options),
      );
  }
  await setUpCodat(codat, { origin, webhookUrl, syncsProducts: false });
}

/** The address stays as it is set, but for where it is. */
async function leadBack(codat: Codat, origin: string): Promise<void> {
  const profile = await codat.call({ method: 'GET', path: '/profile' }, (sdk, options) =>
    sdk.settings.getProfile(options),
  );
  const before = profile.at('redirectUrl').text() ?? '';
  const redirectUrl = before.replace(/^https?:\/\/[^/]+/, origin);
  if (redirectUrl === before) return;
  await codat.call({ method: 'PUT', path: '/profile' }, (sdk, options) =>
    sdk.settings.updateProfile(
      { name: profile.at('name').text() ?? '', redirectUrl, whiteListUrls: [origin] },
      options,
    ),
  );
}
