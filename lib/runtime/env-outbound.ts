// Owns the variables about telling the client's own systems of consents.
import { z } from 'zod';

/** 32 bytes in base64. */
export const sealKey = z
  .string()
  .refine(
    (value) => Buffer.from(value, 'base64').length === 32,
    'must be 32 bytes in base64: openssl rand -base64 32',
  )
  .transform((value) => Buffer.from(value, 'base64'));

const hosts = z
  .string()
  .default('')
  .transform((value) => value.split(',').flatMap((host) => host.trim().toLowerCase() || []))
  .refine(
    (values) => values.every((host) => /^[a-z0-9.:-]+$/.test(host)),
    'must be names or addresses, separated by commas',
  );

export const outboundFields = {
  OUTBOUND_KEY: sealKey.optional(),
  /** The key before: opens what it has sealed, and seals no more. */
  OUTBOUND_KEY_PREVIOUS: sealKey.optional(),
  /** In our own network, and told all the same. Without ports. */
  OUTBOUND_PRIVATE_HOSTS: hosts,
};
