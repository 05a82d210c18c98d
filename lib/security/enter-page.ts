// Bulkhead admission: each business renders a few pages at once in this process; visitors are counted by network.

import type { IncomingMessage } from 'node:http';
import { sha256 } from '../domain/crypto/sha256';
import { isPage } from '../domain/http/request-gate';
import { networkOf } from './client-network';
import { knownAsker } from './known-askers';
import { createPageSlots, type Slot } from './page-slots';

const HOLD_MS = 10_000;
/** A person looks at one page, and a business has a few people: further pages start as soon as one is done. */
const own = createPageSlots({ atOnce: 2, waiting: 100, holdMs: HOLD_MS });
/** A whole office may share one address. */
const networks = createPageSlots({ atOnce: 12, waiting: 200, holdMs: HOLD_MS });

/** @param hops number of trusted proxies @returns null when too many wait; undefined for addresses without a queue */
export function enterPage(
  { method, url = '', headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  hops: number,
): Slot | null | undefined {
  if (!isPage(url)) return undefined;
  // A form, such as a withdrawal, never waits behind page views.
  const line = method === 'POST' ? 'forms' : 'pages';
  const token = /(?:^|; ?)(?:__Host-)?accord\.session=([^;]+)/.exec(headers.cookie ?? '')?.[1];
  const asker = token === undefined ? null : knownAsker(sha256(token));
  if (asker !== null) return own.enter(`${line} ${asker}`);
  const forwarded = headers['x-forwarded-for'];
  const [network] = networkOf(
    { get: () => (typeof forwarded === 'string' ? forwarded : null) },
    hops,
  ).counted;
  return network === undefined ? undefined : networks.enter(`${line} ${network}`);
}
