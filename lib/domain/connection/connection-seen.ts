// Transition rule: the changes that Codat's answer about a connection makes here. Unnamed organisations are confirmed.
import {
  type ConnectionEventKind,
  type ConnectionState,
  eventBetween,
  isLinked,
  stateAfter,
} from './connection';
import type { NameHint } from './name-hint';
import { compareOrganisation, fullerName, type Organisation } from './organisation';

/** The stored facts of a connection. */
export interface KnownConnection {
  state: ConnectionState;
  organisation: string | null;
  organisationId: string | null;
  firstLinkedAt: Date | null;
}

export interface SeenConnection {
  state: ConnectionState;
  organisation: string | null;
  organisationId: string | null;
  /** Holds uploaded files: no organisation could be the wrong one. */
  isUpload: boolean;
}

export interface SeenChange {
  state: ConnectionState;
  /** The organisation that counts from now on: a doubtful one counts only after the customer's confirmation. */
  organisation: string | null;
  organisationId: string | null;
  event: ConnectionEventKind | null;
  /**
   * - `ask`: the organisation differs from the expected one
   * - `drop`: any open question has become pointless
   * - `leave`: nothing new is known
   */
  check: Check;
}

type Check =
  /** `after` is null where the organisation is unknown. */
  { kind: 'ask'; before: Organisation | null; after: Organisation | null } | { kind: 'drop' | 'leave' };

/**
 * @param hint the organisation's name in the return address, where Codat itself names none
 * @param hint what the way back called the organisation, where Codat itself names none
 */
export function changeOf(
  known: KnownConnection | null,
  seen: SeenConnection,
  businessName: string,
  hint: NameHint | null = null,
): SeenChange {
  const before = organisationOf(known);
  const kept = { organisation: before?.name ?? null, organisationId: before?.id ?? null };
  const state = stateAfter(known?.state ?? null, seen.state);
  const event = eventBetween(known?.state ?? null, state, (known?.firstLinkedAt ?? null) !== null);
  const after = organisationOf(seen);
  // A connection without access can be confirmed when it is connected again.
  if (!isLinked(seen) || seen.isUpload) return { ...kept, state, event, check: { kind: 'leave' } };
  if (after === null) return { ...kept, state, event, check: untold(before, event, businessName, hint) };
  const verdict = compareOrganisation(before, after, businessName);
  switch (verdict) {
    case 'same':
    case 'first-fits':
      return {
        organisation: before === null ? after.name : fullerName(before.name, after.name),
        organisationId: after.id ?? kept.organisationId,
        state,
        event,
        check: { kind: 'drop' },
      };
    case 'first-differs':
    case 'different':
      return { ...kept, state, event, check: { kind: 'ask', before, after } };
    default:
      return verdict satisfies never;
  }
}

/** A hint never counts as the organisation's name: it settles a question, or becomes one. */
function untold(
  before: Organisation | null,
  event: ConnectionEventKind | null,
  businessName: string,
  hint: NameHint | null,
): Check {
  if (hint === null) {
    const isNewAccess = event === 'linked' || event === 'relinked';
    return isNewAccess ? { kind: 'ask', before, after: null } : { kind: 'leave' };
  }
  return checkOfHint(before, hint, businessName);
}

/** On the customer's own trip a hint that matches settles the question; any other hint is named in it. */
export function checkOfHint(
  before: Organisation | null,
  hint: NameHint,
  businessName: string,
): { kind: 'ask'; before: Organisation | null; after: Organisation } | { kind: 'drop' } {
  const after = { name: hint.name, id: null };
  const verdict = compareOrganisation(before, after, businessName);
  const fits = verdict === 'same' || verdict === 'first-fits';
  return fits && hint.isOwn ? { kind: 'drop' } : { kind: 'ask', before, after };
}

export function organisationOf(
  connection: Pick<SeenConnection, 'organisation' | 'organisationId'> | null,
): Organisation | null {
  if (!connection?.organisation) return null;
  return { name: connection.organisation, id: connection.organisationId };
}
