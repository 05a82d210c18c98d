// Owns the question that everything that reads data asks first: may this product read this kind of data of this business?
import type { Db } from '@/db/client';
import { type Decision, decide } from '../domain/decide';
import { loadDecision } from './load-decision';

export interface AccessQuestion {
  companyId: string;
  productId: string;
  /** A Codat data type, wire spelling. */
  dataType: string;
  /** Absent: now. A moment in the past is answered from the ledger, one that lies ahead as of now. */
  at?: Date;
}

/** Never throws for what is unknown: that is a reason to say no. */
export async function decideAccess(ctx: { db: Db; now: Date }, question: AccessQuestion): Promise<Decision> {
  const { companyId, productId, dataType } = question;
  const at = question.at !== undefined && question.at < ctx.now ? question.at : ctx.now;
  const { facts } = await loadDecision(ctx, { companyId, productId, at });
  return decide(facts, dataType, at);
}
