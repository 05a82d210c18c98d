// Temporal query: reconstructs the connections of a past moment from their recorded events.
import { confirmByOf } from '../connection/access-days';
import type {
  ConnectionDoubt,
  ConnectionEventKind,
  ConnectionFacts,
  ConnectionState,
} from '../connection/connection';

export interface ConnectionRecord extends ConnectionFacts {
  organisation: string | null;
  createdAt: Date;
  firstLinkedAt: Date | null;
  /** How many days access lasts; null where it has no end by time. */
  accessDays: number | null;
}

export interface ConnectionHappening {
  connectionId: string;
  kind: ConnectionEventKind;
  at: Date;
  /** The organisation connected at that time. */
  organisation: string | null;
  /** Who did it; null when Codat or the platform did. */
  by: string | null;
}

/** A question whether the right organisation is connected. */
export interface PastQuestion {
  connectionId: string;
  askedAt: Date;
  answer: 'right' | 'wrong' | null;
  answeredAt: Date | null;
}

export interface ConnectionPast {
  /** In the order in which it happened. */
  happened: readonly ConnectionHappening[];
  questions: readonly PastQuestion[];
}

/** The state after an event; null for events that do not change it. */
function stateAfter(kind: ConnectionEventKind): ConnectionState | null {
  switch (kind) {
    case 'started':
      return 'PendingAuth';
    case 'linked':
    case 'relinked':
    case 'reconfirmed':
    case 'clear':
      return 'Linked';
    case 'unlinked':
      return 'Unlinked';
    case 'deauthorized':
      return 'Deauthorized';
    case 'unclear':
      return 'other';
    case 'deleted':
      return 'deleted';
    case 'organisation-confirmed':
    case 'organisation-refused':
    // Expired: `confirmBy` says so, and Codat's own state follows once it has stopped.
    case 'lapsed':
      return null;
    default:
      return kind satisfies never;
  }
}

/** The state when no event precedes the moment: from the connection's row and later events. */
function stateWithout(record: ConnectionRecord, later: readonly ConnectionHappening[], at: Date) {
  if (record.firstLinkedAt === null || record.firstLinkedAt > at) return 'PendingAuth';
  // A relink proves that there was no access before it. Any other event ended an access that existed.
  if (later[0]?.kind === 'relinked') return 'Deauthorized';
  return later.length > 0 ? 'Linked' : record.state;
}

/** A refusal holds until the connection is authorised again. */
function doubtAt(
  questions: readonly PastQuestion[],
  known: readonly ConnectionHappening[],
  at: Date,
): ConnectionDoubt | null {
  const asked = questions.filter(({ askedAt }) => askedAt <= at);
  const isOpen = ({ answeredAt }: PastQuestion) => answeredAt === null || answeredAt > at;
  if (asked.some(isOpen)) return 'unanswered';
  const authorised = known.findLast(({ kind }) => stateAfter(kind) === 'Linked');
  const isRefused = asked.some(
    ({ answer, answeredAt }) =>
      answer === 'wrong' && answeredAt !== null && (authorised === undefined || answeredAt >= authorised.at),
  );
  return isRefused ? 'refused' : null;
}

function confirmByAt(record: ConnectionRecord, known: readonly ConnectionHappening[], at: Date): Date | null {
  const confirmed = known.findLast(({ kind }) => stateAfter(kind) === 'Linked')?.at ?? null;
  const first = record.firstLinkedAt !== null && record.firstLinkedAt <= at ? record.firstLinkedAt : null;
  return confirmByOf(record, confirmed ?? first);
}

/** Its time ran out, and it was neither authorised, confirmed nor stopped since. */
export function isLapsed(known: readonly Pick<ConnectionHappening, 'kind' | 'by'>[]): boolean {
  const last = known.findLast(
    ({ kind, by }) =>
      kind === 'lapsed' || stateAfter(kind) === 'Linked' || (kind === 'unlinked' && by !== null),
  );
  return last?.kind === 'lapsed';
}

/**
 * The connections that existed at the moment, as they were.
 * @param records as they are today, deleted ones included
 */
export function connectionsAt<T extends ConnectionRecord>(
  records: readonly T[],
  { happened, questions }: ConnectionPast,
  at: Date,
): T[] {
  return records
    .filter((record) => record.createdAt <= at)
    .map((record) => {
      const own = happened.filter(({ connectionId }) => connectionId === record.id);
      const known = own.filter((one) => one.at <= at);
      const state = known.reduce<ConnectionState | null>(
        (before, { kind }) => stateAfter(kind) ?? before,
        null,
      );
      const organisation = known.findLast((one) => one.organisation !== null)?.organisation;
      return {
        ...record,
        state: state ?? stateWithout(record, own.slice(known.length), at),
        organisation: organisation ?? record.organisation,
        confirmBy: confirmByAt(record, known, at),
        isLapsed: isLapsed(known),
        doubt: doubtAt(
          questions.filter(({ connectionId }) => connectionId === record.id),
          known,
          at,
        ),
      };
    });
}
