// Receipt issuer: the signing keys and the controller's contact, as configured.
import type { ReceiptContact } from '../domain/receipt/receipt';
import type { ReceiptKeySet } from '../domain/receipt/receipt-keys';
import { sitePlaceOf } from '../i18n/site-place';
import { getEnv, getSigningKeys, setSigningKeys } from '../runtime/env';

export interface ReceiptIssuer {
  keys: ReceiptKeySet;
  contact: ReceiptContact;
}

let issuer: ReceiptIssuer | undefined;

export function getReceiptIssuer(): ReceiptIssuer {
  if (issuer === undefined) {
    const env = getEnv();
    const { origin } = new URL(env.NEXTAUTH_URL);
    issuer = {
      keys: getSigningKeys(),
      contact: {
        email: env.BRAND_SUPPORT_EMAIL,
        phone: env.BRAND_SUPPORT_PHONE,
        siteUrl: origin,
        place: sitePlaceOf(env),
      },
    };
  }
  return issuer;
}

/** For a process without the app's environment, such as a test. */
export function setReceiptIssuer(given: ReceiptIssuer): void {
  issuer = given;
  setSigningKeys(given.keys);
}
