// Catalogue of letters: each kind with its facts, and the addresses that a letter may be sent to.

import type { OrganisationQuestion } from '../connection/organisation-question';
import type { Channel } from '../consent/on-request';
import type { ReceiptEventType } from '../receipt/receipt';

type ReceiptMail = `receipt-${ReceiptEventType}`;

/** Facts stored with a letter: ids and values, never addresses or keys. Moments are ISO 8601, names in its language. */
export type MailFacts = Record<ReceiptMail, { receiptId: string; productId: string }> & {
  /** `at`: when it ends; `days` until then, 0 on the day itself. */
  'consent-expiring': { productId: string; product: string; at: string; days: number };
  /** `at`: when it ended; `deletedBy`: when the data will be deleted. */
  'consent-expired': { productId: string; product: string; at: string; deletedBy: string };
  /** `organisation` may be empty; `products`: names of the products that rely on it, joined; may be empty. */
  'connection-expiring': {
    connectionId: string;
    platform: string;
    organisation: string;
    at: string;
    days: number;
    /** The number of days that such access lasts at a time. */
    lasts: number;
    products: string;
  };
  /** `lost`: the bank ended it. `lapsed`: its time ran out without a reconfirmation. */
  'connection-expired': {
    why: 'lost' | 'lapsed';
    connectionId: string;
    platform: string;
    organisation: string;
    at: string;
    products: string;
  };
  /** `since`: the latest consent; `until`: empty without an end. */
  'still-sharing': { productId: string; product: string; since: string; until: string };
  /** Staff acted at the customer's request. `subject`: the product or the platform; `path`: of its page here. */
  'done-on-request': {
    act: 'paused' | 'disconnected' | 'deleted';
    subject: string;
    path: string;
    at: string;
    staff: string;
    askedBy: string;
    channel: Channel;
    reason: string;
  };
  /** `products`: names of the products it was read for, joined; may be empty. */
  'data-deleted': { platform: string; at: string; products: string };
  /** Names, joined; each may be empty: groups with data, and data types without, by the reason. */
  'first-read': {
    productId: string;
    product: string;
    connectionId: string;
    platform: string;
    organisation: string;
    ready: string;
    absent: string;
    failed: string;
    open: string;
  };
  'connection-unfinished': { connectionId: string; productId: string; product: string; platform: string };
  /** `what`: a kind of `organisation-question.ts`; `organisation`, `before`, `linkOf`: names, may be empty. */
  'organisation-check': {
    connectionId: string;
    platform: string;
    organisation: string;
    what: OrganisationQuestion['what']['kind'];
    before: string;
    /** The maker of the link that a colleague used; empty without a link. */
    linkOf: string;
  };
  /** `by`: who asks; `path`: of the page to open here. */
  'passed-on': { by: string; path: string };
  /** For each kind of platform the product to begin with; empty if no product uses it. */
  greeting: { accounting: string; bank: string; shop: string };
  /** The link itself is made from `seed` and the site's secret when the letter is sent, so that it is stored nowhere. */
  'sign-in-link': { seed: string; next: string };
};

/** In place of a business, for letters and jobs that are only about a person. */
export const NO_BUSINESS = '00000000-0000-0000-0000-000000000000';

export type MailKind = keyof MailFacts;

const KINDS: Record<MailKind, true> = {
  'receipt-given': true,
  'receipt-amended': true,
  'receipt-renewed': true,
  'receipt-withdrawn': true,
  'receipt-expired': true,
  'consent-expiring': true,
  'consent-expired': true,
  'connection-expiring': true,
  'connection-expired': true,
  'still-sharing': true,
  'data-deleted': true,
  'done-on-request': true,
  'first-read': true,
  'connection-unfinished': true,
  'organisation-check': true,
  'passed-on': true,
  greeting: true,
  'sign-in-link': true,
};

export const MAIL_KINDS = Object.keys(KINDS) as MailKind[];

/** A letter as stored. */
export type Mail = { [K in MailKind]: { kind: K; facts: MailFacts[K] } }[MailKind];

/** The shape of a row's facts is trusted: only `postMail` writes it, and that is typed. */
export function readMail(kind: string, facts: Record<string, string | number>): Mail | null {
  return Object.hasOwn(KINDS, kind) ? ({ kind, facts } as Mail) : null;
}

/** As strict as mail servers need: one @, no blanks, quotes, brackets or line breaks, so that it stays one address. */
export function isMailAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>()[\]\\,;:"\p{Cc}]{1,64}@[^\s@<>()[\]\\,;:"\p{Cc}]+$/u.test(text);
}

/** The Message-ID: the same on every attempt, so that mail programs recognise a repetition. */
export function messageIdOf(mailId: string, from: string): string {
  return `<${mailId}@${from.split('@')[1] ?? 'localhost'}>`;
}
