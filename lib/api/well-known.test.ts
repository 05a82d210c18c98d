import { calculateJwkThumbprint, compactVerify, createLocalJWKSet } from 'jose';
import { expect, test } from 'vitest';
import { rotated, sampleReceipt, signedReceipt } from '@/e2e/sample-receipts';
import { createWellKnown } from './well-known';

test('publishes the public keys for any site, the retired ones too, and other software can use them', async () => {
  const first = rotated(null, '2026-01-01T00:00:00Z');
  const second = rotated(first, '2026-06-01T00:00:00Z');
  const response = await createWellKnown(() => second.published).request('/.well-known/jwks.json');
  expect(response.status).toBe(200);
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  expect(response.headers.get('cache-control')).toMatch(/^public, max-age=\d+$/);
  const text = await response.text();
  expect(text).not.toContain('"d"');
  const keys = createLocalJWKSet(JSON.parse(text));
  for (const { signing } of [first, second]) {
    const { payload } = await compactVerify(await signedReceipt(sampleReceipt(), signing), keys);
    expect(JSON.parse(new TextDecoder().decode(payload))).toEqual(sampleReceipt());
    expect(await calculateJwkThumbprint(signing)).toBe(signing.kid);
  }
});
