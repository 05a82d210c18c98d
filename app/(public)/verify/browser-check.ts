// Ed25519 verification in the browser: Web Crypto, or a small library where that lacks the algorithm. It sends nothing.
import type { VerifySignature } from '@/lib/domain/receipt/receipt-check';

const native: VerifySignature = async (publicKey, data, signature) => {
  const key = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify']);
  return crypto.subtle.verify('Ed25519', key, signature, data);
};

/** Neutral point of the curve: a key that every browser with Ed25519 can import. */
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
  // Strict, as in RFC 8032 and as in browsers: otherwise some signatures would have a second spelling.
  return (publicKey, data, signature) => verifyAsync(signature, data, publicKey, { zip215: false });
}

/**
 * Called when the page opens, so that the library is loaded before the network may be gone.
 * @throws when the library is needed and cannot be loaded; the next call tries again
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
