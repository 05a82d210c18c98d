// Verb: withdraws consent. It binds at once, whatever Codat does; jobs for Codat are enqueued in the same transaction.
import { listConnections } from '@/db/queries/connections';
import { type ConsentRow, listConsents } from '@/db/queries/consents';
import type { ActingCtx } from '../context';
import { agreedSources } from '../domain/access/agreed-product';
import { decideWithdraw } from '../domain/consent/consent';
import { Conflict, NotFound } from '../errors';
import { appendEvent } from './append-event';
import { holdBusiness } from './chain-head';
import { enqueueEnds } from './enqueue-ends';
import { listAgreedProducts } from './list-agreed-products';
import { sourcesFor } from './sources-for';
import { termsInForce } from './terms-in-force';

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
export async function withdrawConsent(asked: ActingCtx, input: WithdrawInput): Promise<ConsentRow> {
  const { productId, deletion, reason, seen } = input;
  return asked.db.transaction(async (tx) => {
    const ctx = await holdBusiness(tx, asked);
    const consents = await listConsents(tx, ctx.companyId);
    const current = consents.find((consent) => consent.productId === productId);
    if (current === undefined) throw new NotFound('consent');
    const terms = await termsInForce(tx, ctx.companyId, productId, current.standing);
    if (decideWithdraw(current) === 'nothing-to-withdraw' || terms === null) return current;
    if (seen !== undefined && current.eventId !== seen) throw new Conflict('changed-meanwhile');
    const facts = {
      products: await listAgreedProducts(tx, ctx.companyId, ctx.now),
      consents,
      connections: await listConnections(tx, ctx.companyId),
      now: ctx.now,
    };
    const row = await appendEvent(tx, ctx, {
      type: 'withdrawn',
      terms: { ...terms, sources: await sourcesFor(tx, ctx.companyId, agreedSources(terms), ctx.now) },
      deletion,
      ...(reason === undefined ? {} : { reason }),
    });
    await enqueueEnds(tx, facts, {
      companyId: ctx.companyId,
      productId,
      deletion,
      endedAt: ctx.now,
      retentionDays: terms.retention_days,
      requestId: ctx.request.requestId,
    });
    return row;
  });
}
