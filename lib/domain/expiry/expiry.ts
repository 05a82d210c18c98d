// Time rules: when agreements and bank connections run out, and what makes them go on.

import { type AccessRule, confirmByOf } from '../connection/access-days';
import type { ConnectionEventKind, ConnectionState, SourceType } from '../connection/connection';
import { expiryOf, type StandingNow, standingAfter } from '../consent/consent';
import type { Product } from '../product/product';
import { DAY_MS } from '../text/duration';

/** From here on an end is near enough to be told on the pages. */
export const SOON_DAYS = 30;
/** The bank's own end is too near for a tick to be worth anything. */
const BANK_SOON_DAYS = 7;

const plusDays = (from: Date, days: number) => new Date(from.getTime() + days * DAY_MS);

/** Events of a connection that its time counts from. */
export const TIMING_KINDS = [
  'linked',
  'relinked',
  'reconfirmed',
  'deauthorized',
] as const satisfies readonly ConnectionEventKind[];

export interface AccessFacts {
  sourceType: SourceType;
  /** Uploaded files rest on no permission of a bank: they do not run out. */
  isUpload?: boolean;
  state: ConnectionState;
  /** When the customer last signed in at the bank or confirmed here. */
  authorisedAt: Date | null;
  firstLinkedAt: Date | null;
  /** When the customer last signed in at the bank, as the connection's history has it. */
  signedInAt: Date | null;
  /** When the customer last confirmed here. */
  reconfirmedAt: Date | null;
  /** How long access lasts at this platform; null where no time ends it. */
  accessDays: number | null;
  goesOn: AccessRule['goesOn'];
  /** Codat was told to stop because its time was over. */
  isLapsed: boolean;
}

export interface BankTimes {
  /** Accord's own: after it the customer has to reconfirm. */
  confirmedAt: Date;
  confirmBy: Date;
  /** The bank's own, as far as it is known: Codat reports no date. Reconfirming here does not move it. */
  signedInAt: Date;
  bankEndsAt: Date;
}

/** Null for what does not run out by time: platforms without such an end, and what gives no access to lose. */
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

/** The bank took its permission back: of other platforms that is told on their pages alone. */
export function isLostBank({ sourceType, isUpload, state }: AccessFacts): boolean {
  return sourceType === 'Banking' && isUpload !== true && state === 'Deauthorized';
}

/** The end that comes next. A bank that still gives access after its own end has none that counts. */
export function accessEndsAt(times: BankTimes, now: Date): Date {
  const { confirmBy, bankEndsAt } = times;
  return bankEndsAt > now && bankEndsAt < confirmBy ? bankEndsAt : confirmBy;
}

/**
 * What the customer can do for a bank connection now: nothing yet, confirm it here with a tick, or sign in at the bank.
 * Access that is lost, or that the bank will end within days whatever is ticked here, comes back only at the bank.
 */
export function wayToGoOn(connection: AccessFacts, now: Date): 'tick' | 'sign-in' | null {
  if (isLostBank(connection)) return 'sign-in';
  const times = bankTimes(connection);
  if (times === null) return null;
  // Codat has given the access up: the same connection is opened again at the bank.
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
  /** How the end is told: it is over, reading stops here on that day, or the bank stops on its own. */
  told: 'ended' | 'ends' | 'endsSoon';
}

/** Null where no time ends the access. */
export function bankEndNow(connection: AccessFacts & { lostAt: Date | null }, now: Date): BankEndNow | null {
  const times = bankTimes(connection);
  const way = wayToGoOn(connection, now);
  const isLost = isLostBank(connection);
  if (!isLost && times === null) return null;
  // Access that ended for its time stays ended, also where more days are allowed by now.
  const end = isLost || times === null ? (connection.lostAt ?? now) : accessEndsAt(times, now);
  const isOver = isLost || connection.state !== 'Linked' || end <= now;
  const endsAt = isOver && end > now ? now : end;
  if (isOver) return { endsAt, isOver, way, told: 'ended' };
  const isOurs = way !== 'sign-in' && endsAt.getTime() === times?.confirmBy.getTime();
  return { endsAt, isOver, way, told: isOurs ? 'ends' : 'endsSoon' };
}

export type RenewDecision =
  | { kind: 'renew'; until: Date }
  /** It runs at least as long already. */
  | { kind: 'unchanged' }
  /** The product asks for more data since: extending the old consent would not cover it. */
  | { kind: 'ask-again' }
  /** Nothing runs or has run out: paused, withdrawn, or a one-time read. */
  | { kind: 'refuse' };

/**
 * What renewing does: it extends the time and nothing else.
 * @param agreed the version that was agreed to: its duration counts
 * @param today the version that is in force
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
