// Standard Webhooks signature: HMAC over id, timestamp and the exact bytes.
import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';

const PREFIX = 'whsec_';

function keyOf(secret: string): Buffer {
  return Buffer.from(secret.slice(PREFIX.length), 'base64');
}

/** Secret lengths that receiving libraries accept. */
export const secretSchema = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]+={0,2}$/, { message: 'A secret is whsec_ and base64.' })
  .refine((secret) => keyOf(secret).length >= 24 && keyOf(secret).length <= 64, {
    message: 'A secret has 24 to 64 bytes.',
  });

export function makeSecret(): string {
  return `${PREFIX}${randomBytes(32).toString('base64')}`;
}

export interface Signed {
  id: string;
  /** Whole seconds since the epoch. */
  timestamp: number;
  body: string;
}

/** One signature per secret: receivers accept any, so a secret can be changed without losing messages. */
export function signatureOf(secrets: readonly string[], { id, timestamp, body }: Signed): string {
  const content = `${id}.${timestamp}.${body}`;
  return secrets
    .map((secret) => `v1,${createHmac('sha256', keyOf(secret)).update(content).digest('base64')}`)
    .join(' ');
}
