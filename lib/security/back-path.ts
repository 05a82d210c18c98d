// Open-redirect guard of «back»: the way back always leads to a page of this site. Pure.
import { DEFAULT_NEXT, safeNextPath } from './next-path';

/** Pages that are looked at in between: the way back from one of them is the way back it had itself. */
const BETWEEN = /^\/(help|privacy)$/;
/** Going back there would ask for something that is over, or for nothing. */
const NEVER = /^\/(sign-in|api)(\/|$)/;

/** @param value from an address or a form; null when it leads nowhere that one can go back to */
export function readBackPath(value: unknown): string | null {
  const path = safeNextPath(value);
  // The default is what everything unsafe becomes.
  if (path === DEFAULT_NEXT && value !== DEFAULT_NEXT) return null;
  const { pathname, searchParams } = new URL(path, 'http://site.invalid');
  if (BETWEEN.test(pathname)) return readBackPath(searchParams.get('back'));
  return NEVER.test(pathname) ? null : path;
}

/**
 * @param referer the page that the browser says it came from
 * @param hosts names of this site, with their ports
 */
export function backPathFrom(referer: string | null, hosts: readonly string[]): string | null {
  if (referer === null || !URL.canParse(referer)) return null;
  const url = new URL(referer);
  return hosts.includes(url.host) ? readBackPath(url.pathname + url.search) : null;
}
