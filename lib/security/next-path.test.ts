// Test of the open-redirect guard: no crafted `next` leaves this site.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_NEXT, safeNextPath } from './next-path';

describe('safeNextPath keeps pages of this site', () => {
  it.each([
    '/home',
    '/',
    '/products/business-insights/consent',
    '/products/business-insights/connect?platform=gbol&q=a%20b',
    '/connect/return?code=200&state=abc',
    '/connections?from=mail@example.com',
  ])('%s', (path) => expect(safeNextPath(path)).toBe(path));

  it('drops the fragment', () => expect(safeNextPath('/home#top')).toBe('/home'));
});

describe('safeNextPath sends everything else home', () => {
  it.each([
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/%2fevil.example',
    '/%5Cevil.example',
    '/%252fevil.example',
    '/..//evil.example',
    '/.//evil.example',
    'https:evil.example',
    'https://evil.example',
    'http:/evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    '/%0d%0aSet-Cookie:a=b',
    '/home?x=%0d%0aLocation:%20//evil.example',
    '/home\r\nLocation: //evil.example',
    '@evil.example',
    '/@evil.example',
    '/user:pass@evil.example',
    'xn--vl-ela.example',
    'evil.example',
    'home',
    '',
    ' /home',
    '/home\u0000',
    '/\u202Eemoh',
    '/\u200B/evil.example',
    '/%',
    '/%zz',
    `/${'a'.repeat(2000)}`,
    '/\uD800',
  ])('%j', (bad) => expect(safeNextPath(bad)).toBe(DEFAULT_NEXT));

  it.each([undefined, null, 5, ['/home', '/x'], {}])('%j', (bad) =>
    expect(safeNextPath(bad)).toBe(DEFAULT_NEXT),
  );

  it('for any text, the answer stays on the site it is resolved against', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('/', '\\', '.', ':', '@', '%', '2', 'f', '?', '#', '\t', 'a') }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const next = safeNextPath(`/${text}`);
        expect(new URL(next, 'https://bank.example').origin).toBe('https://bank.example');
        expect(safeNextPath(next)).toBe(next);
      }),
      { numRuns: 2000 },
    );
  });
});
