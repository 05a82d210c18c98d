// Context of staff verbs: every view of a business leaves a line in the audit trail.
import type { Db } from '@/db/client';
import type { StaffViewKind } from '@/db/schema/people';
import type { RequestFacts, StaffActor } from '../context';

/** What of a business was looked at; never what was seen. */
export type AuditedView = StaffViewKind;

export interface StaffCtx {
  db: Db;
  now: Date;
  /** Writes down who looked at which business, before anything of it is handed over. */
  auditView(companyId: string, what: AuditedView): Promise<void>;
}

/** For what staff do on a customer's request. */
export interface ActingStaffCtx extends StaffCtx {
  request: RequestFacts;
  staff: Pick<StaffActor, 'userId' | 'name' | 'identified'>;
}
