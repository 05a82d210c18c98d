// Reconciliation rules: differences from Codat, the next comparison, and the call budget.
import { type ConnectionState, stateAfter } from '../connection/connection';
import { DAY_MS, HOUR_MS } from '../text/duration';
import { ENDING_KINDS, type Job } from './job-kinds';

/** Kinds of difference. */
export type DifferenceKind =
  /** The same connection has another state at Codat. */
  | 'state-differs'
  /** Codat has a connection that is unknown here. */
  | 'unknown-connection'
  /** Codat no longer has the connection. */
  | 'missing-at-codat'
  /** Deleted here, but still at Codat. */
  | 'still-at-codat'
  /** It was begun here, and Codat's answer with its id was lost. */
  | 'codat-id-missing'
  /** The job for an end of access that a customer asked for is a dead letter. */
  | 'end-given-up'
  /** Another job about the business is a dead letter. */
  | 'dead-letter'
  /** The products switched on at Codat differ from the agreed ones. */
  | 'products-differ'
  /** Codat's sync settings differ from the consents, or a part of them was never requested. */
  | 'reading-differs'
  /** Codat no longer has the company. */
  | 'company-missing'
  /** Codat has the company, but its answer with the id was lost. */
  | 'company-id-missing';

/** Dead letters about one business at Codat that reconciliation takes up; `companyId` in it is Accord's. */
export const PENDING_AT_CODAT: readonly Job['kind'][] = [
  'check-connections',
  'sync-codat-products',
  'rename-company',
  'delete-company',
  ...ENDING_KINDS,
];

/** The same, with Codat's id in `companyId`. */
export const TOLD_BY_CODAT: readonly Job['kind'][] = ['apply-webhooks'];

/** The repair: the record here was corrected, the job enqueued again, or nothing, for an operator to decide. */
export type Mending = 'healed' | 'enqueued-again' | 'left';

export interface Finding {
  found: DifferenceKind;
  /** Accord's id; null for the business as a whole, or for one unknown here. */
  connectionId: string | null;
}

export interface OurConnection {
  id: string;
  codatConnectionId: string | null;
  platformKey: string;
  state: ConnectionState;
  checkedAt: Date | null;
  createdAt: Date;
}

export interface TheirConnection {
  id: string;
  /** Null when Codat does not say. */
  platformKey: string | null;
  state: ConnectionState;
}

export interface Comparison {
  ours: readonly OurConnection[];
  theirs: readonly TheirConnection[];
  /** Ids of connections with a pending end: until it is confirmed, no other answer counts. */
  ending: readonly string[];
  /** The time of Codat's answer. Facts learned later are newer than it. */
  seenAt: Date;
}

/** After this long no request still waits for its answer. */
export const LOST_AFTER_MS = HOUR_MS;

/** Each difference once. A pending end, or a fact newer than Codat's answer, is no difference. */
export function differences({ ours, theirs, ending, seenAt }: Comparison): Finding[] {
  const byCodatId = new Map(
    ours.flatMap((row) => (row.codatConnectionId === null ? [] : [[row.codatConnectionId, row] as const])),
  );
  const present = new Map(theirs.map((wire) => [wire.id, wire]));
  const lost = lostTies({ ours, theirs, ending, seenAt });
  const found: Finding[] = lost.map(({ connectionId }) => ({ found: 'codat-id-missing', connectionId }));
  for (const row of ours) {
    if (row.codatConnectionId === null || ending.includes(row.id)) continue;
    if (row.checkedAt !== null && row.checkedAt > seenAt) continue;
    const wire = present.get(row.codatConnectionId);
    const about = (what: DifferenceKind) => found.push({ found: what, connectionId: row.id });
    if (row.state === 'deleted') {
      if (wire !== undefined) about('still-at-codat');
    } else if (wire === undefined) about('missing-at-codat');
    else if (stateAfter(row.state, wire.state) !== row.state) about('state-differs');
  }
  for (const wire of theirs) {
    if (byCodatId.has(wire.id) || lost.some(({ codatConnectionId }) => codatConnectionId === wire.id))
      continue;
    // A connection that is being created here right now is not unknown.
    if (ours.some((row) => row.codatConnectionId === null && row.platformKey === wire.platformKey)) continue;
    found.push({ found: 'unknown-connection', connectionId: null });
  }
  return found;
}

