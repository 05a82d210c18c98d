// Test of the Content Security Policy.
import { describe, expect, it } from 'vitest';
import { buildCsp, type CspFacts, leavesByForm, linkSourcesOf, origins, showsLink } from './csp';

const facts: CspFacts = {
  nonce: 'abc123',
  path: '/home',
  isDevelopment: false,
  imageOrigins: ['https://static.codat.io/logos'],
  formOrigins: ['http://127.0.0.1:4300/authorize'],
  linkSources: ['https://*.codat.io'],
};

const directive = (csp: string, name: string) => csp.split('; ').find((d) => d.startsWith(`${name} `));

describe('buildCsp', () => {
  it('never allows inline code or styles, nor eval in production', () => {
    expect(buildCsp(facts)).not.toMatch(/unsafe-/);
  });

  it('allows eval in development only', () => {
    expect(buildCsp({ ...facts, isDevelopment: true })).toContain("'unsafe-eval'");
  });

  it('ties scripts and styles to the nonce', () => {
    const csp = buildCsp(facts);
    expect(directive(csp, 'script-src')).toBe("script-src 'self' 'nonce-abc123' 'strict-dynamic'");
    expect(directive(csp, 'style-src')).toBe("style-src 'self' 'nonce-abc123'");
  });

  it('closes frames, objects and the base address', () => {
    const csp = buildCsp(facts);
    for (const name of ['frame-ancestors', 'object-src', 'base-uri']) {
      expect(directive(csp, name)).toBe(`${name} 'none'`);
    }
  });

  it('adds image origins without their paths', () => {
    expect(directive(buildCsp(facts), 'img-src')).toBe("img-src 'self' data: https://static.codat.io");
  });

  it('keeps forms on this site, except where a post leads to the issuer or a platform', () => {
    expect(directive(buildCsp(facts), 'form-action')).toBe("form-action 'self'");
    for (const path of ['/sign-in', '/products/business-insights/connect']) {
      expect(directive(buildCsp({ ...facts, path }), 'form-action')).toBe(
        "form-action 'self' https: http://127.0.0.1:4300",
      );
    }
  });
});

describe('the page of the embedded Link', () => {
  const csp = (path: string) => buildCsp({ ...facts, path });
  const WIDER = ['script-src', 'style-src', 'img-src', 'font-src', 'connect-src'];

  it('may load what Codat documents, with the same nonce, and nothing else', () => {
    const [link, elsewhere] = [csp('/products/lending/link'), csp('/home')];
    for (const name of WIDER) {
      expect(directive(link, name)).toBe(`${directive(elsewhere, name)} https://*.codat.io`);
    }
    const rest = (policy: string) => policy.split('; ').filter((d) => !WIDER.some((n) => d.startsWith(n)));
    expect(rest(link)).toEqual(rest(elsewhere));
    expect(link).not.toMatch(/unsafe-/);
  });

  it.each([
    '/',
    '/home',
    '/products/a/connect',
    '/products/a/link/b',
    '/products/link',
    '/link',
    '/x/a/link',
  ])('is not %s', (path) => {
    expect(showsLink(path)).toBe(false);
    expect(csp(path)).not.toContain('*.codat.io');
  });

  it.each([
    ['https://link-sdk.codat.io', ['https://*.codat.io']],
    ['https://codat.io/x.js', ['https://*.codat.io']],
    ['https://notcodat.io', ['https://notcodat.io']],
    ['https://codat.io.example', ['https://codat.io.example']],
    ['http://127.0.0.1:4600/link-sdk.js', ['http://127.0.0.1:4600']],
  ])('for %s allows %j', (url, sources) => expect(linkSourcesOf(url)).toEqual(sources));
});

it('tells browsers where to report, in the old way and the new', () => {
  expect(buildCsp(facts)).toMatch(/; report-uri \/api\/csp-report; report-to csp$/);
});

describe('leavesByForm', () => {
  it.each(['/sign-in', '/products/a/connect', '/connections/a/reconnect', '/connect/return', '/share/a'])(
    'is true for %s',
    (path) => expect(leavesByForm(path)).toBe(true),
  );

  it.each([
    '/',
    '/sign-in/start',
    '/products/a/b/connect',
    '/products/connect',
    '/connections',
    '/connections/a',
    '/products/a/connect/x',
  ])('is false for %s', (path) => expect(leavesByForm(path)).toBe(false));
});

describe('origins', () => {
  it('drops what is no web address, and repeats', () => {
    expect(
      origins([
        undefined,
        'x',
        'https://a.example/; script-src *',
        'https://a.example',
        'data:x',
        'javascript:1',
      ]),
    ).toEqual(['https://a.example']);
  });
});
