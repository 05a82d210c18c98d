// Context of staff verbs: every view of a business leaves a line in the audit trail.
import type { Db } from '@/db/client';
import type { StaffViewKind } from '@/db/schema/people';
import type { RequestFacts, StaffActor } from '../context';

/** The part of a business that was opened; never its content. */
export type AuditedView = StaffViewKind;

export interface StaffCtx {
  db: Db;
  now: Date;
  /** Records who opened which business, before any of it is returned. */
  auditView(companyId: string, what: AuditedView): Promise<void>;
}

/** For acts of staff at a customer's request. */
export interface ActingStaffCtx extends StaffCtx {
  request: RequestFacts;
  staff: Pick<StaffActor, 'userId' | 'name' | 'identified'>;
}
