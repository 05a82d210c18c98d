// Owns calls about what this client has set at Codat for itself: who is told of events, which sites may embed, where customers come back.
import { Upstream } from '../errors';
import type { Codat } from './client';

export interface WebhookConsumer {
  id: string;
  url: string;
  eventTypes: string[];
  isDisabled: boolean;
  /** When there are any, only companies with one of them are told of. */
  companyTags: string[];
}

/** All of them: Codat does not page this list (contract e.3). @throws Upstream */
export async function listCodatConsumers(codat: Codat): Promise<WebhookConsumer[]> {
  const answer = await codat.call({ method: 'GET', path: '/webhooks' }, (sdk, options) =>
    sdk.webhooks.listConsumers(options),
  );
  return (answer.results ?? []).map((wire) => ({
    id: wire.id ?? '',
    url: wire.url ?? '',
    eventTypes: wire.eventTypes ?? [],
    isDisabled: wire.disabled === true,
    companyTags: wire.companyTags ?? [],
  }));
}

/**
 * There is no call that changes one, and none that tells its signing secret (contract e.3).
 * @param key idempotency key, a GUID
 * @returns Codat's id of it
 */
export async function createCodatConsumer(
  codat: Codat,
  consumer: { url: string; eventTypes: readonly string[] },
  key: string,
): Promise<string> {
  const { url, eventTypes } = consumer;
  const wire = await codat.call(
    { method: 'POST', path: '/webhooks' },
    (sdk, options) => sdk.webhooks.createConsumer({ url, eventTypes: [...eventTypes] }, options),
    key,
  );
  if (!wire.id) throw new Upstream('garbage', { answered: true });
  return wire.id;
}

/** Origins that may embed Codat's window. */
export async function listCodatOrigins(codat: Codat): Promise<string[]> {
  const answer = await codat.call({ method: 'GET', path: '/corsSettings' }, (sdk, options) =>
    sdk.settings.get(options),
  );
  return answer.allowedOrigins ?? [];
}

/** Codat keeps this list instead of the one before (contract f.7). @param key idempotency key, a GUID */
export async function replaceCodatOrigins(
  codat: Codat,
  allowedOrigins: readonly string[],
  key: string,
): Promise<void> {
  await codat.call(
    { method: 'POST', path: '/corsSettings' },
    (sdk, options) => sdk.settings.set({ allowedOrigins: [...allowedOrigins] }, options),
    key,
  );
}

/** Where customers come back to, with Codat's names in braces; empty when nothing is set (contract g). */
export async function getCodatRedirect(codat: Codat): Promise<string> {
  const profile = await codat.call({ method: 'GET', path: '/profile' }, (sdk, options) =>
    sdk.settings.getProfile(options),
  );
  return profile.redirectUrl;
}

/** Identifiers of products that at least one of the first companies has: no call lists those that exist. */
export async function listUsedCodatProducts(codat: Codat): Promise<string[]> {
  const page = await codat.call({ method: 'GET', path: '/companies' }, (sdk, options) =>
    sdk.companies.list({ pageSize: 500, orderBy: '-created' }, options),
  );
  return [...new Set((page.results ?? []).flatMap(({ products }) => products ?? []))];
}
