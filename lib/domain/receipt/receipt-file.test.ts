import { expect, test } from 'vitest';
import { sampleReceipt, signedReceipt } from '@/e2e/sample-receipts';
import { readReceiptFile, receiptFile, receiptFileName } from './receipt-file';

test('the file is read back, as JSON and as the bare line', async () => {
  const [receipt, jws] = [sampleReceipt(), await signedReceipt()];
  expect(readReceiptFile(receiptFile(receipt, jws))).toEqual({ jws, copy: receipt });
  expect(readReceiptFile(` ${jws}\n`)).toEqual({ jws });
  expect(readReceiptFile(JSON.stringify({ jws }))).toEqual({ jws, copy: null });
  expect(receiptFileName(receipt)).toBe('receipt-business-insights-2026-01-01');
});

test.each(['', 'hello', '{', '[]', 'null', '{"jws":7}', '{"receipt":{}}', '%PDF-1.7 (a.b.c)'])(
  'nothing is found in %j',
  (text) => {
    expect(readReceiptFile(text)).toBeNull();
  },
);
