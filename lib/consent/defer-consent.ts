// Owns «not now»: it is kept, so that we know the customer was asked, and it never undoes what stands.

import { lockCompany } from '@/db/queries/companies';
import { type ConsentRow, findConsent } from '@/db/queries/consents';
import type { Ctx } from '../context';
import { decideDefer } from '../domain/consent';
import { buildNotice, type Controller } from '../domain/notice';
import type { Locale } from '../domain/product';
import { NotFound } from '../errors';
import { getProduct } from '../product/get-product';
import { appendEvent } from './append-event';

export interface DeferInput {
  productId: string;
  language: Locale;
  controller: Controller;
}

export async function deferConsent(ctx: Ctx, input: DeferInput): Promise<ConsentRow | null> {
  const product = await getProduct(ctx.db, input.productId);
  const notice = buildNotice(product, input.controller, input.language);
  return ctx.db.transaction(async (tx) => {
    if (!(await lockCompany(tx, ctx.companyId))) throw new NotFound('company');
    const current = await findConsent(tx, ctx.companyId, product.id);
    if (decideDefer(current) !== 'defer') return current;
    return appendEvent(tx, ctx, { type: 'deferred', product, notice, controller: input.controller });
  });
}
