// Time rules: when agreements and bank connections end, and what extends them.

import { type AccessRule, confirmByOf } from '../connection/access-days';
import type { ConnectionEventKind, ConnectionState, SourceType } from '../connection/connection';
import { expiryOf, type StandingNow, standingAfter } from '../consent/consent';
import type { Product } from '../product/product';
import { DAY_MS } from '../text/duration';

/** Within this time pages mention an end. */
export const SOON_DAYS = 30;
/** Within this time of the bank's own end, reconfirming here gains nothing. */
const BANK_SOON_DAYS = 7;

const plusDays = (from: Date, days: number) => new Date(from.getTime() + days * DAY_MS);

/** Events from which the duration of access counts. */
export const TIMING_KINDS = [
  'linked',
  'relinked',
  'reconfirmed',
  'deauthorized',
] as const satisfies readonly ConnectionEventKind[];

export interface AccessFacts {
  sourceType: SourceType;
  /** Uploaded files need no permission of a bank: they do not expire. */
  isUpload?: boolean;
  state: ConnectionState;
  /** When the customer last signed in at the bank or confirmed here. */
  authorisedAt: Date | null;
  firstLinkedAt: Date | null;
  /** When the customer last signed in at the bank, according to the connection's history. */
  signedInAt: Date | null;
  /** When the customer last confirmed here. */
  reconfirmedAt: Date | null;
  /** How many days access lasts at this platform; null where it has no end by time. */
  accessDays: number | null;
  goesOn: AccessRule['goesOn'];
  /** Codat was told to stop because the time ran out. */
  isLapsed: boolean;
}

export interface BankTimes {
  /** Accord's own limit: after it the customer has to reconfirm. */
  confirmedAt: Date;
  confirmBy: Date;
  /** The bank's own limit, as far as known: Codat reports no date. Reconfirming here does not move it. */
  signedInAt: Date;
  bankEndsAt: Date;
}

/** Null for connections that do not expire: those of other platforms, and those without access to lose. */
export function bankTimes(connection: AccessFacts): BankTimes | null {
  const { state, authorisedAt, firstLinkedAt, reconfirmedAt, accessDays, isLapsed } = connection;
  if (state !== 'Linked' && state !== 'Deauthorized' && !(state === 'Unlinked' && isLapsed)) return null;
  const confirmedAt = authorisedAt ?? firstLinkedAt;
  const confirmBy = confirmByOf(connection, confirmedAt);
  if (confirmedAt === null || confirmBy === null || accessDays === null) return null;
  const unseen = reconfirmedAt === null ? confirmedAt : (firstLinkedAt ?? confirmedAt);
  const signedInAt = connection.signedInAt ?? unseen;
  return { confirmedAt, confirmBy, signedInAt, bankEndsAt: plusDays(signedInAt, accessDays) };
}

/** The bank revoked its permission. For other platforms only their own pages say so. */
export function isLostBank({ sourceType, isUpload, state }: AccessFacts): boolean {
  return sourceType === 'Banking' && isUpload !== true && state === 'Deauthorized';
}

/** The next end. Once a bank still gives access after its own presumed end, that end is ignored. */
export function accessEndsAt(times: BankTimes, now: Date): Date {
  const { confirmBy, bankEndsAt } = times;
  return bankEndsAt > now && bankEndsAt < confirmBy ? bankEndsAt : confirmBy;
}

/**
 * What the customer can do for a bank connection now: nothing yet, reconfirm it here, or sign in at the bank.
 * Access that is lost, or that the bank will end within days anyway, can only be renewed at the bank.
 */
export function wayToGoOn(connection: AccessFacts, now: Date): 'tick' | 'sign-in' | null {
  if (isLostBank(connection)) return 'sign-in';
  const times = bankTimes(connection);
  if (times === null) return null;
  // Access at Codat has ended: the same connection is opened again at the bank.
  if (connection.state !== 'Linked') return 'sign-in';
  const isSoon = times.confirmBy <= plusDays(now, SOON_DAYS);
  if (connection.goesOn === 'at-bank') return isSoon ? 'sign-in' : null;
  if (times.bankEndsAt > now && times.bankEndsAt <= plusDays(now, BANK_SOON_DAYS)) return 'sign-in';
  return isSoon ? 'tick' : null;
}

export interface BankEndNow {
  endsAt: Date;
  isOver: boolean;
  way: ReturnType<typeof wayToGoOn>;
  /** The wording of the end: it has ended, reading stops here on that day, or the bank stops on its own. */
  told: 'ended' | 'ends' | 'endsSoon';
}

/** Null for access without an end by time. */
export function bankEndNow(connection: AccessFacts & { lostAt: Date | null }, now: Date): BankEndNow | null {
  const times = bankTimes(connection);
  const way = wayToGoOn(connection, now);
  const isLost = isLostBank(connection);
  if (!isLost && times === null) return null;
  // Access that expired stays expired, even if the rule allows more days since.
  const end = isLost || times === null ? (connection.lostAt ?? now) : accessEndsAt(times, now);
  const isOver = isLost || connection.state !== 'Linked' || end <= now;
  const endsAt = isOver && end > now ? now : end;
  if (isOver) return { endsAt, isOver, way, told: 'ended' };
  const isOurs = way !== 'sign-in' && endsAt.getTime() === times?.confirmBy.getTime();
  return { endsAt, isOver, way, told: isOurs ? 'ends' : 'endsSoon' };
}

export type RenewDecision =
  | { kind: 'renew'; until: Date }
  /** The consent runs at least that long already. */
  | { kind: 'unchanged' }
  /** The product asks for more data since: extending the old consent would not cover it. */
  | { kind: 'ask-again' }
  /** Paused, withdrawn or a one-time read: there is nothing to extend. */
  | { kind: 'refuse' };

/**
 * The effect of renewing: it extends the time and nothing else.
 * @param agreed the agreed version: its duration counts
 * @param today the current version
 */
export function decideRenew(
  current: StandingNow,
  agreed: Pick<Product, 'durationMonths'>,
  today: Pick<Product, 'asksSince'>,
  now: Date,
): RenewDecision {
  const until = expiryOf(agreed, now);
  if (until === null || standingAfter(current.standing, 'renewed') !== 'renewed') return { kind: 'refuse' };
  if (current.productVersion < today.asksSince) return { kind: 'ask-again' };
  return current.expiresAt !== null && current.expiresAt >= until
    ? { kind: 'unchanged' }
    : { kind: 'renew', until };
}
