// Sentences about the set-up at Codat: what was registered, and what is left to do there by hand.
import type { Site } from '../lib/setup/facts';
import type { SetUp } from '../lib/setup/set-up-codat';

export function setupWords({ consumerId, addedOrigin }: SetUp, { webhookUrl, origin }: Site): string[] {
  const consumer =
    consumerId === null
      ? [`A webhook consumer for ${webhookUrl} is there already: left as it is.`]
      : [
          `Registered webhook consumer ${consumerId} for ${webhookUrl}.`,
          'By hand: copy its signing secret from the portal, Settings > Webhooks, into CODAT_WEBHOOK_SECRET everywhere the site runs.',
        ];
  return [
    ...consumer,
    addedOrigin
      ? `Allowed ${origin} for the embedded window.`
      : `${origin} is allowed for the embedded window already.`,
    'Settings that only the portal can change are among the lines below.',
  ];
}
