// Client network behind trusted proxies: counted from the right of X-Forwarded-For, since a client writes its left. Pure.
import ipaddr from 'ipaddr.js';

export interface ClientNetwork {
  /** The stored part: three of four parts of IPv4, the first three groups of IPv6. Null when no address is known. */
  kept: string | null;
  /**
   * The networks that limits count, from the narrowest to the widest. A holder of IPv6 has at least a /64, often a /56,
   * so counting one network alone would be no limit. Empty when there is no network to count.
   */
  counted: readonly string[];
}

/** Unreadable addresses share one count, so that a new spelling does not get around a limit. */
export const UNREADABLE: ClientNetwork = { kept: null, counted: ['unreadable'] };
const NOBODY: ClientNetwork = { kept: null, counted: [] };

/**
 * @param forwarded X-Forwarded-For, whose last entry is the address that this process itself sees (`namePeers`)
 * @param hops the number of proxies in front that are trusted to append the address of their client
 */
export function clientNetwork(forwarded: string | null, hops: number): ClientNetwork {
  if (forwarded === null) return NOBODY;
  const chain = forwarded.split(',');
  // Fewer entries than proxies: one proxy appended none, so the first entry is the most distant one known.
  const network = readNetwork(chain[Math.max(0, chain.length - 1 - hops)] ?? '');
  // Without X-Forwarded-For from its proxy every request seems to come from this machine: that identifies no client.
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
