// Owns the process's one Codat client and its reader of webhooks, set up from the environment.
import { getEnv } from '../env';
import { log } from '../log';
import { type Codat, createCodat } from './client';
import { createWebhookReader, type ReadWebhook } from './webhook';

let codat: Codat | undefined;

export function getCodat(): Codat {
  const env = getEnv();
  codat ??= createCodat({ apiKey: env.CODAT_API_KEY, baseUrl: env.CODAT_BASE_URL, logger: log() });
  return codat;
}

let reader: ReadWebhook | undefined;

/** Null where no signing secret is configured. */
export function getWebhookReader(): ReadWebhook | null {
  const { CODAT_WEBHOOK_SECRET: current, CODAT_WEBHOOK_SECRET_PREVIOUS: previous } = getEnv();
  if (current === undefined) return null;
  reader ??= createWebhookReader(previous === undefined ? [current] : [current, previous]);
  return reader;
}
