// Parser of the address fragment that a QR code carries; browsers never send that part to a server.
import {
  bytesOfDigits,
  packJws,
  type ReceiptReference,
  readReference,
  splitPacked,
} from '@/lib/domain/receipt/receipt-link';
import { MAX_BYTES } from './verdict';

export type Fragment =
  | { kind: 'jws'; jws: string }
  | { kind: 'reference'; reference: ReceiptReference }
  | { kind: 'unreadable' };

/** @param hash `location.hash` @returns null when it holds nothing for this page */
export async function readFragment(hash: string): Promise<Fragment | null> {
  const fragment = hash.replace(/^#/, '');
  const reference = readReference(fragment);
  if (reference !== null) return { kind: 'reference', reference };
  if (!/^\d{100,}$/.test(fragment)) return null;
  const bytes = bytesOfDigits(fragment);
  if (bytes === null) return { kind: 'unreadable' };
  const { signature, compressed } = splitPacked(bytes);
  const text = await inflate(compressed);
  const jws = text === null ? null : packJws({ signature, text });
  return jws === null ? { kind: 'unreadable' } : { kind: 'jws', jws };
}

/** Returns null for data that is not compressed in this way, or would grow beyond the size of any receipt. */
async function inflate(compressed: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const stream = new Blob([compressed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    const reader = stream.getReader();
    const chunks: Uint8Array[] = [];
    let length = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > MAX_BYTES) return null;
      chunks.push(value);
    }
    return new Uint8Array(await new Blob(chunks as Uint8Array<ArrayBuffer>[]).arrayBuffer());
  } catch {
    return null;
  }
}
