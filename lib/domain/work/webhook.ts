// Routing table of Codat's events: the work for each, and the outcome recorded for its message.
import { HOUR_MS } from '../text/duration';

/** Known events by name (docs/codat.md#webhook-events). Families with a company's own prefix are below. */
export type KnownEvent =
  | 'company.created'
  | 'company.deleted'
  | 'company.product.added'
  | 'company.product.removed'
  | 'connection.created'
  | 'connection.connected'
  | 'connection.failed'
  | 'connection.disconnected'
  | 'connection.reconnected'
  | 'connection.deleted'
  | 'read.completed'
  | 'read.completed.initial'
  | 'read.completed.successful'
  | 'read.completed.unsuccessful'
  | 'client.rateLimit.reached'
  | 'client.rateLimit.reset';

/**
 * `connections`: the company's connections are refreshed from Codat. `reads`: the same, and its reading progress.
 * `company`: check whether Codat still has the company. `products`: the company's products at Codat are aligned with
 * the agreements. `quota`: stored for the call budget. `none`: stored without work.
 */
export type WebhookWork = 'connections' | 'reads' | 'company' | 'products' | 'quota' | 'none';

const WORK: Readonly<Record<KnownEvent, WebhookWork>> = {
  // Accord creates companies, and knows them before Codat reports them.
  'company.created': 'none',
  'company.deleted': 'company',
  'company.product.added': 'products',
  'company.product.removed': 'products',
  'connection.created': 'connections',
  'connection.connected': 'connections',
  'connection.failed': 'connections',
  'connection.disconnected': 'connections',
  'connection.reconnected': 'connections',
  'connection.deleted': 'connections',
  'read.completed': 'reads',
  'read.completed.initial': 'reads',
  'read.completed.successful': 'reads',
  'read.completed.unsuccessful': 'reads',
  'client.rateLimit.reached': 'quota',
  'client.rateLimit.reset': 'quota',
};

/** `{productIdentifier}.read.completed`: the reads of one of the client's own products. */
const PRODUCT_READ = /^[\w-]+\.read\.completed(\.(successful|unsuccessful|initial))?$/;

const isKnown = (eventType: string): eventType is KnownEvent => Object.hasOwn(WORK, eventType);

/** Write operations, events of Codat's other products, and unknown events cause no work. */
export function workFor(eventType: string): WebhookWork {
  if (isKnown(eventType)) return WORK[eventType];
  return PRODUCT_READ.test(eventType) ? 'reads' : 'none';
}

/** True when a job is needed: only for work about one company. */
export function makesJob(eventType: string, codatCompanyId: string | null): boolean {
  const work = workFor(eventType);
  return codatCompanyId !== null && work !== 'none' && work !== 'quota';
}

/**
 * `refreshed`: the record here was aligned with Codat's. `company-gone`: Codat no longer has the company.
 * `unknown-company`: not known here within the time limit. `noted`: stored, without further work.
 */
export type WebhookOutcome = 'refreshed' | 'company-gone' | 'unknown-company' | 'noted';

/** A message may overtake this site's own record of its company; after this it is another client's company. */
export const UNKNOWN_FOR_MS = HOUR_MS;

/** The treatment of messages about a company that is unknown here (yet). */
export function decideUnknown(receivedAt: readonly Date[], now: Date): 'wait' | 'give-up' {
  const isYoung = receivedAt.some((at) => now.getTime() - at.getTime() < UNKNOWN_FOR_MS);
  return isYoung ? 'wait' : 'give-up';
}
