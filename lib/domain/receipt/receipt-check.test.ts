import { createHmac, createPublicKey, verify } from 'node:crypto';
import fc from 'fast-check';
import { compactVerify, importJWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { KEY, rotated, sampleReceipt, sampleReceiptEvent, signedReceipt } from '@/e2e/sample-receipts';
import { verifyWithNode } from '../../receipt/check-receipt-text';
import { signReceipt } from '../../receipt/sign-receipt';
import { base64urlOf, bytesOf, checkReceipt, type ReceiptKey } from './receipt-check';
import { makeSigningKey } from './receipt-keys';

const { d: _, ...PUBLIC } = KEY;
const check = (jws: string, keys: readonly ReceiptKey[] = [PUBLIC], copy?: unknown) =>
  checkReceipt(jws, keys, verifyWithNode, copy);
const part = (value: unknown) => base64urlOf(new TextEncoder().encode(JSON.stringify(value)));
const HEADER = { alg: 'EdDSA', kid: KEY.kid, typ: 'consent-receipt+jws' };
const GENUINE = ['genuine', 'retired-key'];

describe('a receipt as it was signed', () => {
  it('is genuine, and so say jose and Node', async () => {
    const [receipt, jws] = [sampleReceipt(), await signedReceipt()];
    expect(await check(jws)).toEqual({ kind: 'genuine', receipt, key: PUBLIC });
    const { payload, protectedHeader } = await compactVerify(jws, await importJWK(PUBLIC, 'EdDSA'));
    expect(JSON.parse(new TextDecoder().decode(payload))).toEqual(receipt);
    expect(protectedHeader).toEqual(HEADER);
    const [head, body, tail = ''] = jws.split('.');
    const key = createPublicKey({ key: PUBLIC, format: 'jwk' });
    expect(verify(null, Buffer.from(`${head}.${body}`), key, Buffer.from(tail, 'base64url'))).toBe(true);
  });

  it('stays genuine after its key was retired, and the key is named', async () => {
    const first = rotated(null, '2025-01-01T00:00:00Z');
    const second = rotated(first, '2026-06-01T00:00:00Z');
    const third = rotated(second, '2026-07-01T00:00:00Z');
    const jws = await signedReceipt(sampleReceipt(), first.signing);
    expect(await check(jws, third.published)).toMatchObject({
      kind: 'retired-key',
      key: { kid: first.signing.kid, retired_at: '2026-06-01T00:00:00.000Z' },
    });
  });

  it('is not genuine when it says it was signed after its key was retired', async () => {
    const first = rotated(null, '2025-01-01T00:00:00Z');
    const second = rotated(first, '2025-12-31T00:00:00Z');
    const jws = await signedReceipt(sampleReceipt(), first.signing);
    expect(await check(jws, second.published)).toMatchObject({
      kind: 'late',
      key: { kid: first.signing.kid },
    });
  });
});

describe('anything else is refused', () => {
  it('one character changed anywhere', async () => {
    const jws = await signedReceipt();
    await fc.assert(
      fc.asyncProperty(fc.nat(jws.length - 1), fc.integer({ min: 32, max: 126 }), async (at, code) => {
        const changed = `${jws.slice(0, at)}${String.fromCharCode(code)}${jws.slice(at + 1)}`;
        fc.pre(changed !== jws);
        expect(GENUINE).not.toContain((await check(changed)).kind);
      }),
      { numRuns: 500 },
    );
  });

  it.each([0, 1, 2])('one bit changed in part %i', async (index) => {
    const parts = (await signedReceipt()).split('.');
    const bytes = bytesOf(parts[index] ?? '') ?? Uint8Array.of();
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), async (at, bit) => {
        const changed = Uint8Array.from(bytes, (byte, i) => (i === at ? byte ^ (1 << bit) : byte));
        const jws = parts.with(index, base64urlOf(changed)).join('.');
        expect(GENUINE).not.toContain((await check(jws)).kind);
      }),
    );
  });

  it('a part added, taken away or written another way', async () => {
    const jws = await signedReceipt();
    const padded = jws.split('.').map((each) => `${each}=`);
    for (const changed of [
      `${jws}.`,
      `${jws}.x`,
      `.${jws}`,
      `${jws}=`,
      padded.join('.'),
      ` ${jws}`,
      '',
      '..',
    ]) {
      expect(await check(changed)).toEqual({ kind: 'altered' });
    }
  });

  it('no signature, a key taken for a secret, and headers that change the rules', async () => {
    const [, body = '', tail = ''] = (await signedReceipt()).split('.');
    const none = part({ ...HEADER, alg: 'none' });
    const mac = part({ ...HEADER, alg: 'HS256' });
    const forged = createHmac('sha256', Buffer.from(KEY.x, 'base64url')).update(`${mac}.${body}`);
    const sealed = (header: object) => `${part(header)}.${body}.${tail}`;
    for (const jws of [
      `${none}.${body}.`,
      `${none}.${body}.${tail}`,
      `${mac}.${body}.${forged.digest('base64url')}`,
      sealed({ ...HEADER, crit: ['exp'] }),
      sealed({ ...HEADER, b64: false }),
      sealed({ ...HEADER, jwk: PUBLIC }),
      sealed({ alg: 'EdDSA', kid: KEY.kid }),
      sealed({ ...HEADER, kid: 7 }),
    ]) {
      expect(await check(jws)).toEqual({ kind: 'altered' });
    }
  });

  it('a key of somebody else, under its own name and under ours', async () => {
    const theirs = makeSigningKey();
    expect(await check(await signedReceipt(sampleReceipt(), theirs))).toEqual({
      kind: 'unknown-key',
      keyId: theirs.kid,
    });
    expect(await check(await signReceipt(sampleReceipt(), { ...theirs, kid: KEY.kid }))).toEqual({
      kind: 'altered',
    });
  });

  it('something else that our key signed', async () => {
    expect(await check(await signReceipt({ hello: 'world' } as never, KEY))).toEqual({ kind: 'unreadable' });
  });

  it('readable words beside it that say something else', async () => {
    const [receipt, jws] = [sampleReceipt(), await signedReceipt()];
    const other = sampleReceipt(sampleReceiptEvent('withdrawn'));
    const reordered = Object.fromEntries(Object.entries(receipt).reverse());
    expect((await check(jws, [PUBLIC], receipt)).kind).toBe('genuine');
    expect((await check(jws, [PUBLIC], reordered)).kind).toBe('genuine');
    expect(await check(jws, [PUBLIC], other)).toEqual({ kind: 'altered' });
    expect(await check(jws, [PUBLIC], null)).toEqual({ kind: 'altered' });
  });
});
