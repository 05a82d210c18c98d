// Test data for receipts: a signed receipt of a sample event, in either language.

import type { ConsentEventBody } from '../lib/domain/consent/consent';
import { hashEvent } from '../lib/domain/ledger/ledger';
import { type Receipt, type ReceiptEventType, receiptOf } from '../lib/domain/receipt/receipt';
import {
  makeSigningKey,
  type ReceiptKeySet,
  readKeySet,
  rotateKeys,
  type SigningKey,
} from '../lib/domain/receipt/receipt-keys';
import { signReceipt } from '../lib/receipt/sign-receipt';
import { SITE_PLACE } from './receipt-issuer';
import { type Sample, sampleEvent } from './sample-events';

export const CONTACT = {
  email: 'help@meridian.example',
  phone: '+44 20 7946 0000',
  siteUrl: 'https://consent.meridian.example',
  place: SITE_PLACE,
};
export const KEY = makeSigningKey();

export function sampleReceiptEvent(
  type: ReceiptEventType = 'given',
  language: 'en' | 'fr' = 'en',
  given: Partial<Sample> = {},
): ConsentEventBody {
  const event = sampleEvent({ type, dataTypes: ['invoices', 'profitAndLoss'], ...given });
  return {
    ...event,
    receipt_id: '11111111-2222-4333-8444-555555555555',
    prev_hash: 'ab'.repeat(32),
    purposes: [{ id: 'charts', text: 'To draw your charts.', lawful_basis: 'consent' }],
    sources: [
      {
        connection_id: '22222222-2222-4333-8444-555555555555',
        platform_key: 'gbol',
        platform_name: 'Xero',
        organisation: 'Kestrel Coffee Ltd',
      },
    ],
    recipient_third_parties: ['Harbour Insurance'],
    privacy_notice: { hash: 'cd'.repeat(32), language, product_version: 1 },
    change: { previous_record_id: '33333333-2222-4333-8444-555555555555', reason: null },
  };
}

export function sampleReceipt(event = sampleReceiptEvent()): Receipt {
  const receipt = receiptOf(event, hashEvent(event), CONTACT);
  if (receipt === null) throw new Error('no receipt');
  return receipt;
}

export async function signedReceipt(receipt = sampleReceipt(), key: SigningKey = KEY): Promise<string> {
  return signReceipt(receipt, key);
}

/** Key set after one more rotation. */
export function rotated(current: ReceiptKeySet | null, at: string): ReceiptKeySet {
  const check = readKeySet(JSON.stringify(rotateKeys(current, new Date(at))));
  if (!check.ok) throw new Error(check.problem);
  return check.keys;
}
