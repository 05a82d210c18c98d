// Verb: renews an agreement. Only its end date changes; running work continues.
import type { ConsentRow } from '@/db/queries/consents';
import { findProductVersion } from '@/db/queries/products';
import type { Ctx } from '../context';
import { agreedSources } from '../domain/access/agreed-product';
import { termsChange } from '../domain/consent/terms-change';
import { decideRenew } from '../domain/expiry/expiry';
import { NotFound, Precondition } from '../errors';
import { changeAgreement } from './change-agreement';

export interface RenewInput {
  productId: string;
  /** The end that the page showed: a claim. A later end means that the agreement was renewed already. */
  shownEnd: Date;
}

/**
 * The terms in force, with a new end counted from now. Repeating it changes nothing, so a double click is one event.
 * @throws Precondition `needs-new-yes` when the product asks for more by now; `not-renewable` when nothing runs or has run out
 */
export function renewConsent(asked: Ctx, { productId, shownEnd }: RenewInput): Promise<ConsentRow> {
  return changeAgreement(asked, async (agreements) => {
    const { tx, ctx, facts } = agreements;
    const today = facts.products.find(({ id }) => id === productId);
    if (today === undefined) throw new NotFound('product');
    const { current, terms } = agreements.agreement(productId);
    if (current === null || terms === null) throw new NotFound('consent');
    const { version } = terms.service;
    const agreed = version === today.version ? today : await findProductVersion(tx, productId, version);
    if (agreed === null) throw new NotFound('consent');
    const decision = decideRenew(current, agreed, today, ctx.now);
    switch (decision.kind) {
      case 'refuse':
        throw new Precondition('not-renewable');
      case 'ask-again':
        throw new Precondition('needs-new-yes');
      case 'unchanged':
        return current;
      case 'renew':
        break;
      default:
        return decision satisfies never;
    }
    if (current.expiresAt?.getTime() !== shownEnd.getTime()) return current;
    const renewed = {
      ...terms,
      sources: agreements.servedBy(agreedSources(terms)),
      validity_duration: {
        type: 'until' as const,
        valid_from: ctx.now.toISOString(),
        valid_until: decision.until.toISOString(),
      },
    };
    return agreements.append({ type: 'renewed', terms: renewed, change: termsChange(terms, renewed) });
  });
}
