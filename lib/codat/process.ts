// Owns the process's one Codat client and its reader of webhooks, set up from the environment.
import { getEnv } from '../env';
import { log } from '../log';
import { type Codat, createCodat } from './client';
import { createQuotaWatch, type QuotaWatch } from './quota';
import { createWebhookReader, type ReadWebhook } from './webhook';

/**
 * Kept on the process: Next loads this module once for pages and once for what runs beside them. The client is not: pages
 * recognise its errors by their class, and each load has classes of its own.
 */
const holder = globalThis as typeof globalThis & { accordQuotaWatch?: QuotaWatch };
let codat: Codat | undefined;

/** What this process's own calls were told of Codat's daily quota. */
export function getQuotaWatch(): QuotaWatch {
  holder.accordQuotaWatch ??= createQuotaWatch();
  return holder.accordQuotaWatch;
}

export function getCodat(): Codat {
  const env = getEnv();
  codat ??= createCodat({
    apiKey: env.CODAT_API_KEY,
    baseUrl: env.CODAT_BASE_URL,
    uploadKeys: env.CODAT_UPLOAD_KEYS,
    logger: log(),
    quota: getQuotaWatch(),
  });
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
