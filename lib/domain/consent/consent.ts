// Consent event, and the standing that results from it.

import type { IdentificationMethod } from '../identity/authority';
import type { Product } from '../product/product';
import { DAY_MS } from '../text/duration';
import type { Locale } from '../text/language';
import type { OnRequest } from './on-request';
import type { SealedPart } from './sealed-event';

export type ConsentEventType =
  | 'requested'
  | 'deferred'
  | 'refused'
  | 'given'
  | 'amended'
  | 'renewed'
  | 'paused'
  | 'resumed'
  | 'withdrawn'
  | 'revoked'
  | 'expired'
  | 'invalidated'
  | 'data_deleted'
  /** A colleague connected a platform through a delegated link. */
  | 'source_added'
  /** Staff ended a connection at the customer's request. */
  | 'source_ended';

export type Standing =
  | 'requested'
  | 'deferred'
  | 'refused'
  | 'given'
  | 'renewed'
  | 'paused'
  | 'expiring'
  | 'expired'
  | 'withdrawn'
  | 'revoked'
  | 'invalidated';

/** The person or system that acted, as known at the time. */
export type Actor =
  | { kind: 'customer'; user_id: string; name: string; role: string }
  | {
      /** A person without an account, who was given a link: identified by the link's id, never by its token. */
      kind: 'colleague';
      share_id: string;
      /** The maker of the link; `role` is null when they no longer act for the business. */
      on_behalf_of: { user_id: string; name: string; role: string | null };
    }
  /** A member of staff who acted at the customer's request; `user_id` is null when only the name is known. */
  | { kind: 'staff'; user_id: string | null; name: string }
  | { kind: 'system'; name: string };

/** The identification of a person: time, service, and the strength that the service asserts. */
export interface EventIdentification {
  method: IdentificationMethod;
  time: string;
  acr: string | null;
  amr: readonly string[];
}

/** One entry of the ledger without its hash. Field names follow ISO/IEC TS 27560 where it has one; dates are ISO 8601 in UTC. */
export interface ConsentEventBody {
  schema_version: 2;
  record_id: string;
  /** The signed receipt of this event; null when it has none. */
  receipt_id: string | null;
  seq: number;
  prev_hash: string | null;
  event_type: ConsentEventType;
  event_time: string;
  pii_principal_id: string;
  business_name: string;
  entity: Actor;
  service: { product_id: string; version: number; name: string };
  purposes: { id: string; text: string; lawful_basis: string }[];
  pii: {
    cluster: string;
    source_type: string;
    pii_types: { id: string; pii_optional: boolean }[];
    direction: 'read';
  }[];
  sources: {
    connection_id: string;
    platform_key: string;
    platform_name: string;
    organisation: string | null;
  }[];
  history_months: number;
  validity_duration: { type: 'one-time' | 'until'; valid_from: string; valid_until: string | null };
  collection_frequency: string;
  controller: string;
  processors: string[];
  recipient_third_parties: string[];
  retention_days: number;
  privacy_notice: { hash: string; language: Locale; product_version: number };
  collection: {
    /**
     * `automatic`: without a person, such as at the end of time. `colleague-link`: by the holder of a link.
     * `on-request`: by staff, because the customer asked for it.
     */
    method: 'button' | 'automatic' | 'colleague-link' | 'on-request';
    page: string;
    locale: Locale;
    ip_truncated: string | null;
    user_agent: string | null;
    request_id: string;
    /** The identification of the acting person; absent where the person was not signed in. */
    identification?: EventIdentification;
    /** With the method `on-request` only. */
    on_request?: OnRequest;
  };
  change: {
    previous_record_id: string | null;
    reason: string | null;
    /** On a withdrawal: the customer's choice for the data already read. */
    deletion?: 'keep' | 'delete';
    /** On a consent after an earlier one: the changes of the terms. */
    terms?: TermsChange;
  };
  /** This event follows an unproven one: if it stops access, it takes effect all the same. */
  follows_unproven?: true;
  /** Encrypted personal data: names, free text, network and browser are empty beside it until it is decrypted. */
  sealed: SealedPart[];
}

/** Ids of data types and purposes, names of parties. */
export interface TermsParts {
  pii_types: string[];
  purposes: string[];
  parties: string[];
}

/** The difference from earlier terms; unchanged parts are absent. */
export interface TermsChange {
  added: TermsParts;
  removed: TermsParts;
  /** ISO 8601; null for a one-time read. */
  valid_until?: { from: string | null; to: string | null };
  history_months?: { from: number; to: number };
  retention_days?: { from: number; to: number };
  collection_frequency?: { from: string; to: string };
}

/** Standings that follow a consent and can still end. */
const LIVE: readonly Standing[] = ['given', 'renewed', 'expiring', 'paused'];

export function isLive(standing: Standing | null): boolean {
  return standing !== null && LIVE.includes(standing);
}

