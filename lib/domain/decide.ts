// Owns the decision point: may this product read this kind of data of this business, at this moment, and why.
import { type ConnectionFacts, isDoubted, isLinked, mayHaveData, mayServe } from './connection';
import { type ConsentEventBody, type Standing, standingAt, stands } from './consent';
import type { Product } from './product';
import { agreementAt } from './projection';

export type DenyReason =
  | 'unknown-company'
  | 'unknown-product'
  | 'no-consent'
  | 'refused'
  | 'withdrawn'
  | 'revoked'
  | 'paused'
  | 'expired'
  /** The product asks for more than was agreed; what was agreed stays allowed. */
  | 'needs-reconsent'
  /** Not asked for, or left out by the customer. */
  | 'not-covered'
  | 'no-connection'
  /** Nothing new can be read; what was read already may still be used. */
  | 'connection-not-linked';

export interface Decision {
  outcome: 'allow' | 'deny';
  reason: 'agreed' | DenyReason;
  /** The consent event it rests on; null when there is none. */
  eventId: string | null;
  eventSeq: number | null;
  /** Our ids of the connections that may serve the data. */
  connectionIds: string[];
  /** The end of an allowance; null for none. */
  validUntil: Date | null;
  /** True when data that was read before may be used although nothing new may be read. */
  mayUseDataRead: boolean;
}

export interface DecisionFacts {
  /** False when no such business exists. */
  companyExists: boolean;
  /** The product as published at that moment; null when unknown. */
  product: Product | null;
  /** The business's ledger in order of `seq`. */
  events: readonly ConsentEventBody[];
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
    const isKept = reason === 'paused' && facts.connections.some((c) => holdsDataOf(c, cluster));
    // A pause stops the reading, not the use of what was read: so the customer was told before pausing.
    return { ...deny(reason, basis), mayUseDataRead: isKept };
  }
  if (cluster === undefined) {
    return deny(isAskedFor(product, dataType, terms) ? 'needs-reconsent' : 'not-covered', basis);
  }
  // Files hold no data types that could be read.
  const fitting = facts.connections.filter(
    (c) => c.sourceType === cluster.source_type && c.isUpload !== true,
  );
  const serving = fitting.filter(mayServe);
  if (serving.length > 0) {
    return {
      outcome: 'allow',
      reason: 'agreed',
      ...basis,
      connectionIds: serving.map((c) => c.id),
      validUntil: consent.expiresAt,
      mayUseDataRead: true,
    };
  }
  // Ending access at a platform leaves what was read; deleting the connection takes that along.
  const withData = fitting.filter((c) => mayHaveData(c) && !isDoubted(c));
  if (withData.length === 0) {
    // Whose data it is, the customer has not confirmed: nothing of it may be used.
    const doubted = fitting.filter((c) => c.state !== 'deleted' && isDoubted(c));
    if (doubted.length === 0) return deny('no-connection', basis);
    return { ...deny('connection-not-linked', basis), connectionIds: doubted.map((c) => c.id) };
  }
  return {
    ...deny('connection-not-linked', basis),
    connectionIds: withData.map((c) => c.id),
    mayUseDataRead: true,
  };
}

function holdsDataOf(
  connection: ConnectionFacts,
  cluster: ConsentEventBody['pii'][number] | undefined,
): boolean {
  return (
    connection.sourceType === cluster?.source_type &&
    connection.isUpload !== true &&
    (isLinked(connection) || mayHaveData(connection)) &&
    !isDoubted(connection)
  );
}

/** False for what the product never asks for, and for an optional source that the customer left out: that was an answer. */
function isAskedFor(product: Product, dataType: string, terms: ConsentEventBody | null): boolean {
  const cluster = product.data.find((each) => each.dataTypes.some(({ id }) => id === dataType));
  if (cluster === undefined) return false;
  const { sourceType } = cluster;
  const isRequired = product.sources.some((source) => source.sourceType === sourceType && source.required);
  return isRequired || (terms?.pii.some((each) => each.source_type === sourceType) ?? false);
}

/** Why a consent that does not stand does not stand. */
function whyNot(standing: Standing): DenyReason {
  switch (standing) {
    case 'requested':
    case 'deferred':
      return 'no-consent';
    case 'refused':
    case 'withdrawn':
    case 'revoked':
    case 'paused':
      return standing;
    case 'invalidated':
      return 'needs-reconsent';
    // The standing still reads, so it is the time that has run out.
    case 'given':
    case 'renewed':
    case 'expiring':
    case 'expired':
      return 'expired';
    default:
      return standing satisfies never;
  }
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
