// Configuration of outgoing webhooks: hosts that may be private, and the keys that encrypt secrets.

import type { SealKeys } from '../domain/crypto/seal';
import type { Env } from '../runtime/env';
import type { AddressPolicy } from './ssrf-guard';

/** In the demo all endpoints are on this machine. */
const DEMO_HOSTS = ['127.0.0.1', '::1', 'localhost'];

export function addressPolicy(env: Pick<Env, 'ACCORD_MODE' | 'OUTBOUND_PRIVATE_HOSTS'>): AddressPolicy {
  const demo = env.ACCORD_MODE === 'demo' ? DEMO_HOSTS : [];
  return { privateHosts: [...env.OUTBOUND_PRIVATE_HOSTS, ...demo] };
}

export function sealKeys(env: Pick<Env, 'OUTBOUND_KEY' | 'OUTBOUND_KEY_PREVIOUS'>): SealKeys {
  return { keys: [env.OUTBOUND_KEY, env.OUTBOUND_KEY_PREVIOUS].flatMap((key) => key ?? []) };
}
