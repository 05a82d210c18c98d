// Verb: withdraws consent. It binds at once, whatever Codat does; jobs for Codat are enqueued in the same transaction.
import type { ConsentRow } from '@/db/queries/consents';
import type { ActingCtx } from '../context';
import { agreedSources } from '../domain/access/agreed-product';
import { decideWithdraw } from '../domain/consent/consent';
import { endJobs } from '../domain/next-step/agreement-ends';
import { Conflict, NotFound } from '../errors';
import { changeAgreement } from './change-agreement';

export interface WithdrawInput {
  productId: string;
  /** What happens to data already read that no other product needs. */
  deletion: 'keep' | 'delete';
  reason?: string;
  /** The event that the page rested on, where acting on an older one would be wrong. */
  seen?: string;
}

/**
 * Withdrawing again, or what was never given, changes nothing.
 * @throws NotFound when nothing was ever asked for this product, Conflict when it changed since it was `seen`
 */
export function withdrawConsent(asked: ActingCtx, input: WithdrawInput): Promise<ConsentRow> {
  const { productId, deletion, reason, seen } = input;
  return changeAgreement(asked, async (agreements) => {
    const { companyId, now, request } = agreements.ctx;
    const { current, terms } = agreements.agreement(productId);
    if (current === null) throw new NotFound('consent');
    if (decideWithdraw(current) === 'nothing-to-withdraw' || terms === null) return current;
    if (seen !== undefined && current.eventId !== seen) throw new Conflict('changed-meanwhile');
    const before = {
      products: agreements.agreedProducts(),
      consents: agreements.consents(),
      connections: agreements.facts.connections,
      now,
    };
    const row = await agreements.append({
      type: 'withdrawn',
      terms: { ...terms, sources: agreements.servedBy(agreedSources(terms)) },
      deletion,
      ...(reason === undefined ? {} : { reason }),
    });
    const { retention_days: retentionDays } = terms;
    const { requestId } = request;
    agreements.enqueue(
      endJobs(before, { companyId, productId, deletion, endedAt: now, retentionDays, requestId }),
    );
    return row;
  });
}
