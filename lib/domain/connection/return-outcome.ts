// Outcome rule for a return from a platform: the address is a claim; only the connection, re-read from Codat, is proof.
import type { ConnectionState } from './connection';

/** The redirect's claim (docs/codat.md#redirects). Only the number counts: message texts differ between Codat's pages. */
export type RedirectClaim =
  | 'authorised'
  | 'left-without-finishing'
  | 'cancelled'
  | 'not-supported'
  | 'provider-error'
  | 'unknown';

/** Reads `statusCode`; anything that is not one of Codat's five codes is unknown. */
export function readClaim(statusCode: string | null): RedirectClaim {
  switch (statusCode) {
    case '200':
      return 'authorised';
    case '201':
      return 'left-without-finishing';
    case '403':
      return 'cancelled';
    case '500':
      return 'provider-error';
    case '501':
      return 'not-supported';
    default:
      return 'unknown';
  }
}

export type ReturnOutcome =
  /** Codat reports it as linked, whatever the address says. */
  | 'connected'
  /** The address reports success, Codat does not (yet). */
  | 'unconfirmed'
  | 'cancelled'
  | 'left'
  | 'not-supported'
  | 'provider-error'
  /** Another accounting platform was connected first, and Codat allows one (docs/codat.md#one-accounting-connection): a retry cannot work. */
  | 'taken'
  /** Codat no longer has the connection. */
  | 'gone'
  /** Codat could not be asked. */
  | 'cannot-check'
  /** Not linked, and the address has no known code. */
  | 'not-finished';

/** Outcomes that may have a finer reason: nothing was connected, and the platform or the customer said why. */
export function failedOn(outcome: ReturnOutcome): boolean {
  return outcome === 'cancelled' || outcome === 'provider-error' || outcome === 'not-finished';
}

/**
 * @param claim the address's claim
 * @param truth the state that Codat just reported, or null when Codat could not be asked
 * @param isTaken another connection has the one place for accounting meanwhile
 */
export function outcomeOf(
  claim: RedirectClaim,
  truth: ConnectionState | null,
  isTaken: boolean,
): ReturnOutcome {
  if (truth === null) return 'cannot-check';
  if (truth === 'Linked') return 'connected';
  if (truth === 'deleted') return 'gone';
  if (isTaken) return 'taken';
  switch (claim) {
    case 'authorised':
      return 'unconfirmed';
    case 'cancelled':
      return 'cancelled';
    case 'left-without-finishing':
      return 'left';
    case 'not-supported':
      return 'not-supported';
    case 'provider-error':
      return 'provider-error';
    case 'unknown':
      return 'not-finished';
    default:
      return claim satisfies never;
  }
}
