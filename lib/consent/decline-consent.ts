// Verbs «not now» and «no»: both are recorded, and neither undoes a standing consent.
import { type ConsentRow, findConsent } from '@/db/queries/consents';
import { listBasis } from '@/db/queries/snapshots';
import type { Ctx } from '../context';
import { type Declined, decideDecline, lastAnswer } from '../domain/consent/answer';
import { termsOf } from '../domain/consent/consent-terms';
import { appendEvent, keepNotice } from './append-event';
import { holdBusiness } from './chain-head';
import { findShownRequest, type ShownRequest } from './shown-request';

/** @throws Conflict `notice-changed` when the words shown are not today's words any more */
export function deferConsent(ctx: Ctx, input: ShownRequest): Promise<ConsentRow | null> {
  return decline(ctx, input, 'deferred');
}

/** Until the customer comes back by themselves, the product is not offered again. @throws as `deferConsent` */
export function refuseConsent(ctx: Ctx, input: ShownRequest): Promise<ConsentRow | null> {
  return decline(ctx, input, 'refused');
}

async function decline(asked: Ctx, input: ShownRequest, answer: Declined): Promise<ConsentRow | null> {
  const { product, notice } = await findShownRequest(asked.db, input);
  return asked.db.transaction(async (tx) => {
    const ctx = await holdBusiness(tx, asked);
    const current = await findConsent(tx, ctx.companyId, product.id);
    const events = await listBasis(tx, ctx.companyId);
    const given = lastAnswer(
      events.map((event) => event.body),
      product,
    );
    if (decideDecline(current, product, given, answer, ctx.now) === 'nothing') return current;
    await keepNotice(tx, product, notice, ctx.now);
    return appendEvent(tx, ctx, {
      type: answer,
      terms: termsOf(product, notice, input.controller, ctx.now),
    });
  });
}
