// File format of a receipt: readable JSON with the signed line in it. Runs in browsers too.
import type { Receipt } from './receipt';

/** The readable part is a copy of the signed line; a check of the file compares the two. */
export function receiptFile(receipt: Receipt, jws: string): string {
  return `${JSON.stringify({ receipt, jws }, null, 2)}\n`;
}

/** Without its extension, such as `receipt-lending-2026-11-21`. */
export function receiptFileName(receipt: Receipt): string {
  return `receipt-${receipt.processing.service.product_id}-${receipt.event.event_time.slice(0, 10)}`;
}

export interface ReadFile {
  jws: string;
  /** The plain-text copy in a JSON file; absent in files with the signed line only. */
  copy?: unknown;
}

const JWS = /^[\w-]+\.[\w-]+\.[\w-]+$/;
/** In Accord's PDF the signed line is a value of the document information, which is never compressed. */
const IN_PDF = /\(([\w-]+\.[\w-]+\.[\w-]{86})\)/;

/**
 * Finds the signed line in a dropped or pasted text: the JSON file, the bare line, or the PDF.
 * @param text for a PDF: its bytes, one character each
 * @returns null when there is none
 */
export function readReceiptFile(text: string): ReadFile | null {
  const trimmed = text.trim();
  if (JWS.test(trimmed)) return { jws: trimmed };
  if (trimmed.startsWith('%PDF-')) {
    const jws = IN_PDF.exec(trimmed)?.[1];
    return jws === undefined ? null : { jws };
  }
  let file: unknown;
  try {
    file = JSON.parse(trimmed);
  } catch {
    return null;
  }
  if (typeof file !== 'object' || file === null || !('jws' in file) || typeof file.jws !== 'string')
    return null;
  return { jws: file.jws, copy: 'receipt' in file ? file.receipt : null };
}
