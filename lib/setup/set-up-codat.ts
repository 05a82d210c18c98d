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
  /** Codat's id of the new consumer; null if this address had one already. */
  consumerId: string | null;
  addedOrigin: boolean;
}

/** @throws Upstream; settings registered before the failure stay, and are found on the next run */
export async function setUpCodat(codat: Codat, site: Site): Promise<SetUp> {
  const { webhookUrl: url, origin, syncsProducts } = site;
  const eventTypes = wantedEvents(syncsProducts);
  const consumerId = needsConsumer(await listCodatConsumers(codat), url)
    ? await createCodatConsumer(codat, { url, eventTypes }, crypto.randomUUID())
    : null;
  const allowed = await listCodatOrigins(codat);
  const addedOrigin = !allowed.includes(origin);
  // The new list replaces the old one, so other origins are kept in it.
  if (addedOrigin) await replaceCodatOrigins(codat, [...allowed, origin], crypto.randomUUID());
  return { consumerId, addedOrigin };
}
