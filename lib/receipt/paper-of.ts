// PDF of a receipt from the process's one store and thread; a signed receipt never changes, nor does its PDF.

import { sha256 } from '../domain/crypto/sha256';
import type { Receipt } from '../domain/receipt/receipt';
import { createPaperStore, type PaperStore } from './paper-store';
import { createRenderThread, type RenderThread } from './render-thread';

/** Kept on the process: Next loads this module once for pages and once for background work, such as letters. */
const holder = globalThis as typeof globalThis & {
  accordPapers?: PaperStore;
  accordPaperThread?: RenderThread;
};

export function paperOf(receipt: Receipt, jws: string, verifyUrl: string): Promise<Uint8Array> {
  holder.accordPapers ??= createPaperStore();
  holder.accordPaperThread ??= createRenderThread();
  const thread = holder.accordPaperThread;
  const key = sha256(`${verifyUrl} ${jws}`);
  const business = receipt.header.pii_principal_id;
  return holder.accordPapers.get(key, business, () => thread.render(receipt, jws, verifyUrl));
}
