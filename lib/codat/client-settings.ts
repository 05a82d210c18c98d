// Calls about this client's settings at Codat: webhook consumers, embedding origins, redirect address.
import { needed, textsIn } from './answer';
import type { Codat } from './client';

export interface WebhookConsumer {
  id: string;
  url: string;
  eventTypes: string[];
  isDisabled: boolean;
  /** If there are any, Codat sends events only about companies with one of them. */
  companyTags: string[];
}

/** All of them: Codat does not page this list (docs/codat.md#webhook-consumers). @throws Upstream */
export async function listCodatConsumers(codat: Codat): Promise<WebhookConsumer[]> {
  const answer = await codat.call({ method: 'GET', path: '/webhooks' }, (sdk, options) =>
    sdk.webhooks.listConsumers(options),
  );
  return answer.results().map((wire) => ({
    id: wire.at('id').guid() ?? '',
    url: wire.at('url').text() ?? '',
    eventTypes: textsIn(wire.at('eventTypes')),
    isDisabled: wire.at('disabled').flag() ?? false,
    companyTags: textsIn(wire.at('companyTags')),
  }));
}

/**
 * No call changes a consumer, and none reveals its signing secret (docs/codat.md#webhook-consumers).
 * @param key idempotency key, a GUID
 * @returns Codat's id of the consumer
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
  return needed(wire.whole().at('id').guid());
}

/** Origins that may embed Codat's window. */
export async function listCodatOrigins(codat: Codat): Promise<string[]> {
  const answer = await codat.call({ method: 'GET', path: '/corsSettings' }, (sdk, options) =>
    sdk.settings.get(options),
  );
  return textsIn(answer.whole().at('allowedOrigins'));
}

/** Replaces the whole list (docs/codat.md#csp). @param key idempotency key, a GUID */
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

/** The address to which customers return, with Codat's names in braces; empty if not set (docs/codat.md#redirects). */
export async function getCodatRedirect(codat: Codat): Promise<string> {
  const profile = await codat.call({ method: 'GET', path: '/profile' }, (sdk, options) =>
    sdk.settings.getProfile(options),
  );
  return profile.whole().at('redirectUrl').text() ?? '';
}

/** Identifiers of products that at least one of the first companies has: no call lists all existing ones. */
export async function listUsedCodatProducts(codat: Codat): Promise<string[]> {
  const page = await codat.call({ method: 'GET', path: '/companies' }, (sdk, options) =>
    sdk.companies.list({ pageSize: 500, orderBy: '-created' }, options),
  );
  return [...new Set(page.results().flatMap((company) => textsIn(company.at('products'))))];
}