/** Connections whose answer was lost, each with its only possible match at Codat: unclaimed, and of its platform. */
export function lostTies({
  ours,
  theirs,
  seenAt,
}: Comparison): { connectionId: string; codatConnectionId: string }[] {
  const known = new Set(ours.map(({ codatConnectionId }) => codatConnectionId));
  const taken = new Set<string>();
  return ours.flatMap((row) => {
    const isLost =
      row.codatConnectionId === null &&
      row.state !== 'deleted' &&
      seenAt.getTime() - row.createdAt.getTime() >= LOST_AFTER_MS;
    if (!isLost) return [];
    const wire = theirs.find(
      ({ id, platformKey }) => platformKey === row.platformKey && !known.has(id) && !taken.has(id),
    );
    if (wire === undefined) return [];
    taken.add(wire.id);
    return [{ connectionId: row.id, codatConnectionId: wire.id }];
  });
}

const isUnfinished = ({ state }: { state: ConnectionState }) =>
  state === 'starting' || state === 'PendingAuth';

/** The customer may still be connecting it. */
const YOUNG_MS = 2 * DAY_MS;

/**
 * Milliseconds until a business is compared again: an hour while a connection may be in progress, a day while
 * anything is linked, otherwise a week.
 * @param random from 0 to 1, as jitter: a tenth earlier at most
 */
export function waitForReconciliation(
  connections: readonly Pick<OurConnection, 'state' | 'createdAt'>[],
  now: Date,
  random: number,
): number {
  const isBusy = connections.some(
    (one) => isUnfinished(one) && now.getTime() - one.createdAt.getTime() < YOUNG_MS,
  );
  const hasAccess = connections.some(({ state }) => state === 'Linked');
  const wait = isBusy ? HOUR_MS : hasAccess ? DAY_MS : 7 * DAY_MS;
  return Math.round(wait * (1 - random / 10));
}

/** Connections on one page of Codat's list. */
const PAGE = 100;

/**
 * Calls for comparing one business: the pages of its connections, its products if they are kept in step, and one
 * check for each missing connection.
 */
export function costOf(look: { connections: number; missing: number; syncsProducts: boolean }): number {
  const pages = Math.max(1, Math.ceil(look.connections / PAGE));
  return pages + look.missing + (look.syncsProducts ? 1 : 0);
}

export interface Quota {
  /** Calls a day. */
  limit: number;
  /** Remaining calls, where Codat reported them. */
  remaining: number | null;
}

/** Codat's rule, used until Codat reports a number: 1,000 × (1 + companies with an active connection). */
export const assumedLimit = (activeCompanies: number) => 1000 * (1 + activeCompanies);

/** Codat accepts 1,000 calls a minute from one address; comparing uses at most a tenth. */
const CALLS_PER_MINUTE = 1000;
const MINUTE_SHARE = 0.1;
/** Below this share of the day's quota, the remaining calls are reserved for customers. */
const RESERVE = 0.2;

export interface CallBudget {
  perDay: number;
  perMinute: number;
}

/**
 * The calls that comparing may use. None when less than a fifth of the day's quota is left.
 * @param percent of the day's quota, from 0 to 100
 */
export function callBudgetOf(quota: Quota, percent: number): CallBudget {
  const isScarce = quota.remaining !== null && quota.remaining < quota.limit * RESERVE;
  const perDay = isScarce ? 0 : Math.floor((quota.limit * percent) / 100);
  return { perDay, perMinute: Math.min(perDay, CALLS_PER_MINUTE * MINUTE_SHARE) };
}

export interface Spent {
  today: number;
  thisMinute: number;
}

/** Calls that may still be made now; at least 0. */
export function leftOf(callBudget: CallBudget, spent: Spent): number {
  return Math.max(0, Math.min(callBudget.perDay - spent.today, callBudget.perMinute - spent.thisMinute));
}
