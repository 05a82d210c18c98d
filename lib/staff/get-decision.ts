// Read model of a decision for staff: the answer, and all the facts behind it.
import type { ConnectionRow } from '@/db/queries/connections';
import { loadDecision } from '../access/load-decision';
import { type Decision, decide } from '../domain/access/decide';
import { yesAt } from '../domain/access/explain';
import type { ConsentEventBody } from '../domain/consent/consent';
import type { Product } from '../domain/product/product';
import type { StaffCtx } from './context';

export interface StaffQuestion {
  companyId: string;
  productId: string;
  /** A Codat data type, wire spelling. */
  dataType: string;
  /** Not later than now. */
  at: Date;
}

export interface RecordedEvent {
  seq: number;
  hash: string;
  body: ConsentEventBody;
}

export interface StaffDecision {
  decision: Decision;
  businessName: string | null;
  product: Product | null;
  /** The event behind the standing; null if there was none. */
  basis: RecordedEvent | null;
  /** The latest consent at that moment; null if there was none. */
  yes: RecordedEvent | null;
  /** The connections of the decision, at that moment. */
  connections: ConnectionRow[];
}

export async function getStaffDecision(ctx: StaffCtx, question: StaffQuestion): Promise<StaffDecision> {
  const { companyId, productId, dataType, at } = question;
  const { facts, businessName, events } = await loadDecision(ctx, { companyId, productId, at });
  if (businessName !== null) await ctx.auditView(companyId, 'decision');
  const decision = decide(facts, dataType, at);
  const yes = yesAt(facts.events, productId, at);
  const find = (seq: number | null | undefined) => events.find((event) => event.seq === seq) ?? null;
  return {
    decision,
    businessName,
    product: facts.product,
    basis: find(decision.eventSeq),
    yes: find(yes?.seq),
    connections: facts.connections.filter(({ id }) => decision.connectionIds.includes(id)),
  };
}
