// Content Security Policy: the sources a page may load, and the targets of its forms. Pure.

export interface CspFacts {
  /** New for each request. */
  nonce: string;
  path: string;
  /** Development only: React rebuilds server stacks with eval, and Next's error overlay writes inline styles. */
  isDevelopment: boolean;
  /** Origins of logos: Codat's assets, the bank's own logo. */
  imageOrigins: readonly string[];
  /** Origins that a form post may be redirected to over plain http, as in the demo: the issuer and the link pages. */
  formOrigins: readonly string[];
  /** Origins of the embedded Link and of its calls: allowed on its own page only. */
  linkSources: readonly string[];
}

/** The address for browsers' reports of violations. */
export const REPORT_PATH = '/api/csp-report';

/** Chromium checks `form-action` along redirects after a form post; these pages lead to the issuer and to platforms. */
export function leavesByForm(path: string): boolean {
  return LEAVING.includes(path) || LEAVING_ONE.test(path);
}

const LEAVING = ['/sign-in', '/connect/return'];
const LEAVING_ONE = /^\/(?:products\/[^/]+\/connect|connections\/[^/]+\/reconnect|share\/[^/]+)$/;

/** True on the one page that loads a third-party module. */
export function showsLink(path: string): boolean {
  return /^\/products\/[^/]+\/link$/.test(path);
}

/** Codat documents `*.codat.io` for its module, which uses several hosts (docs/codat.md#csp); others use one origin. */
export function linkSourcesOf(moduleUrl: string): string[] {
  return /(^|\.)codat\.io$/.test(new URL(moduleUrl).hostname) ? ['https://*.codat.io'] : origins([moduleUrl]);
}

export function buildCsp(facts: CspFacts): string {
  const { nonce, isDevelopment } = facts;
  const link = showsLink(facts.path) ? facts.linkSources : [];
  const nonceSource = `'nonce-${nonce}'`;
  const directives: [string, ...string[]][] = [
    ['default-src', "'self'"],
    // 'strict-dynamic' lets Accord's script import the module; the origin is for browsers without that keyword.
    [
      'script-src',
      "'self'",
      nonceSource,
      "'strict-dynamic'",
      ...(isDevelopment ? ["'unsafe-eval'"] : []),
      ...link,
    ],
    ['style-src', "'self'", isDevelopment ? "'unsafe-inline'" : nonceSource, ...link],
    ['img-src', "'self'", 'data:', ...new Set([...origins(facts.imageOrigins), ...link])],
    ['font-src', "'self'", ...link],
    ['connect-src', "'self'", ...link],
    ['object-src', "'none'"],
    ['base-uri', "'none'"],
    ['frame-ancestors', "'none'"],
    // A platform's sign-in may pass through unknown hosts, so any https address is allowed there.
    ['form-action', "'self'", ...(leavesByForm(facts.path) ? ['https:', ...origins(facts.formOrigins)] : [])],
    // The second one is newer; a browser that supports both uses it.
    ['report-uri', REPORT_PATH],
    ['report-to', 'csp'],
  ];
  return directives.map((parts) => parts.join(' ')).join('; ');
}

/** The origin of each address, once; anything but http(s) is dropped, so that no value can add a directive. */
export function origins(addresses: readonly (string | undefined)[]): string[] {
  const found = addresses.flatMap((address) => {
    if (address === undefined || !URL.canParse(address)) return [];
    const url = new URL(address);
    return url.protocol === 'https:' || url.protocol === 'http:' ? [url.origin] : [];
  });
  return [...new Set(found)];
}
