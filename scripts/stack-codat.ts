// Registration of the app at the sandbox, as in Codat's Portal: the return address of customers, and the webhook consumer.
import { type Codat, createCodat } from '../lib/codat/client';
import { listCodatConsumers } from '../lib/codat/client-settings';
import { setUpCodat } from '../lib/setup/set-up-codat';
import type { SandboxConfig } from './stack-env';

/**
 * Registration that an earlier run left behind may name another port, and is replaced.
 * @param config of the sandbox
 * @param origin of the app, as browsers know it
 * @param port of the app, or of what stands in front of it, on this machine
 */
export async function introduceApp(config: SandboxConfig, origin: string, port: number): Promise<void> {
  const logger = { info: () => {}, warn: () => {} };
  const codat = createCodat({ apiKey: config.apiKey, baseUrl: config.url, uploadKeys: {}, logger });
  await leadBack(codat, origin);
  const webhookUrl = `http://127.0.0.1:${port}/api/webhooks/codat`;
  // The app knows the secret of the first consumer: a consumer of an earlier port, or one that Codat disabled, must not keep it.
  for (const { id, url, isDisabled } of await listCodatConsumers(codat)) {
    if (url !== webhookUrl || isDisabled)
      await codat.call({ method: 'DELETE', path: '/webhooks/{webhookId}' }, (sdk, options) =>
        sdk.webhooks.deleteConsumer({ webhookId: id }, options),
      );
  }
  await setUpCodat(codat, { origin, webhookUrl, syncsProducts: false });
}

/** Replaces the origin of the return address; the rest of it stays as it is set. */
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
