import fc from 'fast-check';
import { expect, test } from 'vitest';
import { signedReceipt } from '@/e2e/sample-receipts';
import {
  bytesOfDigits,
  digitsOf,
  joinPacked,
  packJws,
  readReference,
  referenceOf,
  splitPacked,
  unpackJws,
} from './receipt-link';

test('any bytes come back from their digits', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 60 }), (bytes) => {
      expect(bytesOfDigits(digitsOf(bytes))).toEqual(Uint8Array.from(bytes));
    }),
  );
});

test('no other digits stand for the same bytes, and what no bytes stand behind is refused', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{1,60}$/), (digits) => {
      const bytes = bytesOfDigits(digits);
      if (bytes !== null) expect(digitsOf(bytes)).toBe(digits);
    }),
  );
  for (const wrong of ['', '12', '999', '12a', '-12', '1234']) expect(bytesOfDigits(wrong)).toBeNull();
});

test('a signed line comes back whole', async () => {
  const jws = await signedReceipt();
  const packed = unpackJws(jws);
  if (packed === null) throw new Error('not packed');
  const { signature, compressed } = splitPacked(joinPacked(packed.signature, packed.text));
  expect(packJws({ signature, text: compressed })).toBe(jws);
  expect(unpackJws(`${jws}x`)).toBeNull();
  expect(packJws({ signature, text: Uint8Array.of(1) })).toBeNull();
});

test('a reference is read back, and nothing else is taken for one', () => {
  const reference = { receiptId: crypto.randomUUID(), hash: 'ab'.repeat(32) };
  expect(readReference(referenceOf(reference))).toEqual(reference);
  for (const wrong of ['', 'r=', `${referenceOf(reference)}0`, `x${referenceOf(reference)}`]) {
    expect(readReference(wrong)).toBeNull();
  }
});
