// Receipt issuer of test events: it signs with the running app's keys in journeys, with test keys elsewhere.
import { makeSigningKey, readKeySet, type SigningKey } from '../lib/domain/receipt/receipt-keys';
import type { SitePlace } from '../lib/domain/text/site-time';
import type { ReceiptIssuer } from '../lib/receipt/issuer';

/** Default of the app. */
export const SITE_PLACE: SitePlace = { country: 'GB', timeZone: 'Europe/London' };

const DAY_MS = 86_400_000;

/** Key set whose second key retires tomorrow, so that a receipt it signs now is genuine and a later one is not. */
export function makeTestKeys(): string {
  const retired_at = new Date(Date.now() + DAY_MS).toISOString();
  return JSON.stringify({ keys: [makeSigningKey(), { ...makeSigningKey(), retired_at }] });
}

let own: string | undefined;

/** Keys of this process and of those that it starts: an event can only be appended to one that they signed. */
export function testKeys(): string {
  own ??= makeTestKeys();
  return process.env.ACCORD_E2E_RECEIPT_KEYS ?? own;
}

export function receiptIssuer(): ReceiptIssuer {
  const check = readKeySet(testKeys());
  if (!check.ok) throw new Error(`The receipt keys of the tests ${check.problem}.`);
  return {
    keys: check.keys,
    contact: {
      email: process.env.ACCORD_E2E_SUPPORT_EMAIL ?? 'help@meridian.example',
      phone: process.env.ACCORD_E2E_SUPPORT_PHONE ?? '+44 20 7946 0000',
      siteUrl: process.env.ACCORD_E2E_APP_URL ?? 'https://consent.meridian.example',
      place: SITE_PLACE,
    },
  };
}

/** Retired key of the running app with its private part, which only the tests have. */
export function retiredKey(): SigningKey {
  const { keys } = JSON.parse(testKeys()) as { keys: SigningKey[] };
  const key = keys[1];
  if (key === undefined) throw new Error('The tests have no retired key.');
  return key;
}
