// Due-news rule: the news that falls due for one business, about ends and about continued sharing.

import type { AgreementNow } from '../access/access-now';
import { isLive, mayRead, type StandingNow } from '../consent/consent';
import { DAY_MS } from '../text/duration';
import { type AccessFacts, bankTimes, isLostBank, SOON_DAYS } from './expiry';
import { REMINDER_DAYS, remindersDue } from './reminder';
import { isShared } from './sharing-news';

/** «You are still sharing» is sent this long after the last consent, and again each time this long passes. */
export const SHARING_DAYS = 90;
/** When only the bank's own end is near: the customer has reconfirmed here, and was told of it then. */
export const BANK_STEPS: readonly number[] = [7, 1];
/** The end itself is an event of the ledger, which has a letter of its own. */
const CONSENT_STEPS = REMINDER_DAYS.filter((days) => days > 0);

export type DueNews =
  | { kind: 'consent-expiring'; productId: string; days: number; endsAt: Date; dedupe: string }
  | { kind: 'connection-expiring'; connectionId: string; days: number; endsAt: Date; dedupe: string }
  /** `lost`: the bank ended it. `lapsed`: its time ran out without a reconfirmation. */
  | { kind: 'connection-expired'; connectionId: string; why: 'lost' | 'lapsed'; endsAt: Date; dedupe: string }
  /** `isQuiet`: nothing was shared on the due date, so nothing is sent; the next round is another date. */
  | {
      kind: 'still-sharing';
      productId: string;
      since: Date;
      until: Date | null;
      isQuiet: boolean;
      dedupe: string;
    };

export interface TimeFacts {
  companyId: string;
  consents: readonly (StandingNow & { productId: string; givenAt: Date | null })[];
  /** Present access of each agreement, by product. */
  agreements: ReadonlyMap<string, { now: AgreementNow }>;
  connections: readonly (AccessFacts & { id: string; lostAt: Date | null })[];
  now: Date;
  /** `dedupe` of all news so far. */
  told: ReadonlySet<string>;
}

export function dueNews(facts: TimeFacts): DueNews[] {
  const { consents, connections, now } = facts;
  const running = consents.filter(
    ({ standing, expiresAt }) => isLive(standing) && (expiresAt === null || expiresAt > now),
  );
  return [
    ...running.flatMap((consent) => [...ofConsent(facts, consent), ...ofSharing(facts, consent)]),
    ...(running.length === 0 ? [] : connections.flatMap((connection) => ofConnection(facts, connection))),
  ];
}

function ofConsent({ companyId, now, told }: TimeFacts, consent: TimeFacts['consents'][number]): DueNews[] {
  const { productId, expiresAt, givenAt } = consent;
  if (expiresAt === null || givenAt === null) return [];
  const key = `consent:${companyId}:${productId}:${expiresAt.getTime()}`;
  const subject = { key, since: givenAt, endsAt: expiresAt };
  return remindersDue(subject, now, told, CONSENT_STEPS).map(({ days, dedupe }) => ({
    kind: 'consent-expiring',
    productId,
    days,
    endsAt: expiresAt,
    dedupe,
  }));
}

/** Each round is sent once; of missed rounds only the latest. Close to the end, a reminder of the end is sent instead. */
function ofSharing(
  { companyId, now, told, agreements }: TimeFacts,
  consent: TimeFacts['consents'][number],
): DueNews[] {
  const { productId, givenAt, expiresAt, standing } = consent;
  if (givenAt === null || !mayRead(standing)) return [];
  if (expiresAt !== null && expiresAt.getTime() <= now.getTime() + SOON_DAYS * DAY_MS) return [];
  const round = Math.floor((now.getTime() - givenAt.getTime()) / (SHARING_DAYS * DAY_MS));
  const dedupe = `sharing:${companyId}:${productId}:${givenAt.getTime()}:${round}`;
  if (round < 1 || told.has(dedupe)) return [];
  const access = agreements.get(productId)?.now;
  const isQuiet = access === undefined || !isShared(access);
  return [{ kind: 'still-sharing', productId, since: givenAt, until: expiresAt, isQuiet, dedupe }];
}

function ofConnection({ now, told }: TimeFacts, connection: TimeFacts['connections'][number]): DueNews[] {
  const connectionId = connection.id;
  const expired = (why: 'lost' | 'lapsed', since: Date | null, endsAt: Date): DueNews[] => {
    const dedupe = `bank:${connectionId}:${since?.getTime()}:0`;
    return told.has(dedupe) ? [] : [{ kind: 'connection-expired', connectionId, why, endsAt, dedupe }];
  };
  if (isLostBank(connection)) {
    const since = connection.authorisedAt ?? connection.firstLinkedAt;
    return since === null ? [] : expired('lost', since, connection.lostAt ?? now);
  }
  const times = bankTimes(connection);
  if (times === null || connection.state === 'Deauthorized') return [];
  const { confirmedAt, confirmBy, signedInAt, bankEndsAt } = times;
  if (confirmBy <= now) return expired('lapsed', confirmedAt, confirmBy);
  const soon = (endsAt: Date) => (reminder: { days: number; dedupe: string }) =>
    ({ kind: 'connection-expiring', connectionId, endsAt, ...reminder }) as const;
  const ours = {
    key: `bank:${connectionId}:${confirmedAt.getTime()}`,
    since: confirmedAt,
    endsAt: confirmBy,
  };
  const theirs = {
    key: `bank-itself:${connectionId}:${signedInAt.getTime()}`,
    since: signedInAt,
    endsAt: bankEndsAt,
  };
  const hasOwnEnd = bankEndsAt < confirmBy && bankEndsAt > now;
  return [
    ...remindersDue(ours, now, told, CONSENT_STEPS).map(soon(confirmBy)),
    ...(hasOwnEnd ? remindersDue(theirs, now, told, BANK_STEPS).map(soon(bankEndsAt)) : []),
  ];
}
