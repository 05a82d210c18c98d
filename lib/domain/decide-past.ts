// Owns what was connected at a moment that has passed, from what is kept of each connection's life.
import type { ConnectionDoubt, ConnectionEventKind, ConnectionFacts, ConnectionState } from './connection';

export interface ConnectionRecord extends ConnectionFacts {
  organisation: string | null;
  createdAt: Date;
  firstLinkedAt: Date | null;
}

export interface ConnectionHappening {
  connectionId: string;
  kind: ConnectionEventKind;
  at: Date;
  /** The organisation that was connected then. */
  organisation: string | null;
}

/** A question whether the right organisation is connected. */
export interface OrganisationQuestion {
  connectionId: string;
  askedAt: Date;
  answer: 'right' | 'wrong' | null;
  answeredAt: Date | null;
}

export interface ConnectionPast {
  /** In the order in which it happened. */
  happened: readonly ConnectionHappening[];
  questions: readonly OrganisationQuestion[];
}

/** The state that an event leaves; null for those that leave it as it was. */
function stateAfter(kind: ConnectionEventKind): ConnectionState | null {
  switch (kind) {
    case 'started':
      return 'PendingAuth';
    case 'linked':
    case 'relinked':
    case 'reconfirmed':
      return 'Linked';
    case 'unlinked':
      return 'Unlinked';
    case 'deauthorized':
      return 'Deauthorized';
    case 'deleted':
      return 'deleted';
    case 'organisation-confirmed':
    case 'organisation-refused':
      return null;
    default:
      return kind satisfies never;
  }
}

/** Where nothing was written down before the moment: what is known of the connection itself, and what came later. */
function stateWithout(record: ConnectionRecord, later: readonly ConnectionHappening[], at: Date) {
  if (record.firstLinkedAt === null || record.firstLinkedAt > at) return 'PendingAuth';
  // Authorised again later: it gave no access before that. Anything else ended an access that was there.
  if (later[0]?.kind === 'relinked') return 'Deauthorized';
  return later.length > 0 ? 'Linked' : record.state;
}

/** A refusal holds until the connection is authorised again. */
function doubtAt(
  questions: readonly OrganisationQuestion[],
  known: readonly ConnectionHappening[],
  at: Date,
): ConnectionDoubt | null {
  const asked = questions.filter(({ askedAt }) => askedAt <= at);
  const isOpen = ({ answeredAt }: OrganisationQuestion) => answeredAt === null || answeredAt > at;
  if (asked.some(isOpen)) return 'unanswered';
  const authorised = known.findLast(({ kind }) => stateAfter(kind) === 'Linked');
  const isRefused = asked.some(
    ({ answer, answeredAt }) =>
      answer === 'wrong' && answeredAt !== null && (authorised === undefined || answeredAt >= authorised.at),
  );
  return isRefused ? 'refused' : null;
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
        doubt: doubtAt(
          questions.filter(({ connectionId }) => connectionId === record.id),
          known,
          at,
        ),
      };
    });
}
