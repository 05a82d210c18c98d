// Per-process tools of outgoing webhooks: keys, circuit breakers, address policy.
import { getDatabase } from '@/db/client';
import { getEnv } from '../runtime/env';
import { log } from '../runtime/log';
import { createCircuitBreakers } from './circuit-breakers';
import type { OutboundTools } from './deliver';
import { addressPolicy, sealKeys } from './settings';

/** Kept on the process: Next loads this module once for pages and once for what runs beside them. */
const holder = globalThis as typeof globalThis & { accordOutbound?: OutboundTools };

export function getOutboundTools(): OutboundTools {
  holder.accordOutbound ??= {
    db: getDatabase().db,
    breakers: createCircuitBreakers(),
    seal: sealKeys(getEnv()),
    post: addressPolicy(getEnv()),
    logger: log(),
  };
  return holder.accordOutbound;
}