/**
 * The standing after an event. Defined for every order of events, since any stored ledger must be readable: an
 * event that makes no sense where it stands (resuming a withdrawn consent) changes nothing, so only a new consent can
 * allow reading again.
 * @param previous null before the first event of a business and product
 */
export function standingAfter(previous: Standing | null, type: ConsentEventType): Standing {
  const unchanged = previous ?? 'requested';
  const live = isLive(previous);
  const hadYes = live || previous === 'expired' || previous === 'invalidated';
  switch (type) {
    case 'given':
      return 'given';
    case 'amended':
      return mayRead(previous) ? 'given' : unchanged;
    case 'renewed':
      return mayRead(previous) || previous === 'expired' ? 'renewed' : unchanged;
    case 'paused':
      return mayRead(previous) ? 'paused' : unchanged;
    case 'resumed':
      return previous === 'paused' ? 'given' : unchanged;
    case 'withdrawn':
    case 'revoked':
      return hadYes ? type : unchanged;
    case 'expired':
    case 'invalidated':
      return live ? type : unchanged;
    case 'requested':
    case 'deferred':
    case 'refused':
      return live ? unchanged : type;
    case 'data_deleted':
    case 'source_added':
    case 'source_ended':
      return unchanged;
    default:
      return type satisfies never;
  }
}

/** True for events that never give access, whatever came before: they must be possible when nothing else is. */
export function onlyStops(type: ConsentEventType): boolean {
  return STOPS.includes(type);
}

const STOPS: readonly ConsentEventType[] = [
  'paused',
  'withdrawn',
  'revoked',
  'expired',
  'invalidated',
  'data_deleted',
  'source_ended',
];

/** Events about data or connections: they answer no request, so they do not change the agreement. */
export function isAside(type: ConsentEventType): boolean {
  return type === 'data_deleted' || isAboutSource(type);
}

/** Events about connected platforms: not even the date of the agreement's last change moves with them. */
export function isAboutSource(type: ConsentEventType): boolean {
  return type === 'source_added' || type === 'source_ended';
}

/** True in the three standings in which data may be read. */
export function mayRead(standing: Standing | null): boolean {
  return standing === 'given' || standing === 'renewed' || standing === 'expiring';
}

export interface StandingNow {
  standing: Standing;
  productVersion: number;
  expiresAt: Date | null;
}

/** True while data may be read: the standing allows it and its time has not run out. */
export function stands(consent: Pick<StandingNow, 'standing' | 'expiresAt'> | null, now: Date): boolean {
  return (
    consent !== null && mayRead(consent.standing) && (consent.expiresAt === null || consent.expiresAt > now)
  );
}

/** True while a consent stands and covers all that the product asks for today. */
export function covers(consent: StandingNow | null, product: Pick<Product, 'asksSince'>, now: Date): boolean {
  return stands(consent, now) && consent !== null && consent.productVersion >= product.asksSince;
}

/** A consent that ends within this time is called expiring. */
const EXPIRING_DAYS = 30;

/** The standing at a moment: a consent close to its end is expiring, one past its end is expired. */
export function standingAt(consent: Pick<StandingNow, 'standing' | 'expiresAt'>, now: Date): Standing {
  const { standing, expiresAt } = consent;
  if (!isLive(standing) || expiresAt === null) return standing;
  if (expiresAt <= now) return 'expired';
  if (standing === 'paused') return standing;
  return expiresAt.getTime() - now.getTime() <= EXPIRING_DAYS * DAY_MS ? 'expiring' : standing;
}

/** The effect of withdrawing. An expired consent can still be withdrawn, so that it is never renewed. */
export function decideWithdraw(current: Pick<StandingNow, 'standing'>): 'withdraw' | 'nothing-to-withdraw' {
  return standingAfter(current.standing, 'withdrawn') === current.standing
    ? 'nothing-to-withdraw'
    : 'withdraw';
}

export function decidePause(current: StandingNow, now: Date): 'change' | 'unchanged' | 'refuse' {
  if (current.standing === 'paused') return 'unchanged';
  return stands(current, now) ? 'change' : 'refuse';
}

/** A pause does not stop the clock: after an expiry meanwhile, a new consent is needed. */
export function decideResume(current: StandingNow, now: Date): 'change' | 'unchanged' | 'refuse' {
  if (stands(current, now)) return 'unchanged';
  const isOver = current.expiresAt !== null && current.expiresAt <= now;
  return current.standing === 'paused' && !isOver ? 'change' : 'refuse';
}

/** The end of a consent given at `from`; null for a one-time read. In a shorter month its last day is used. */
export function expiryOf(product: Pick<Product, 'durationMonths'>, from: Date): Date | null {
  if (product.durationMonths === null) return null;
  const end = new Date(from);
  const day = end.getUTCDate();
  end.setUTCDate(1);
  end.setUTCMonth(end.getUTCMonth() + product.durationMonths);
  const lastDay = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 0)).getUTCDate();
  end.setUTCDate(Math.min(day, lastDay));
  return end;
}
