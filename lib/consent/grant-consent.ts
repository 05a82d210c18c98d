// Verb: grants consent for one product and the exact notice shown, as one event.
import type { ConsentRow } from '@/db/queries/consents';
import type { Ctx } from '../context';
import { agreedSources, chosenPart } from '../domain/access/agreed-product';
import type { SourceType } from '../domain/connection/connection';
import { decideGrant } from '../domain/consent/answer';
import { stands } from '../domain/consent/consent';
import { type ConsentTerms, termsOf } from '../domain/consent/consent-terms';
import { termsChange } from '../domain/consent/terms-change';
import { changeAgreement } from './change-agreement';
import { type ShownRequest, shownRequest } from './shown-request';

export interface GrantInput extends ShownRequest {
  /** The optional sources that the customer ticked; without them only what the product needs is agreed to. */
  optional?: readonly SourceType[];
}

/**
 * Records the consent: as a new one, or as an amendment of the one that stands, whose optional sources stay chosen.
 * Repeating it changes nothing, so a double click is one event.
 * @throws NotFound; Conflict `notice-changed` when the words shown are not today's words any more
 */
export function grantConsent(asked: Ctx, input: GrantInput): Promise<ConsentRow> {
  return changeAgreement(asked, async (agreements) => {
    const { now } = agreements.ctx;
    const { product, notice } = shownRequest(agreements.facts.products, input);
    const { current, terms: before } = agreements.agreement(product.id);
    const standing = before !== null && stands(current, now) ? agreedSources(before) : [];
    const optional = new Set<string>([...standing, ...(input.optional ?? [])]);
    const chosen = chosenPart(
      product,
      product.sources.map(({ sourceType }) => sourceType).filter((type) => optional.has(type)),
    );
    const sourceTypes = chosen.sources.map(({ sourceType }) => sourceType);
    const addsSource = sourceTypes.some((type) => !standing.includes(type));
    const decision = decideGrant(current, product, now, addsSource);
    if (current !== null && (decision === 'already-given' || decision === 'paused')) return current;
    const terms: ConsentTerms = {
      ...termsOf(chosen, notice, input.controller, now),
      sources: agreements.servedBy(sourceTypes),
    };
    agreements.keepNotice(product, notice);
    return agreements.append({
      type: decision === 'amend' ? 'amended' : 'given',
      terms,
      ...(before === null ? {} : { change: termsChange(before, terms) }),
    });
  });
}
