// Encryption at rest (AES-256-GCM): the key is kept elsewhere, and each ciphertext is bound to its own row.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** The first key seals; all of them open. 32 bytes each. */
export interface SealKeys {
  keys: readonly Buffer[];
}

const ALGORITHM = 'aes-256-gcm';
const VERSION = 'v1';

/** Encrypted with another key, changed, or moved from another place. */
export class CannotOpen extends Error {
  override readonly name = 'CannotOpen';
}

/** @param of the text's own place, such as the id of its row: it cannot be decrypted anywhere else */
export function seal(secret: string, of: string, { keys }: SealKeys): string {
  const [key] = keys;
  if (key === undefined) throw new CannotOpen('there is no key');
  const iv = randomBytes(12);
  const cipher = createCipheriv(ALGORITHM, key, iv).setAAD(Buffer.from(of));
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return [VERSION, iv, sealed, cipher.getAuthTag()]
    .map((part) => (typeof part === 'string' ? part : part.toString('base64url')))
    .join('.');
}

/** @throws CannotOpen */
export function open(text: string, of: string, { keys }: SealKeys): string {
  const [version, iv, sealed, tag] = text.split('.');
  if (version !== VERSION || iv === undefined || sealed === undefined || tag === undefined) {
    throw new CannotOpen('it is not sealed');
  }
  for (const key of keys) {
    try {
      const decipher = createDecipheriv(ALGORITHM, key, Buffer.from(iv, 'base64url'), { authTagLength: 16 })
        .setAAD(Buffer.from(of))
        .setAuthTag(Buffer.from(tag, 'base64url'));
      return decipher.update(sealed, 'base64url', 'utf8') + decipher.final('utf8');
    } catch {
      // Perhaps encrypted with a previous key.
    }
  }
  throw new CannotOpen('no key opens it');
}
