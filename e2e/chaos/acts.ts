// Owns what the people of a chaos run can do, as orders that travel to the process that serves them, and what they are told.
import type { SourceType } from '@/lib/domain/connection/connection';

/** One person's business, as every order names it. */
export interface Business {
  companyId: string;
  userId: string;
  name: string;
  /** Of the person's session, for the pages. */
  token: string;
}

export type Act =
  | { kind: 'agree'; productId: string }
  | { kind: 'withdraw'; productId: string; deletion: 'keep' | 'delete' }
  | { kind: 'pause' | 'resume' | 'renew'; productId: string }
  /** `share`: a colleague is sent there, and what they connect is looked at first, which nobody ever does here. */
  | { kind: 'connect' | 'share'; productId: string; platformKey: string }
  /** Back from a platform, with what the address says. */
  | { kind: 'return'; state: string; statusCode: string }
  /** `which`: any number; it chooses among the connections there are. */
  | { kind: 'disconnect' | 'delete' | 'reconnect'; which: number }
  | { kind: 'look' };

export interface Order {
  id: number;
  /** Every order has its own, and the ledger keeps it. */
  requestId: string;
  business: Business;
  act: Act;
}

/** A way to a platform that the customer was given. */
export interface Trip {
  codatCompanyId: string;
  codatConnectionId: string;
  state: string;
}

export type Outcome =
  /** `eventId`: the event that the page would show as in force. */
  | { kind: 'told'; eventId?: string; trip?: Trip }
  /** A page that says why not: nothing may have happened. */
  | { kind: 'refused'; why: string }
  /** An error page, or none at all: it may have happened or not. */
  | { kind: 'unknown'; why: string };

export interface Reply {
  id: number;
  outcome: Outcome;
}

/** What each product reads from. */
export const SOURCES: Record<string, readonly SourceType[]> = {
  'business-insights': ['Accounting', 'Banking', 'Commerce'],
  lending: ['Accounting', 'Banking'],
  'cash-flow': ['Banking'],
  'revenue-advance': ['Commerce'],
};

export const PLATFORMS: Record<SourceType, readonly string[]> = {
  Accounting: ['gbol', 'qhyg'],
  Banking: ['natwest_uk'],
  Commerce: ['fztf'],
};
