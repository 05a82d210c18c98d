// Configuration schema: what stands between a client and this process.
import { z } from 'zod';

export const networkFields = {
  /** Proxies in front that append the address they see to X-Forwarded-For, or set it. */
  TRUSTED_PROXIES: z
    .string()
    .regex(/^\d$/, 'must be the number of proxies in front of this site, from 0 to 9')
    .default('1')
    .transform(Number),
  /** Whether the proxy in front sets X-Request-Id itself; else a client would choose what the record calls its requests. */
  TRUST_REQUEST_ID: z.enum(['on', 'off'], { error: 'must be on or off' }).default('off'),
};
