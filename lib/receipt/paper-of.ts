// Receipt on paper from the process's one store: a signed receipt never changes, so its paper does not either.
import { sha256 } from '../domain/ledger';
import type { Receipt } from '../domain/receipt';
import { createPaperStore, type PaperStore } from './paper-store';
import { renderReceiptPdf } from './render-pdf';

/** Kept on the process: Next loads this module once for pages and once for what runs beside them, such as letters. */
const holder = globalThis as typeof globalThis & { accordPapers?: PaperStore };

export function paperOf(receipt: Receipt, jws: string, verifyUrl: string): Promise<Uint8Array> {
  holder.accordPapers ??= createPaperStore();
  const key = sha256(`${verifyUrl} ${jws}`);
  return holder.accordPapers.get(key, () => renderReceiptPdf(receipt, jws, verifyUrl));
}
