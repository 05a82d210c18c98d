// Idempotent registration of this site's settings at Codat, as far as its API allows.
import type { Codat } from '../codat/client';
import {
  createCodatConsumer,
  listCodatConsumers,
  listCodatOrigins,
  replaceCodatOrigins,
} from '../codat/client-settings';
import { needsConsumer, wantedEvents } from '../domain/work/setup';
import type { Site } from './facts';

export interface SetUp {
  /** Codat's id of the new consumer; null when there was one for this address. */
  consumerId: string | null;
  addedOrigin: boolean;
}

/** @throws Upstream; what was registered by then stays, and is found the next time */
export async function setUpCodat(codat: Codat, site: Site): Promise<SetUp> {
  const { webhookUrl: url, origin, syncsProducts } = site;
  const eventTypes = wantedEvents(syncsProducts);
  const consumerId = needsConsumer(await listCodatConsumers(codat), url)
    ? await createCodatConsumer(codat, { url, eventTypes }, crypto.randomUUID())
    : null;
  const allowed = await listCodatOrigins(codat);
  const addedOrigin = !allowed.includes(origin);
  // The new list takes the place of the old one: the origins of others stay in it.
  if (addedOrigin) await replaceCodatOrigins(codat, [...allowed, origin], crypto.randomUUID());
  return { consumerId, addedOrigin };
}
