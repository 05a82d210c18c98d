// Open-redirect guard of «back»: the target is always a page of this site. Pure.
import { DEFAULT_NEXT, safeNextPath } from './next-path';

/** Detour pages: «back» from one of them leads to where its own «back» came from. */
const BETWEEN = /^\/(help|privacy)$/;
/** Pages to which going back makes no sense. */
const NEVER = /^\/(sign-in|api)(\/|$)/;

/** @param value from an address or a form; null when it is no page to go back to */
export function readBackPath(value: unknown): string | null {
  const path = safeNextPath(value);
  // Every unsafe value becomes the default.
  if (path === DEFAULT_NEXT && value !== DEFAULT_NEXT) return null;
  const { pathname, searchParams } = new URL(path, 'http://site.invalid');
  if (BETWEEN.test(pathname)) return readBackPath(searchParams.get('back'));
  return NEVER.test(pathname) ? null : path;
}

/**
 * @param referer the previous page according to the browser
 * @param hosts names of this site, with their ports
 */
export function backPathFrom(referer: string | null, hosts: readonly string[]): string | null {
  if (referer === null || !URL.canParse(referer)) return null;
  const url = new URL(referer);
  return hosts.includes(url.host) ? readBackPath(url.pathname + url.search) : null;
}
