// Owns what the verbs for staff are given: every look at a business leaves a trace.
import type { Db } from '@/db/client';
import type { RequestFacts, StaffActor } from '../context';

/** What of a business was looked at; never what was seen. */
export type Look = 'business' | 'decision' | 'export' | 'on-request' | 'withdraw' | 'pause' | 'end';

export interface StaffCtx {
  db: Db;
  now: Date;
  /** Writes down who looked at which business, before anything of it is handed over. */
  look(companyId: string, what: Look): void;
}

/** For what staff do on a customer's request. */
export interface ActingStaffCtx extends StaffCtx {
  request: RequestFacts;
  staff: Pick<StaffActor, 'userId' | 'name' | 'identified'>;
}
