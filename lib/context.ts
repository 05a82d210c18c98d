// Context of every verb: actor, business, tools and time.

import type { Db } from '@/db/client';
import type { Codat } from './codat/client';
import type { Channel } from './domain/consent/on-request';
import type { Identification, Role } from './domain/identity/authority';
import type { Locale } from './domain/text/language';
import type { Limiter } from './security/rate-limiter';

export interface CustomerActor {
  kind: 'customer';
  userId: string;
  name: string;
  role: Role;
  /** How the person was identified; null when a link acts for the person who made it. */
  identified: Identification | null;
}

/** A member of the controller's staff who acts on a customer's request, and that request. */
export interface StaffActor {
  kind: 'staff';
  /** Null if only the name is known, as on the command line. */
  userId: string | null;
  name: string;
  /** Null on the command line. */
  identified: Identification | null;
  asked: {
    /** The name as given, and the person of the business, if known. */
    by: { name: string; userId: string | null };
    channel: Channel;
    reason: string;
    note: string | null;
  };
}

/** The origin of a request, as far as a consent record may store it. */
export interface RequestFacts {
  requestId: string;
  page: string;
  locale: Locale;
  /** Without its last part, so that it names a network and not a person. */
  ipTruncated: string | null;
  /** Networks by which the request is counted; absent where requests are not counted by network. */
  countedAs?: readonly string[];
  userAgent: string | null;
}

/** How pages may poll Codat, whose daily quota all customers share. */
export interface Polling {
  /** Milliseconds between two polls about one business. */
  everyMs: number;
  /** False while the rest of the day's quota is reserved for customers' actions. */
  mayAsk: boolean;
  /** Limits polls whose result must show at once; the process's own when absent. */
  limiter?: Limiter<'codat-poll'>;
}

export interface Tools {
  db: Db;
  codat: Codat;
  /** Absent: every view may poll. */
  polling?: Polling;
  now: Date;
  request: RequestFacts;
}

/** A signed-in person, perhaps without a business yet. */
export interface PersonCtx extends Tools {
  userId: string;
}

/** A person acting for one business: the context of nearly every verb. */
export interface Ctx extends Tools {
  actor: CustomerActor;
  companyId: string;
}

/** For verbs that customers share with staff who act at their request. A customer's `Ctx` is one. */
export interface ActingCtx extends Pick<Tools, 'db' | 'now' | 'request'> {
  actor: CustomerActor | StaffActor;
  companyId: string;
}

/** An actor that is no person: the clock, Codat, a platform. */
export interface SystemActor {
  kind: 'system';
  name: 'expiry' | 'codat' | 'catalogue' | 'erasure';
}

/** A person without an account, who holds a delegated link. */
export interface ColleagueActor {
  kind: 'colleague';
  shareId: string;
  /** The maker of the link, as known now; without a role when they no longer act for the business. */
  onBehalfOf: { userId: string; name: string; role: Role | null };
}

/** What an event records: who acted for which business, and how. A customer's `Ctx` is one. */
export interface EventCtx {
  companyId: string;
  actor: CustomerActor | StaffActor | ColleagueActor | SystemActor;
  now: Date;
  /** `page` is empty if the act did not start on a page. */
  request: RequestFacts;
}
