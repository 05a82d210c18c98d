// Receipt signature (compact JWS, Ed25519): any change to the signed line is detected.
import type { Receipt } from '../domain/receipt/receipt';
import { RECEIPT_TYPE } from '../domain/receipt/receipt-check';
import type { SigningKey } from '../domain/receipt/receipt-keys';
import { signCompact } from './sign-compact';

export const signReceipt = (receipt: Receipt, key: SigningKey): Promise<string> =>
  signCompact(receipt, RECEIPT_TYPE, key);
