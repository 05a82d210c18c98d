// Owns what a connection's state means and which new connections a business may start.

export const SOURCE_TYPES = ['Accounting', 'Banking', 'Commerce'] as const;
/** Codat's source types that a product may ask for. */
export type SourceType = (typeof SOURCE_TYPES)[number];

/** Codat's four statuses, plus `starting` (Codat has not answered yet) and `deleted` (gone at Codat). */
export type ConnectionState = 'starting' | 'PendingAuth' | 'Linked' | 'Unlinked' | 'Deauthorized' | 'deleted';

/** What can happen to a connection; Codat's words where it has one. */
export type ConnectionEventKind =
  | 'started'
  | 'linked'
  /** Authorised again after it had been lost or stopped. */
  | 'relinked'
  /** Still wanted: the customer said so before its time was over. */
  | 'reconfirmed'
  | 'unlinked'
  | 'deauthorized'
  | 'deleted'
  | 'organisation-confirmed'
  | 'organisation-refused';

export interface ConnectionFacts {
  id: string;
  platformKey: string;
  platformName: string;
  sourceType: SourceType;
  state: ConnectionState;
}

export type StartDecision =
  | { kind: 'create' }
  /** Send the customer to the link of this one: another would be a duplicate. */
  | { kind: 'reuse'; connectionId: string }
  /** Codat allows one active accounting connection per company (contract c.7). */
  | { kind: 'refuse'; reason: 'accounting-already-connected'; connectionId: string; platformName: string };

/**
 * Decides what choosing a platform does.
 * An unfinished, expired or stopped connection of the same platform is continued, since Codat keeps its history and
 * may bill a new one; a second accounting platform is refused while one is linked.
 */
export function decideStart(
  existing: readonly ConnectionFacts[],
  platformKey: string,
  sourceType: SourceType,
): StartDecision {
  const linkedAccounting = existing.find((c) => c.sourceType === 'Accounting' && c.state === 'Linked');
  if (sourceType === 'Accounting' && linkedAccounting) {
    return {
      kind: 'refuse',
      reason: 'accounting-already-connected',
      connectionId: linkedAccounting.id,
      platformName: linkedAccounting.platformName,
    };
  }
  const samePlatform = existing.filter((c) => c.platformKey === platformKey);
  const resumable =
    samePlatform.find((c) => c.state === 'PendingAuth' || c.state === 'starting') ??
    samePlatform.find((c) => c.state === 'Deauthorized' || c.state === 'Unlinked');
  return resumable ? { kind: 'reuse', connectionId: resumable.id } : { kind: 'create' };
}

/** What the card of a platform says: the furthest state among its connections. */
export function platformState(
  existing: readonly ConnectionFacts[],
  platformKey: string,
): ConnectionState | null {
  const order: ConnectionState[] = ['Linked', 'Deauthorized', 'PendingAuth', 'starting', 'Unlinked'];
  const states = existing.filter((c) => c.platformKey === platformKey).map((c) => c.state);
  return order.find((state) => states.includes(state)) ?? null;
}

/** True when Codat may read new data through the connection. */
export function isLinked(connection: Pick<ConnectionFacts, 'state'>): boolean {
  return connection.state === 'Linked';
}
