// Owns what the verbs for staff are given: every look at a business leaves a trace.
import type { Db } from '@/db/client';

/** What of a business was looked at; never what was seen. */
export type Look = 'business' | 'decision' | 'export';

export interface StaffCtx {
  db: Db;
  now: Date;
  /** Writes down who looked at which business, before anything of it is handed over. */
  look(companyId: string, what: Look): void;
}
