// Signing key of the issuer: generated at start, or taken from the state file so that tokens survive a restart.
import { generateKeyPair, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';

export const signingKeySchema = z.object({
  kty: z.literal('RSA'),
  kid: z.string(),
  use: z.literal('sig'),
  alg: z.literal('RS256'),
  n: z.string(),
  e: z.string(),
  d: z.string(),
  p: z.string(),
  q: z.string(),
  dp: z.string(),
  dq: z.string(),
  qi: z.string(),
});

export type SigningKey = z.infer<typeof signingKeySchema>;

export async function makeSigningKey(): Promise<SigningKey> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return signingKeySchema.parse({
    ...privateKey.export({ format: 'jwk' }),
    kid: randomUUID(),
    use: 'sig',
    alg: 'RS256',
  });
}
