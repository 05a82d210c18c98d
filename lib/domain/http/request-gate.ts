// Request gate: refuses by the request line and headers, before routing and before any body is kept. Pure.

export interface FirstLines {
  method: string;
  /** As it was sent: path and query. */
  url: string;
  contentLength: string | undefined;
  /** Comes in pieces and does not say how long it is. */
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

/** These read their body in pieces and stop by themselves: files pass through, webhooks and reports are counted. */
const COUNTS_ITSELF = /^\/api\/(?:uploads|webhooks|csp-report)(?:\/|$)/;
const TAKES_FILES = /^\/api\/uploads\//;

/** @returns null for what may go on */
export function refusalOf({ method, url, contentLength, isChunked }: FirstLines): GateRefusal | null {
  if (!ALLOWED_METHODS.includes(method)) return 'method';
  const path = pathOf(url);
  // An address that is not UTF-8 is invalid; routers throw on it.
  if (!canDecode(path)) return 'not-found';
  if (isChunked) return COUNTS_ITSELF.test(path) ? null : 'no-length';
  // Files say themselves how much is too much: a page tells it.
  return Number(contentLength ?? 0) > BODY_BYTES && !TAKES_FILES.test(path) ? 'too-large' : null;
}

export function pathOf(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? '';
}

export const isApi = (url: string): boolean => /^\/+api\//.test(pathOf(url));

/** Made for one who asks, and not a file that is there for everybody; files have their ending at the root. */
export const isPage = (url: string): boolean =>
  !/^\/+(?:api|_next)\//.test(pathOf(url)) && !/^\/[^/]+\.[a-z]+$/.test(pathOf(url));

/** Uploads may take their time. */
export const mayBeSlow = (url: string): boolean => COUNTS_ITSELF.test(pathOf(url));

function canDecode(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
