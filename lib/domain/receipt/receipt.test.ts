import { describe, expect, it } from 'vitest';
import { EVENT_TYPES, sampleEvent } from '@/e2e/sample-events';
import { CONTACT, sampleReceipt, sampleReceiptEvent } from '@/e2e/sample-receipts';
import { hashEvent } from '../ledger/ledger';
import { contactIn, hasReceipt, receiptOf } from './receipt';

describe('the receipt of an event', () => {
  it('is there for what the customer agreed to and for its end, and for nothing else', () => {
    expect(EVENT_TYPES.filter(hasReceipt)).toEqual(['given', 'amended', 'renewed', 'withdrawn', 'expired']);
    for (const type of EVENT_TYPES) {
      const event = { ...sampleEvent({ type }), receipt_id: hasReceipt(type) ? crypto.randomUUID() : null };
      expect(receiptOf(event, 'h', CONTACT) === null).toBe(!hasReceipt(type));
    }
  });

  it('says what the event says, and ties it to the chain', () => {
    const event = sampleReceiptEvent();
    const receipt = sampleReceipt(event);
    expect(receipt.header).toMatchObject({
      receipt_id: event.receipt_id,
      record_id: event.record_id,
      pii_principal_id: event.pii_principal_id,
      business_name: event.business_name,
    });
    expect(receipt.ledger).toEqual({ seq: 1, prev_hash: event.prev_hash, hash: hashEvent(event) });
    expect(receipt.processing.privacy_notice).toEqual(event.privacy_notice);
    expect(receipt.purposes).toEqual(event.purposes);
    expect(receipt.event.validity_duration).toEqual(event.validity_duration);
    expect(receipt.event.change.previous_record_id).toBe(event.change.previous_record_id);
    expect(receipt.party_identification).toEqual([
      { party_role: 'pii_controller', party_name: 'Meridian Bank' },
      { party_role: 'pii_processor', party_name: 'Codat' },
      { party_role: 'recipient_third_party', party_name: 'Harbour Insurance' },
    ]);
    expect(contactIn(receipt)).toEqual(CONTACT);
  });

  it('says nothing that only we should know: no addresses of devices, no request', () => {
    const text = JSON.stringify(sampleReceipt());
    for (const name of ['ip_truncated', 'user_agent', 'request_id']) expect(text).not.toContain(name);
  });

  it.each([
    ['given', undefined, null],
    ['expired', undefined, '2026-01-31T10:00:00.000Z'],
    ['withdrawn', 'keep', '2026-01-31T10:00:00.000Z'],
    ['withdrawn', 'delete', '2026-01-01T10:00:00.000Z'],
  ] as const)('%s with data to %s: deleted by %s', (type, deletion, deletedBy) => {
    const event = sampleReceiptEvent(type);
    const change = deletion === undefined ? event.change : { ...event.change, deletion };
    expect(sampleReceipt({ ...event, change }).processing.after_end).toEqual({
      retention_days: 30,
      deletion: deletion ?? null,
      deleted_by: deletedBy,
    });
  });

  it('names data in the language of the request', () => {
    const names = (language: 'en' | 'fr') =>
      sampleReceipt(sampleReceiptEvent('given', language)).pii.flatMap((c) => c.pii_types.map((t) => t.name));
    expect(names('en')).toEqual(['Invoices you sent', 'Profit and loss']);
    expect(names('fr')).toEqual(['Factures émises', 'Compte de résultat']);
  });
});
