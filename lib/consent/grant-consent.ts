// Verb: grants consent for one product and the exact notice shown, as one event.
import { type ConsentRow, findConsent } from '@/db/queries/consents';
import type { Ctx } from '../context';
import { agreedSources, chosenPart } from '../domain/access/agreed-product';
import type { SourceType } from '../domain/connection/connection';
import { decideGrant } from '../domain/consent/answer';
import { stands } from '../domain/consent/consent';
import { type ConsentTerms, termsOf } from '../domain/consent/consent-terms';
import { termsChange } from '../domain/consent/terms-change';
import { appendEvent, keepNotice } from './append-event';
import { holdBusiness } from './chain-head';
import { findShownRequest, type ShownRequest } from './shown-request';
import { sourcesFor } from './sources-for';
import { termsInForce } from './terms-in-force';

export interface GrantInput extends ShownRequest {
  /** The optional sources that the customer ticked; without them only what the product needs is agreed to. */
  optional?: readonly SourceType[];
}

/**
 * Records the consent: as a new one, or as an amendment of the one that stands, whose optional sources stay chosen.
 * Repeating it changes nothing, so a double click is one event.
 * @throws Conflict `notice-changed` when the words shown are not today's words any more
 */
export async function grantConsent(asked: Ctx, input: GrantInput): Promise<ConsentRow> {
  const { product, notice } = await findShownRequest(asked.db, input);
  return asked.db.transaction(async (tx) => {
    const ctx = await holdBusiness(tx, asked);
    const current = await findConsent(tx, ctx.companyId, product.id);
    const before = await termsInForce(tx, ctx.companyId, product.id, current?.standing);
    const standing = before !== null && stands(current, ctx.now) ? agreedSources(before) : [];
    const optional = new Set<string>([...standing, ...(input.optional ?? [])]);
    const chosen = chosenPart(
      product,
      product.sources.map(({ sourceType }) => sourceType).filter((type) => optional.has(type)),
    );
    const sourceTypes = chosen.sources.map(({ sourceType }) => sourceType);
    const addsSource = sourceTypes.some((type) => !standing.includes(type));
    const decision = decideGrant(current, product, ctx.now, addsSource);
    if (current !== null && (decision === 'already-given' || decision === 'paused')) return current;
    const terms: ConsentTerms = {
      ...termsOf(chosen, notice, input.controller, ctx.now),
      sources: await sourcesFor(tx, ctx.companyId, sourceTypes, ctx.now),
    };
    await keepNotice(tx, product, notice, ctx.now);
    return appendEvent(tx, ctx, {
      type: decision === 'amend' ? 'amended' : 'given',
      terms,
      ...(before === null ? {} : { change: termsChange(before, terms) }),
    });
  });
}
