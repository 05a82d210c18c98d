// Well-known address of the public keys that verify receipts.
import { Hono } from 'hono';
import type { ReceiptKey } from '../domain/receipt/receipt-check';

/** Verifiers may cache the keys for ten minutes: a new key is known soon, and a retired one stays listed. */
const CACHE = 'public, max-age=600';

/**
 * Answers `/.well-known/jwks.json` with a JWK set (RFC 7517). Public parts only, for any site to read.
 * @param published the signing key first, then the retired ones
 */
export function createWellKnown(published: () => readonly ReceiptKey[]): Hono {
  const app = new Hono();
  app.get('/.well-known/jwks.json', (c) => {
    const keys = published().map((key) => ({ ...key, alg: 'EdDSA', use: 'sig' }));
    return c.body(JSON.stringify({ keys }), 200, {
      'content-type': 'application/jwk-set+json',
      'cache-control': CACHE,
      'access-control-allow-origin': '*',
    });
  });
  return app;
}
