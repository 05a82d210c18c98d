import { expect, test } from 'vitest';
import { KEY, sampleReceipt, sampleReceiptEvent } from '@/e2e/sample-receipts';
import { hashEvent } from '../ledger/ledger';
import { receiptProblem } from './receipt-audit';
import type { ReceiptVerdict } from './receipt-check';

const body = sampleReceiptEvent();
const event = { body, hash: hashEvent(body) };
const { d: _, ...key } = KEY;
const genuine: ReceiptVerdict = { kind: 'genuine', receipt: sampleReceipt(body), key };
const row = {
  id: body.receipt_id ?? '',
  companyId: body.pii_principal_id,
  productId: body.service.product_id,
  eventId: body.record_id,
  keyId: KEY.kid,
  issuedAt: new Date(body.event_time),
};

test('a receipt that agrees with everything is sound, whoever words the names of data anew', () => {
  expect(receiptProblem(row, genuine, event)).toBeNull();
  expect(receiptProblem(row, { ...genuine, kind: 'retired-key' }, event)).toBeNull();
  const renamed = {
    ...genuine.receipt,
    pii: genuine.receipt.pii.map((cluster) => ({
      ...cluster,
      pii_types: cluster.pii_types.map((type) => ({ ...type, name: 'Worded before' })),
    })),
  };
  expect(receiptProblem(row, { ...genuine, receipt: renamed }, event)).toBeNull();
});

test('whatever does not agree is named', () => {
  expect(receiptProblem(row, { kind: 'altered' }, event)).toBe('signature');
  expect(receiptProblem(row, { kind: 'unreadable' }, event)).toBe('signature');
  expect(receiptProblem(row, { kind: 'late', key }, event)).toBe('signature');
  expect(receiptProblem(row, { kind: 'unknown-key', keyId: 'x' }, event)).toBe('unknown-key');
  expect(receiptProblem(row, genuine, null)).toBe('event');
  const later = { ...body, retention_days: 31 };
  expect(receiptProblem(row, genuine, { body: later, hash: event.hash })).toBe('event');
  expect(receiptProblem(row, genuine, { body, hash: 'another' })).toBe('event');
  const without = { ...body, receipt_id: null };
  expect(receiptProblem(row, genuine, { body: without, hash: event.hash })).toBe('event');
  for (const change of [
    { id: 'x' },
    { companyId: 'x' },
    { productId: 'x' },
    { eventId: 'x' },
    { keyId: 'x' },
    { issuedAt: new Date(0) },
  ]) {
    expect(receiptProblem({ ...row, ...change }, genuine, event)).toBe('column');
  }
});
