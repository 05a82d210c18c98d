// Owns what may be kept of a visitor's address. Pure.
import { isIP } from 'node:net';

/**
 * Where a request comes from, as far as it is kept: the first address that the proxies in front name.
 * @returns null where they name none
 */
export function networkOf(headers: Pick<Headers, 'get'>): string | null {
  return truncateIp(headers.get('x-forwarded-for')?.split(',')[0] ?? null);
}

/** Keeps the network and drops the person: three of four parts of IPv4, the first three groups of IPv6. Null when it is no address. */
export function truncateIp(raw: string | null): string | null {
  const ip = raw?.trim() ?? '';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1] ?? ip;
  if (isIP(mapped) === 4) return `${mapped.split('.').slice(0, 3).join('.')}.0`;
  if (isIP(mapped) !== 6) return null;
  const [head = '', tail] = mapped.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups =
    tail === undefined ? left : [...left, ...Array(8 - left.length - right.length).fill('0'), ...right];
  return `${groups.slice(0, 3).join(':')}::`;
}
