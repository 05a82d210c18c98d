// SSRF guard: refuses endpoint addresses inside private networks, unless the operator allows the host.
import { BlockList, isIP, isIPv6 } from 'node:net';

export interface AddressPolicy {
  /** Names and addresses that may be private, and may be called without TLS. */
  privateHosts: readonly string[];
}

/** Not reachable on the public internet, or not a single machine (IANA special-purpose registries). */
const FORBIDDEN_V4: readonly [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];
/** Inside the global range: tunnels to other addresses, and documentation ranges. */
const FORBIDDEN_V6: readonly [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const forbidden = new BlockList();
for (const [net, prefix] of FORBIDDEN_V4) forbidden.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of FORBIDDEN_V6) forbidden.addSubnet(net, prefix, 'ipv6');
const global6 = new BlockList();
global6.addSubnet('2000::', 3, 'ipv6');

/** @param address an IP address; any other text is not public */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  if (!isIPv6(address)) return !forbidden.check(address, 'ipv4');
  // A zone names an interface of this machine.
  return !address.includes('%') && global6.check(address, 'ipv6') && !forbidden.check(address, 'ipv6');
}

/** As in the URL, without the brackets of IPv6. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1').toLowerCase();
}

export function isPrivateAllowed(url: URL, policy: AddressPolicy): boolean {
  return policy.privateHosts.includes(hostOf(url));
}

/**
 * The fault of an address before any lookup; null if there is none. Each call checks the name again, by the addresses
 * it resolves to.
 */
export function problemOfAddress(text: string, policy: AddressPolicy): string | null {
  if (!URL.canParse(text)) return 'is no address';
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must begin with https://';
  if (url.username !== '' || url.password !== '') return 'must not hold a name or a password';
  if (url.hash !== '') return 'must not have a fragment';
  if (isPrivateAllowed(url, policy)) return null;
  if (url.protocol !== 'https:') return 'must begin with https://';
  const host = hostOf(url);
  if (isIP(host) !== 0) return isPublicAddress(host) ? null : 'leads into a private network';
  const isLocalName = !host.includes('.') || /(^|\.)(localhost|local|internal)\.?$/.test(host);
  return isLocalName ? 'leads into a private network' : null;
}
