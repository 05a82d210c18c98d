// Heads that a genuine checkpoint vouches for: their signatures were checked before it was signed, and are not checked again.
import { keyAt } from '../receipt/key-signature';
import type { ReceiptKey } from '../receipt/receipt-check';
import type { ChainHead } from './checkpoint';
import { fingerprintOf, type SignedEvent } from './event-signature';

export type VouchedCheck = (event: SignedEvent & { companyId: string; seq: number }) => boolean;

/**
 * One digest for one signature check. Of a key that is published no more, or was retired before, nothing is taken on a checkpoint's word.
 * @param heads of a genuine checkpoint
 * @param keys those that ever signed
 */
export function vouchedCheck(heads: readonly ChainHead[], keys: readonly ReceiptKey[]): VouchedCheck {
  const vouched = new Map(heads.map((head) => [head.companyId, head]));
  const known = new Map(keys.map((key) => [key.kid, key]));
  return (event) => {
    const head = vouched.get(event.companyId);
    return (
      head?.seq === event.seq &&
      typeof keyAt(known, event) !== 'string' &&
      head.fingerprint === fingerprintOf(event)
    );
  };
}
