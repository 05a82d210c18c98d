// Owns the arithmetic in the browser: its own Ed25519, or a small library where it has none. Nothing is sent anywhere.
import type { VerifySignature } from '@/lib/domain/receipt/receipt-check';

const native: VerifySignature = async (publicKey, data, signature) => {
  const key = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify']);
  return crypto.subtle.verify('Ed25519', key, signature, data);
};

/** The neutral point of the curve: a key that every browser with Ed25519 can read. */
const ANY_KEY = Uint8Array.of(1, ...new Array<number>(31).fill(0));

async function hasNative(): Promise<boolean> {
  try {
    await crypto.subtle.importKey('raw', ANY_KEY, 'Ed25519', false, ['verify']);
    return true;
  } catch {
    return false;
  }
}

let chosen: Promise<VerifySignature> | undefined;

async function choose(): Promise<VerifySignature> {
  if (await hasNative()) return native;
  const { verifyAsync } = await import('@noble/ed25519');
  // Strict, as RFC 8032 says and as browsers are: otherwise some signatures would have a second spelling.
  return (publicKey, data, signature) => verifyAsync(signature, data, publicKey, { zip215: false });
}

/**
 * Called as soon as the page is there, so that the library is loaded before the network may be gone.
 * @throws when it is needed and cannot be loaded; the next call tries again
 */
export async function prepareVerification(): Promise<VerifySignature> {
  chosen ??= choose();
  try {
    return await chosen;
  } catch (error) {
    chosen = undefined;
    throw error;
  }
}
