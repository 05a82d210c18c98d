// Per-process Codat client and webhook reader, configured from the environment.
import { machineMs } from '../runtime/clock';
import { getEnv } from '../runtime/env';
import { log } from '../runtime/log';
import { type AnswerWatch, createAnswerWatch } from './answer-watch';
import { type Codat, createCodat } from './client';
import { createQuotaWatch, type QuotaWatch } from './quota';
import { createWebhookReader, type ReadWebhook } from './webhook';

/**
 * Stored on the process: Next loads this module once for pages and once for background work. The client is not: pages
 * recognise its errors by class, and each load has its own classes.
 */
const holder = globalThis as typeof globalThis & {
  accordQuotaWatch?: QuotaWatch;
  accordAnswerWatch?: AnswerWatch;
};
let codat: Codat | undefined;

/** Codat's daily quota, from the answers to this process's calls. */
export function getQuotaWatch(): QuotaWatch {
  holder.accordQuotaWatch ??= createQuotaWatch();
  return holder.accordQuotaWatch;
}

/** Whether this process's calls reached Codat. */
export function getAnswerWatch(): AnswerWatch {
  holder.accordAnswerWatch ??= createAnswerWatch(machineMs);
  return holder.accordAnswerWatch;
}

export function getCodat(): Codat {
  const env = getEnv();
  codat ??= createCodat({
    apiKey: env.CODAT_API_KEY,
    baseUrl: env.CODAT_BASE_URL,
    uploadKeys: env.CODAT_UPLOAD_KEYS,
    logger: log(),
    quota: getQuotaWatch(),
    answers: getAnswerWatch(),
  });
  return codat;
}

let reader: ReadWebhook | undefined;

/** Null if no signing secret is configured. */
export function getWebhookReader(): ReadWebhook | null {
  const { CODAT_WEBHOOK_SECRET: current, CODAT_WEBHOOK_SECRET_PREVIOUS: previous } = getEnv();
  if (current === undefined) return null;
  reader ??= createWebhookReader(previous === undefined ? [current] : [current, previous]);
  return reader;
}
