// Open-redirect guard after sign-in: `next` leads only to pages of this site. Pure.

export const DEFAULT_NEXT = '/home';
const MAX_LENGTH = 1024;
/** Never resolved: the base for parsing relative paths. */
const BASE = 'http://site.invalid';

/**
 * The path to go to, or `/home` when the value could lead anywhere else.
 * @param value from a query or a form: a string, a repeated key (array) or nothing
 */
export function safeNextPath(value: unknown): string {
  if (typeof value !== 'string' || value.length > MAX_LENGTH) return DEFAULT_NEXT;
  if (!value.startsWith('/') || hasUnsafeCharacter(value)) return DEFAULT_NEXT;
  const path = value.split(/[?#]/, 1)[0] ?? '';
  // `//host` leaves the site; an encoded slash or backslash may be decoded later.
  if (path.startsWith('//') || /%(2f|5c|0[0-9a-f]|1[0-9a-f]|7f|25)/i.test(path)) return DEFAULT_NEXT;
  if (!URL.canParse(value, BASE)) return DEFAULT_NEXT;
  const url = new URL(value, BASE);
  const leaves = url.origin !== BASE || url.pathname.startsWith('//') || url.username !== '';
  return leaves ? DEFAULT_NEXT : `${url.pathname}${url.search}`;
}

/** Control characters split headers, a backslash is a slash to browsers, an @ can hide a host, and the rest hide text. */
function hasUnsafeCharacter(value: string): boolean {
  if (/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\\]/u.test(value)) return true;
  const path = value.split(/[?#]/, 1)[0] ?? '';
  return path.includes('@') || path.includes(':') || /%(?![0-9a-f]{2})/i.test(value) || /%0[ad]/i.test(value);
}
