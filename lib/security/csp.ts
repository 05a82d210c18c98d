// Owns the Content Security Policy: what a page may load, and where its forms may lead. Pure.

export interface CspFacts {
  /** Fresh for each request. */
  nonce: string;
  path: string;
  /** Development only: React rebuilds server stacks with eval, and Next's error overlay writes inline styles. */
  isDevelopment: boolean;
  /** Origins of logos: Codat's assets, the bank's own logo. */
  imageOrigins: readonly string[];
  /** Origins that a form post may be redirected to over plain http, as in the demo: the issuer and the link pages. */
  formOrigins: readonly string[];
}

/** Chromium checks `form-action` along the redirects after a form post; these pages lead to the issuer and to the platforms. */
export function leavesByForm(path: string): boolean {
  return LEAVING.includes(path) || /^\/products\/[^/]+\/connect$/.test(path);
}

const LEAVING = ['/sign-in', '/connections', '/connect/return'];

export function buildCsp(facts: CspFacts): string {
  const { nonce, isDevelopment } = facts;
  const nonceSource = `'nonce-${nonce}'`;
  const directives: [string, ...string[]][] = [
    ['default-src', "'self'"],
    ['script-src', "'self'", nonceSource, "'strict-dynamic'", ...(isDevelopment ? ["'unsafe-eval'"] : [])],
    ['style-src', "'self'", isDevelopment ? "'unsafe-inline'" : nonceSource],
    ['img-src', "'self'", 'data:', ...origins(facts.imageOrigins)],
    ['font-src', "'self'"],
    ['connect-src', "'self'"],
    ['object-src', "'none'"],
    ['base-uri', "'none'"],
    ['frame-ancestors', "'none'"],
    // A platform's login may pass through hosts we cannot know, so https as such is allowed there.
    ['form-action', "'self'", ...(leavesByForm(facts.path) ? ['https:', ...origins(facts.formOrigins)] : [])],
  ];
  return directives.map((parts) => parts.join(' ')).join('; ');
}

/** The origin of each address, once; what is no http(s) address is left out, so that nothing can add a directive. */
export function origins(addresses: readonly (string | undefined)[]): string[] {
  const found = addresses.flatMap((address) => {
    if (address === undefined || !URL.canParse(address)) return [];
    const url = new URL(address);
    return url.protocol === 'https:' || url.protocol === 'http:' ? [url.origin] : [];
  });
  return [...new Set(found)];
}
