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
  /** How it was known who this is; null where a link acts for the person who made it. */
  identified: Identification | null;
}

/** A member of the controller's staff who acts on a customer's request, and that request. */
export interface StaffActor {
  kind: 'staff';
  /** Null where only the name is known, as on the command line. */
  userId: string | null;
  name: string;
  /** Null on the command line. */
  identified: Identification | null;
  asked: {
    /** The name as it was given, and the person of the business, where it is known which one that is. */
    by: { name: string; userId: string | null };
    channel: Channel;
    reason: string;
    note: string | null;
  };
}

/** Where a request came from, as far as a consent record may keep it. */
export interface RequestFacts {
  requestId: string;
  page: string;
  locale: Locale;
  /** Last part removed, so that it names a network and not a person. */
  ipTruncated: string | null;
  /** Networks that limits count; absent where requests are not counted by network. */
  countedAs?: readonly string[];
  userAgent: string | null;
}

/** How pages may ask Codat, which counts calls per day for all customers together. */
export interface Polling {
  /** Milliseconds between two questions about one business. */
  everyMs: number;
  /** False while the rest of the day's quota is kept for what people do. */
  mayAsk: boolean;
  /** Counts what must be seen at once; the process's own when absent. */
  limiter?: Limiter<'codat-poll'>;
}

export interface Tools {
  db: Db;
  codat: Codat;
  /** Absent: every view may ask. */
  polling?: Polling;
  now: Date;
  request: RequestFacts;
}

/** A person who is signed in, perhaps without a business yet. */
export interface PersonCtx extends Tools {
  userId: string;
}

/** A person acting for one business: what nearly every verb takes. */
export interface Ctx extends Tools {
  actor: CustomerActor;
  companyId: string;
}

/** For verbs that a customer and staff on the customer's request may use alike. A customer's `Ctx` is one. */
export interface ActingCtx extends Pick<Tools, 'db' | 'now' | 'request'> {
  actor: CustomerActor | StaffActor;
  companyId: string;
}

/** An actor without a person: the clock, Codat, a platform. */
export interface SystemActor {
  kind: 'system';
  name: 'expiry' | 'codat' | 'catalogue' | 'erasure';
}

/** A person without an account, who holds a link that a customer passed on. */
export interface ColleagueActor {
  kind: 'colleague';
  shareId: string;
  /** Who made the link, as known now; without a role when they do not act for the business any more. */
  onBehalfOf: { userId: string; name: string; role: Role | null };
}

/** What an event needs to know: who acted for which business, and how. A customer's `Ctx` is one. */
export interface EventCtx {
  companyId: string;
  actor: CustomerActor | StaffActor | ColleagueActor | SystemActor;
  now: Date;
  /** `page` is empty where the act began on no page. */
  request: RequestFacts;
}
