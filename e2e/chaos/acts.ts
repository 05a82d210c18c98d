// Protocol of a chaos run: the acts that its people can do, as orders to the serving process, and the outcomes that they get.
import type { SourceType } from '@/lib/domain/connection/connection';

/** One person's business, as every order names it. */
export interface Business {
  companyId: string;
  userId: string;
  name: string;
  /** Session token of the person, for the pages. */
  token: string;
}

export type Act =
  | { kind: 'agree'; productId: string }
  | { kind: 'withdraw'; productId: string; deletion: 'keep' | 'delete' }
  | { kind: 'pause' | 'resume' | 'renew'; productId: string }
  /** `share`: a colleague goes there by a delegated link, and the owner's check of what they connect never comes here. */
  | { kind: 'connect' | 'share'; productId: string; platformKey: string }
  /** Return from a platform, with the query of the address. */
  | { kind: 'return'; state: string; statusCode: string }
  /** `which`: any number; it chooses among the connections there are. */
  | { kind: 'disconnect' | 'delete' | 'reconnect'; which: number }
  | { kind: 'look' };

export interface Order {
  id: number;
  /** Unique per order; the ledger records it. */
  requestId: string;
  business: Business;
  act: Act;
}

/** Link to a platform that the customer was given. */
export interface Trip {
  codatCompanyId: string;
  codatConnectionId: string;
  state: string;
}

export type Outcome =
  /** `eventId`: the event that the page would show as in force. */
  | { kind: 'told'; eventId?: string; trip?: Trip }
  /** The page gave a reason: nothing may have happened. */
  | { kind: 'refused'; why: string }
  /** An error page, or no answer at all: it may have happened or not. */
  | { kind: 'unknown'; why: string };

export interface Reply {
  id: number;
  outcome: Outcome;
}

/** Sources of each product. */
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
