// Owns agreeing: one product, the exact words that were shown, one event.

import { lockCompany } from '@/db/queries/companies';
import { type ConsentRow, findConsent } from '@/db/queries/consents';
import type { Ctx } from '../context';
import { decideGrant } from '../domain/consent';
import { termsOf } from '../domain/consent-terms';
import { buildNotice, type Controller, noticeHash } from '../domain/notice';
import type { Locale } from '../domain/product';
import { Conflict, NotFound } from '../errors';
import { getProduct } from '../product/get-product';
import { appendEvent, keepNotice } from './append-event';

export interface GrantInput {
  productId: string;
  /** What the page showed, as the form hands it back: claims, checked against what is current. */
  noticeHash: string;
  language: Locale;
  controller: Controller;
}

/**
 * Records the consent. Repeating it while it stands changes nothing, so a double click is one event.
 * @throws Conflict `notice-changed` when the words shown are not today's words any more
 */
export async function grantConsent(ctx: Ctx, input: GrantInput): Promise<ConsentRow> {
  const product = await getProduct(ctx.db, input.productId);
  const notice = buildNotice(product, input.controller, input.language);
  if (noticeHash(notice) !== input.noticeHash) throw new Conflict('notice-changed');
  return ctx.db.transaction(async (tx) => {
    if (!(await lockCompany(tx, ctx.companyId))) throw new NotFound('company');
    const current = await findConsent(tx, ctx.companyId, product.id);
    if (current !== null && decideGrant(current, product, ctx.now) === 'already-given') return current;
    await keepNotice(tx, product, notice, ctx.now);
    return appendEvent(tx, ctx, {
      type: 'given',
      terms: termsOf(product, notice, input.controller, ctx.now),
    });
  });
}
