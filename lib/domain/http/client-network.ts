// Client network behind trusted proxies: the address is counted from the right of X-Forwarded-For, since a client writes the left of it. Pure.
import ipaddr from 'ipaddr.js';

export interface ClientNetwork {
  /** What a record keeps: three of four parts of IPv4, the first three groups of IPv6. Null when no address is known. */
  kept: string | null;
  /**
   * The counted networks, from the narrowest to the widest. A holder of IPv6 has a /64 at least and often a /56, so
   * one network alone would be no limit. Empty: no network to count.
   */
  counted: readonly string[];
}

/** Addresses that cannot be read share one count: a new spelling is no way around a limit. */
export const UNREADABLE: ClientNetwork = { kept: null, counted: ['unreadable'] };
const NOBODY: ClientNetwork = { kept: null, counted: [] };

/**
 * @param forwarded X-Forwarded-For, whose last entry is the address that this process itself sees (`namePeers`)
 * @param hops how many proxies in front are trusted to append the address that they see
 */
export function clientNetwork(forwarded: string | null, hops: number): ClientNetwork {
  if (forwarded === null) return NOBODY;
  const chain = forwarded.split(',');
  // Fewer entries than proxies: a proxy said nothing, so the first entry is the furthest that is known.
  const network = readNetwork(chain[Math.max(0, chain.length - 1 - hops)] ?? '');
  // Behind a proxy without X-Forwarded-For every request comes from this machine: that identifies no client.
  return chain.length === 1 && isOwnMachine(chain[0] ?? '') ? { ...network, counted: [] } : network;
}

/** Reads an address in every spelling that proxies use: with a port, in brackets, with a zone, IPv4 within IPv6. */
export function readNetwork(text: string): ClientNetwork {
  const address = parse(text);
  if (address === null) return UNREADABLE;
  if (address instanceof ipaddr.IPv4) {
    const network = ipaddr.IPv4.networkAddressFromCIDR(`${address}/24`).toString();
    return { kept: network, counted: [`${network}/24`] };
  }
  const wide = (bits: number) => ipaddr.IPv6.networkAddressFromCIDR(`${address}/${bits}`).toRFC5952String();
  return { kept: wide(48), counted: [64, 56, 48].map((bits) => `${wide(bits)}/${bits}`) };
}

function parse(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  const bare = withoutPort(text.trim().replace(/^"(.*)"$/, '$1')).replace(/%.*$/, '');
  if (ipaddr.IPv4.isValidFourPartDecimal(bare)) return ipaddr.IPv4.parse(bare);
  if (!ipaddr.IPv6.isValid(bare)) return null;
  const address = ipaddr.IPv6.parse(bare);
  return address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

function withoutPort(text: string): string {
  const bracketed = /^\[([^\]]*)\](?::\d*)?$/.exec(text)?.[1];
  return bracketed ?? text.replace(/^([^:]*):\d*$/, '$1');
}

function isOwnMachine(text: string): boolean {
  return parse(text)?.range() === 'loopback';
}
