// Access decision (policy decision point): may a product read one data type of one business at this moment, and why.
import type { Db } from '@/db/client';
import { type Decision, decide } from '../domain/access/decide';
import { notBefore } from '../domain/ledger/ledger';
import { loadDecision } from './load-decision';

export interface AccessQuestion {
  companyId: string;
  productId: string;
  /** A Codat data type, wire spelling. */
  dataType: string;
  /** Absent: now. A past moment is answered from the ledger, a future one as of now. */
  at?: Date;
}

/** Unknown ids do not throw: they are a reason to deny. */
export async function decideAccess(ctx: { db: Db; now: Date }, question: AccessQuestion): Promise<Decision> {
  const { companyId, productId, dataType } = question;
  const { at: asked } = question;
  const isPast = asked !== undefined && asked < ctx.now;
  const at = isPast ? asked : ctx.now;
  const { facts } = await loadDecision(ctx, { companyId, productId, at });
  const last = facts.events.at(-1);
  // A withdrawal binds at once, also in a process whose clock is behind the writer's.
  const asOf = isPast || last === undefined ? at : notBefore(at, new Date(last.event_time));
  return decide(facts, dataType, asOf);
}
