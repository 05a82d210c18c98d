import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backPathFrom, readBackPath } from './back-path';

describe('the way back', () => {
  it.each([
    ['/home', '/home'],
    ['/products/lending/consent?add=Banking', '/products/lending/consent?add=Banking'],
    ['/', '/'],
    // Looked at in between: the way back it had itself.
    ['/help?back=%2Fproducts%2Flending%2Fconnect', '/products/lending/connect'],
    ['/privacy?back=%2Fhelp%3Fback%3D%252Fconsents', '/consents'],
  ])('from %j leads to %j', (value, path) => expect(readBackPath(value)).toBe(path));

  it.each([
    undefined,
    null,
    '',
    'home',
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/help',
    '/privacy?x=1',
    '/help?back=https%3A%2F%2Fevil.example',
    '/sign-in?next=%2Fhome',
    '/sign-in/link?token=x',
    '/api/auth/signin',
    ['/home'],
    `/${'a'.repeat(2000)}`,
  ])('from %j leads nowhere', (value) => expect(readBackPath(value)).toBeNull());

  it('never leaves the site, and never ends on a page in between', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '//',
      'evil.example',
      '@',
      ':',
      '%2f',
      'help',
      '?back=',
      'privacy',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const path = readBackPath(pieces.join(''));
        if (path === null) return;
        const url = new URL(path, 'https://bank.example');
        expect(url.origin).toBe('https://bank.example');
        expect(url.pathname).not.toMatch(/^\/(help|privacy)$/);
      }),
    );
  });
});

describe('the page that the browser names', () => {
  const hosts = ['bank.example', 'localhost:3000'];
  it.each([
    ['https://bank.example/products/lending?x=1#y', '/products/lending?x=1'],
    ['http://localhost:3000/consents', '/consents'],
    ['https://bank.example/help?back=%2Fhome', '/home'],
    ['https://bank.example:444/consents', null],
    ['https://evil.example/consents', null],
    ['https://bank.example@evil.example/consents', null],
    ['https://bank.example/help', null],
    ['nonsense', null],
    [null, null],
  ])('%j is %j', (referer, path) => expect(backPathFrom(referer, hosts)).toBe(path));
});
