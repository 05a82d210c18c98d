// Selection rule: the effect of choosing a platform, and the state on its card, from the connections of a business.

import {
  type ConnectionFacts,
  type ConnectionState,
  holdsAccounting,
  isUnfinished,
  mayResume,
  maySignInAgain,
  type SourceType,
} from '../connection/connection';
import { needsReconfirmation } from './access-now';

export type StartDecision =
  | { kind: 'create' }
  /** Send the customer to the link of this connection: another one would be a duplicate. */
  | { kind: 'reuse'; connectionId: string }
  /** Codat allows one active accounting connection per company (docs/codat.md#one-accounting-connection). */
  | { kind: 'refuse'; reason: 'accounting-already-connected'; connectionId: string; platformName: string };

/**
 * Decides what choosing a platform does.
 * An unfinished, expired or stopped connection of the same platform is continued, since Codat keeps its history and
 * may bill a new one; a second accounting platform is refused while one is linked.
 * @param wantedId the connection to continue when a platform has several, such as two logins of one bank
 */
export function decideStart(
  existing: readonly ConnectionFacts[],
  platformKey: string,
  sourceType: SourceType,
  { now, wantedId }: { now: Date; wantedId?: string | undefined },
): StartDecision {
  const linkedAccounting = existing.find(holdsAccounting);
  if (sourceType === 'Accounting' && linkedAccounting) {
    return {
      kind: 'refuse',
      reason: 'accounting-already-connected',
      connectionId: linkedAccounting.id,
      platformName: linkedAccounting.platformName,
    };
  }
  const resumables = existing.filter(
    (c) =>
      c.platformKey === platformKey &&
      (mayResume(c) || needsReconfirmation(c, now) || (c.id === wantedId && maySignInAgain(c))),
  );
  const resumable =
    resumables.find((c) => c.id === wantedId) ?? resumables.find(isUnfinished) ?? resumables[0];
  return resumable ? { kind: 'reuse', connectionId: resumable.id } : { kind: 'create' };
}

/** The state on a platform's card: the furthest among its connections. */
export function platformState(
  existing: readonly ConnectionFacts[],
  platformKey: string,
  now: Date,
): ConnectionState | null {
  const order: ConnectionState[] = ['Linked', 'Deauthorized', 'other', 'PendingAuth', 'starting', 'Unlinked'];
  const states = existing
    .filter((c) => c.platformKey === platformKey)
    .map((c): ConnectionState => (needsReconfirmation(c, now) ? 'Deauthorized' : c.state));
  return order.find((state) => states.includes(state)) ?? null;
}
