// Decision point: may this product read this kind of data of this business, at this moment, and why.

import type { ConnectionFacts } from '../connection/connection';
import { type ConsentEventBody, mayRead, standingAfter, standingAt, stands } from '../consent/consent';
import { agreementAt } from '../consent/projection';
import type { Product } from '../product/product';
import { earliest, sourceNow, type WhyNot, whyNot } from './access-now';

export type DenyReason =
  | 'unknown-company'
  | 'unknown-product'
  /** `needs-reconsent`: the product asks for more than was agreed; what was agreed stays allowed. */
  | WhyNot
  /** The product does not ask for it, or the customer left it out. */
  | 'not-covered'
  | 'no-connection'
  /** The access needs a reconfirmation by the customer; data that was read may still be used. */
  | 'needs-reconfirmation'
  /** Nothing new can be read; data that was read may still be used. */
  | 'connection-not-linked'
  /** The newest event is not signed by this site: until that is repaired, nothing is read or used. */
  | 'record-in-doubt';

export interface Decision {
  outcome: 'allow' | 'deny';
  reason: 'agreed' | DenyReason;
  /** The consent event behind the answer; null when there is none. */
  eventId: string | null;
  eventSeq: number | null;
  /** Accord's ids of the connections that may serve the data. */
  connectionIds: string[];
  /** The end of an allowance; null for none. */
  validUntil: Date | null;
  /** True when data that was read before may be used, though nothing new may be read. */
  mayUseDataRead: boolean;
}

export interface DecisionFacts {
  /** False when no such business exists. */
  companyExists: boolean;
  /** The product as published at that moment; null when unknown. */
  product: Product | null;
  /** The business's proven events in order of `seq`. */
  events: readonly ConsentEventBody[];
  /** The newest event is not proven, so other events may be missing too. */
  isInDoubt?: boolean;
  connections: readonly ConnectionFacts[];
}

/**
 * @param dataType a Codat data type, wire spelling
 * @param at may lie in the past: only events up to it count
 */
export function decide(facts: DecisionFacts, dataType: string, at: Date): Decision {
  const { product } = facts;
  if (!facts.companyExists) return deny('unknown-company');
  if (product === null) return deny('unknown-product');
  const agreement = agreementAt(facts.events, product.id, at);
  if (agreement === null) return deny('no-consent');
  const { consent, terms } = agreement;
  const basis = { eventId: consent.eventId, eventSeq: consent.eventSeq };
  const cluster = terms?.pii.find((each) => each.pii_types.some((type) => type.id === dataType));
  if (!stands(consent, at)) {
    const reason = whyNot(standingAt(consent, at));
    const held = cluster === undefined ? null : sourceNow(facts.connections, cluster.source_type, at);
    const holds = held?.access === 'reads' || held?.access === 'data-read';
    const isKept = reason === 'paused' && holds && facts.isInDoubt !== true;
    // A pause stops the reading, not the use of data that was read: so the customer was told before pausing.
    return { ...deny(reason, basis), mayUseDataRead: isKept };
  }
  const stop = stopInDoubt(facts.events, product.id, at);
  if (stop !== null) return stop;
  if (facts.isInDoubt === true) return deny('record-in-doubt', basis);
  if (cluster === undefined) {
    return deny(isAskedFor(product, dataType, terms) ? 'needs-reconsent' : 'not-covered', basis);
  }
  const source = sourceNow(facts.connections, cluster.source_type, at);
  if (source.why === 'agreed') {
    return {
      outcome: 'allow',
      reason: 'agreed',
      ...basis,
      connectionIds: source.connectionIds,
      validUntil: earliest(consent.expiresAt, source.until),
      mayUseDataRead: true,
    };
  }
  // Disconnecting a platform leaves the data that was read; deleting the connection removes it.
  const mayUseDataRead = source.access === 'data-read';
  return { ...deny(source.why, basis), connectionIds: source.connectionIds, mayUseDataRead };
}

/** After an unproven event the site writes only stops: any event there that gives access is forged. */
function stopInDoubt(events: readonly ConsentEventBody[], productId: string, at: Date): Decision | null {
  const stop = events.findLast(
    (event) =>
      event.follows_unproven === true &&
      event.service.product_id === productId &&
      Date.parse(event.event_time) <= at.getTime() &&
      !mayRead(standingAfter('given', event.event_type)),
  );
  if (stop === undefined) return null;
  const basis = { eventId: stop.record_id, eventSeq: stop.seq };
  return deny(whyNot(standingAfter('given', stop.event_type)), basis);
}

/** False for data the product never asks for, and for an optional source that the customer chose to leave out. */
function isAskedFor(product: Product, dataType: string, terms: ConsentEventBody | null): boolean {
  const cluster = product.data.find((each) => each.dataTypes.some(({ id }) => id === dataType));
  if (cluster === undefined) return false;
  const { sourceType } = cluster;
  const isRequired = product.sources.some((source) => source.sourceType === sourceType && source.required);
  return isRequired || (terms?.pii.some((each) => each.source_type === sourceType) ?? false);
}

function deny(reason: DenyReason, basis: Partial<Pick<Decision, 'eventId' | 'eventSeq'>> = {}): Decision {
  return {
    outcome: 'deny',
    reason,
    eventId: null,
    eventSeq: null,
    ...basis,
    connectionIds: [],
    validUntil: null,
    mayUseDataRead: false,
  };
}
