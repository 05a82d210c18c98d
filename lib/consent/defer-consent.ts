// Owns «not now»: it is kept, so that we know the customer was asked, and it never undoes what stands.

import { lockCompany } from '@/db/queries/companies';
import { type ConsentRow, findConsent } from '@/db/queries/consents';
import type { Ctx } from '../context';
import { decideDefer } from '../domain/consent';
import { termsOf } from '../domain/consent-terms';
import { buildNotice, type Controller, noticeHash } from '../domain/notice';
import type { Locale } from '../domain/product';
import { Conflict, NotFound } from '../errors';
import { getProduct } from '../product/get-product';
import { appendEvent, keepNotice } from './append-event';

export interface DeferInput {
  productId: string;
  /** What the page showed: a claim, checked against what is current. */
  noticeHash: string;
  language: Locale;
  controller: Controller;
}

export async function deferConsent(ctx: Ctx, input: DeferInput): Promise<ConsentRow | null> {
  const product = await getProduct(ctx.db, input.productId);
  const notice = buildNotice(product, input.controller, input.language);
  if (noticeHash(notice) !== input.noticeHash) throw new Conflict('notice-changed');
  return ctx.db.transaction(async (tx) => {
    if (!(await lockCompany(tx, ctx.companyId))) throw new NotFound('company');
    const current = await findConsent(tx, ctx.companyId, product.id);
    if (decideDefer(current, ctx.now) !== 'defer') return current;
    await keepNotice(tx, product, notice, ctx.now);
    return appendEvent(tx, ctx, {
      type: 'deferred',
      terms: termsOf(product, notice, input.controller, ctx.now),
    });
  });
}
