// Owns what an answer of Codat about one connection changes here: its row, what happened, what the customer is asked.
import {
  type ConnectionEventKind,
  type ConnectionState,
  eventBetween,
  isLinked,
  stateAfter,
} from './connection';
import { compareOrganisation, fullerName, type Organisation } from './organisation';

/** What is known here of a connection. */
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
}

export interface SeenChange {
  state: ConnectionState;
  /** The organisation that counts from now on: a doubtful one only counts once the customer has confirmed it. */
  organisation: string | null;
  organisationId: string | null;
  event: ConnectionEventKind | null;
  /**
   * - `ask`: this organisation is not the one that was expected
   * - `drop`: whatever was asked before has become pointless
   * - `leave`: nothing new is known
   */
  check: { kind: 'ask'; before: Organisation | null; after: Organisation } | { kind: 'drop' | 'leave' };
}

/** @param known null for a connection that was made elsewhere */
export function changeOf(
  known: KnownConnection | null,
  seen: SeenConnection,
  businessName: string,
): SeenChange {
  const before = organisationOf(known);
  const kept = { organisation: before?.name ?? null, organisationId: before?.id ?? null };
  const state = stateAfter(known?.state ?? null, seen.state);
  const event = eventBetween(known?.state ?? null, state, (known?.firstLinkedAt ?? null) !== null);
  const after = organisationOf(seen);
  // What is not read can be confirmed when it is connected again.
  if (!isLinked(seen) || after === null) return { ...kept, state, event, check: { kind: 'leave' } };
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

function organisationOf(
  connection: Pick<SeenConnection, 'organisation' | 'organisationId'> | null,
): Organisation | null {
  if (!connection?.organisation) return null;
  return { name: connection.organisation, id: connection.organisationId };
}
