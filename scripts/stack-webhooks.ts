// Owns that the sandbox tells an app of what happens, as Codat would: signed, at the address where it runs this time.
import { createCodat } from '../lib/codat/client';
import { listCodatConsumers } from '../lib/codat/client-settings';
import { setUpCodat } from '../lib/setup/set-up-codat';
import type { SandboxConfig } from './stack-env';

/**
 * @param config of the sandbox
 * @param origin of the app, as browsers know it
 * @param port where the app, or what stands in front of it, answers on this machine
 */
export async function hearEvents(config: SandboxConfig, origin: string, port: number): Promise<void> {
  const logger = { info: () => {}, warn: () => {} };
  const codat = createCodat({ apiKey: config.apiKey, baseUrl: config.url, uploadKeys: {}, logger });
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
