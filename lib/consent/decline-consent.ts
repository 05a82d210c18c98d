// Verbs «not now» and «no»: both are recorded, and neither undoes a standing consent.
import type { ConsentRow } from '@/db/queries/consents';
import type { Ctx } from '../context';
import { type Declined, decideDecline, lastAnswer } from '../domain/consent/answer';
import { termsOf } from '../domain/consent/consent-terms';
import { changeAgreement } from './change-agreement';
import { type ShownRequest, shownRequest } from './shown-request';

/** @throws Conflict `notice-changed` when the words shown are not today's words any more */
export function deferConsent(ctx: Ctx, input: ShownRequest): Promise<ConsentRow | null> {
  return decline(ctx, input, 'deferred');
}

/** Until the customer comes back by themselves, the product is not offered again. @throws as `deferConsent` */
export function refuseConsent(ctx: Ctx, input: ShownRequest): Promise<ConsentRow | null> {
  return decline(ctx, input, 'refused');
}

function decline(asked: Ctx, input: ShownRequest, answer: Declined): Promise<ConsentRow | null> {
  return changeAgreement(asked, async (agreements) => {
    const { now } = agreements.ctx;
    const { product, notice } = shownRequest(agreements.facts.products, input);
    const current = agreements.consents().find(({ productId }) => productId === product.id) ?? null;
    const given = lastAnswer(agreements.events(), product);
    if (decideDecline(current, product, given, answer, now) === 'nothing') return current;
    agreements.keepNotice(product, notice);
    return agreements.append({ type: answer, terms: termsOf(product, notice, input.controller, now) });
  });
}
