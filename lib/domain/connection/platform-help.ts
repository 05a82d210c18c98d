// Help by platform: the person who may give access, the place, and the remedy for a failure. Unknown platforms fall back to their kind.
import type { SourceType } from './connection';

export interface PlatformHelp {
  who: 'accounting' | 'bank' | 'shop';
  where: 'online' | 'desktop' | 'package' | 'computer' | 'bank' | 'shop' | 'shop-address';
  fails: 'online' | 'desktop' | 'package' | 'bank' | 'shop';
}

const KINDS: Record<SourceType, PlatformHelp> = {
  Accounting: { who: 'accounting', where: 'online', fails: 'online' },
  Banking: { who: 'bank', where: 'bank', fails: 'bank' },
  Commerce: { who: 'shop', where: 'shop', fails: 'shop' },
};
/** A small program on the customer's computer reads the books, so the customer has to be at that computer. */
const DESKTOP: PlatformHelp = { who: 'accounting', where: 'desktop', fails: 'desktop' };
/** The customer first installs a package inside the platform. */
const PACKAGE: PlatformHelp = { who: 'accounting', where: 'package', fails: 'package' };
/** The platform's sign-in page needs a wide screen. */
const COMPUTER: PlatformHelp = { who: 'accounting', where: 'computer', fails: 'online' };
const SHOP_ADDRESS: PlatformHelp = { who: 'shop', where: 'shop-address', fails: 'shop' };

interface Known {
  name: string;
  sourceType: SourceType;
  help: PlatformHelp;
}

/** By Codat's key. */
const PLATFORMS: ReadonlyMap<string, Known> = new Map([
  ['gbol', { name: 'Xero', sourceType: 'Accounting', help: KINDS.Accounting }],
  ['qhyg', { name: 'QuickBooks Online', sourceType: 'Accounting', help: KINDS.Accounting }],
  ['pqsw', { name: 'QuickBooks Desktop', sourceType: 'Accounting', help: DESKTOP }],
  ['tgff', { name: 'Sage Accounting', sourceType: 'Accounting', help: KINDS.Accounting }],
  ['hbql', { name: 'Sage 50 (UK)', sourceType: 'Accounting', help: DESKTOP }],
  ['jcrp', { name: 'Sage 200 Standard', sourceType: 'Accounting', help: COMPUTER }],
  ['knfz', { name: 'Sage Intacct', sourceType: 'Accounting', help: COMPUTER }],
  ['fbrh', { name: 'FreeAgent', sourceType: 'Accounting', help: KINDS.Accounting }],
  ['akxx', { name: 'Oracle NetSuite', sourceType: 'Accounting', help: PACKAGE }],
  ['trji', { name: 'Dynamics 365 Business Central', sourceType: 'Accounting', help: PACKAGE }],
  ['upvr', { name: 'TrueLayer', sourceType: 'Banking', help: KINDS.Banking }],
  ['suuo', { name: 'Plaid', sourceType: 'Banking', help: KINDS.Banking }],
  ['fztf', { name: 'Shopify', sourceType: 'Commerce', help: SHOP_ADDRESS }],
  ['ltpp', { name: 'WooCommerce', sourceType: 'Commerce', help: SHOP_ADDRESS }],
] as const);

export function platformHelp(platformKey: string, sourceType: SourceType): PlatformHelp {
  return PLATFORMS.get(platformKey)?.help ?? KINDS[sourceType];
}

/** Platforms with help of their own, by kind and in the order of the help page. */
export function knownPlatforms(): { key: string; name: string; sourceType: SourceType }[] {
  return [...PLATFORMS].map(([key, { name, sourceType }]) => ({ key, name, sourceType }));
}
