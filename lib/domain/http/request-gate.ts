// Request gate: refuses by the request line and headers, before routing and before any body is kept. Pure.

export interface FirstLines {
  method: string;
  /** As received: path and query. */
  url: string;
  contentLength: string | undefined;
  /** The body is chunked, so its length is unknown. */
  isChunked: boolean;
}

export type GateRefusal = 'method' | 'no-length' | 'too-large' | 'not-found';

export const GATE_STATUS: Record<GateRefusal, number> = {
  method: 405,
  'no-length': 411,
  'too-large': 413,
  'not-found': 404,
};

export const ALLOWED_METHODS: readonly string[] = ['GET', 'HEAD', 'POST', 'OPTIONS'];

/** Bytes. The longest form has a few kilobytes, Codat's longest event about a hundred. */
export const BODY_BYTES = 256 * 1024;

/** These routes read their body in chunks and apply their own limits. */
const COUNTS_ITSELF = /^\/(?:api\/(?:uploads|webhooks|csp-report)|access\/v1)(?:\/|$)/;
/** Files, and a thousand questions in one call. */
const TAKES_MORE = /^\/(?:api\/uploads|access\/v1)\//;
const IS_DECISION = /^\/+access\//;

/** @returns null for a request that may pass */
export function refusalOf({ method, url, contentLength, isChunked }: FirstLines): GateRefusal | null {
  if (!ALLOWED_METHODS.includes(method)) return 'method';
  const path = pathOf(url);
  // An address that is not UTF-8 is invalid; routers throw on it.
  if (!canDecode(path)) return 'not-found';
  if (isChunked) return COUNTS_ITSELF.test(path) ? null : 'no-length';
  // The upload route checks sizes itself, so that a page can say so.
  return Number(contentLength ?? 0) > BODY_BYTES && !TAKES_MORE.test(path) ? 'too-large' : null;
}

export function pathOf(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? '';
}

export const isApi = (url: string): boolean => /^\/+(?:api|access|v1)\//.test(pathOf(url));

/** The decision API gives each caller's request id back as it came, and no log takes it. */
export const echoesRequestId = (url: string): boolean => IS_DECISION.test(pathOf(url));

/** True for answers made per request, false for static files, whose paths at the root have an extension. */
export const isPage = (url: string): boolean =>
  !/^\/+(?:api|access|v1|_next)\//.test(pathOf(url)) && !/^\/[^/]+\.[a-z]+$/.test(pathOf(url));

/** Uploads may take long. */
export const mayBeSlow = (url: string): boolean => COUNTS_ITSELF.test(pathOf(url));

function canDecode(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
