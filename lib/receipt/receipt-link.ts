// QR address of a receipt: the whole receipt if it fits, else its number and hash.
import { deflateRawSync } from 'node:zlib';
import qrcode from 'qrcode-generator';
import type { Receipt } from '../domain/receipt/receipt';
import { digitsOf, joinPacked, referenceOf, unpackJws } from '../domain/receipt/receipt-link';

/** At half a millimetre per square the code is 8 cm wide; a larger one would crowd the page, and cameras would fail. */
const MAX_MODULES = 157;

export interface ReceiptCode {
  /** The address in the code. */
  address: string;
  /** The code contains the receipt itself, so that it can be verified without the file. */
  isWhole: boolean;
  /** Squares per side, without the quiet zone. */
  size: number;
  isDark(row: number, column: number): boolean;
}

/** @param verifyUrl address of the page that verifies receipts */
export function receiptCode(receipt: Receipt, jws: string, verifyUrl: string): ReceiptCode {
  const { receipt_id: receiptId } = receipt.header;
  return (
    wholeCode(jws, verifyUrl) ??
    draw(verifyUrl, { text: referenceOf({ receiptId, hash: receipt.ledger.hash }), mode: 'Byte' }, false)
  );
}

function wholeCode(jws: string, verifyUrl: string): ReceiptCode | null {
  const packed = unpackJws(jws);
  if (packed === null) return null;
  const text = digitsOf(joinPacked(packed.signature, deflateRawSync(packed.text, { level: 9 })));
  try {
    const code = draw(verifyUrl, { text, mode: 'Numeric' }, true);
    return code.size <= MAX_MODULES ? code : null;
  } catch {
    // More than the largest code can hold.
    return null;
  }
}

function draw(
  verifyUrl: string,
  { text, mode }: { text: string; mode: 'Numeric' | 'Byte' },
  isWhole: boolean,
): ReceiptCode {
  const code = qrcode(0, 'L');
  code.addData(`${verifyUrl}#`, 'Byte');
  code.addData(text, mode);
  code.make();
  return {
    address: `${verifyUrl}#${text}`,
    isWhole,
    size: code.getModuleCount(),
    isDark: (row, column) => code.isDark(row, column),
  };
}
