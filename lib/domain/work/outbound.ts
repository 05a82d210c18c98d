// Message format of outgoing webhooks: the events that the client's systems receive, and the id of each delivery.
import { createHash } from 'node:crypto';
import {
  type Actor,
  type ConsentEventBody,
  type ConsentEventType,
  type Standing,
  stands,
  type TermsChange,
} from '../consent/consent';
import type { ConsentTerms } from '../consent/consent-terms';
import { type Channel, initiatorOf } from '../consent/on-request';
import type { ConsentProjection } from '../consent/projection';

export type OutboundType = `consent.${ConsentEventType}`;
export type SubscriberState = 'active' | 'paused' | 'removed';
/** `dead`: retried no more; an operator decides about it. */
export type DeliveryState = 'waiting' | 'acknowledged' | 'dead';

export type AttemptOutcome =
  | 'acknowledged'
  /** A response other than 2xx, including redirects, which are not followed. */
  | 'refused'
  /** 410: the endpoint wants no more events. */
  | 'gone'
  | 'timeout'
  | 'unreachable'
  /** Its name resolves to an address that the site does not call. */
  | 'forbidden-address';

/** All types; the compiler ensures that none is missing. */
const TYPES: Record<ConsentEventType, true> = {
  requested: true,
  deferred: true,
  refused: true,
  given: true,
  amended: true,
  renewed: true,
  paused: true,
  resumed: true,
  withdrawn: true,
  revoked: true,
  expired: true,
  invalidated: true,
  data_deleted: true,
  source_added: true,
  source_ended: true,
};

export const outboundTypes = Object.keys(TYPES).map((type) => `consent.${type}` as OutboundType);

export function isOutboundType(value: string): value is OutboundType {
  return outboundTypes.some((type) => type === value);
}

/** The same on every attempt and on a replay: a receiver that knows the id has received the event. */
export function deliveryId(subscriberId: string, eventId: string): string {
  const digest = createHash('sha256').update(`${subscriberId}:${eventId}`).digest('hex');
  return `evt_${digest.slice(0, 40)}`;
}

/** One lane per endpoint and business: an endpoint that is down delays no other. */
export function deliveryLane(subscriberId: string, companyId: string): string {
  return `${subscriberLanes(subscriberId)}${companyId}`;
}

/** Prefix of the lanes of one subscriber. */
export function subscriberLanes(subscriberId: string): string {
  return `outbound:${subscriberId}:`;
}

/**
 * The message, as docs/consent-event.schema.json defines it. Ids, codes, times and the names of organisations in the
 * product; no names of people or businesses, no sentences.
 */
export interface OutboundMessage {
  version: 1;
  type: OutboundType;
  /** ISO 8601: the time of the event, not of the delivery. */
  timestamp: string;
  data: {
    company_id: string;
    product_id: string;
    event: {
      record_id: string;
      seq: number;
      hash: string;
      prev_hash: string | null;
      receipt_id: string | null;
      previous_record_id: string | null;
      actor: Actor['kind'];
      /** Who asked for it: staff act for the customer. */
      initiator: ReturnType<typeof initiatorOf>;
      method: ConsentEventBody['collection']['method'];
      /** The channel by which the customer asked staff; null otherwise. */
      channel: Channel | null;
      deletion: 'keep' | 'delete' | null;
      change: TermsChange | null;
    };
    /** The standing of this business and product right after the event. */
    standing: {
      standing: Standing;
      may_read: boolean;
      product_version: number;
      given_at: string | null;
      expires_at: string | null;
    };
    terms: OutboundTerms;
  };
}

/** The terms of the event, in the field names of ISO/IEC TS 27560, without their sentences. */
export interface OutboundTerms
  extends Pick<
    ConsentTerms,
    | 'history_months'
    | 'validity_duration'
    | 'collection_frequency'
    | 'controller'
    | 'processors'
    | 'recipient_third_parties'
    | 'retention_days'
    | 'privacy_notice'
  > {
  service: { product_id: string; version: number };
  purposes: { id: string; lawful_basis: string }[];
  pii: ConsentTerms['pii'];
  sources: { connection_id: string; platform_key: string }[];
}

/**
 * The same event always gives the same message, so that a repeated delivery is identical.
 * @param after the standing's row after the event
 */
export function outboundMessage(
  body: ConsentEventBody,
  hash: string,
  after: ConsentProjection,
): OutboundMessage {
  return {
    version: 1,
    type: `consent.${body.event_type}`,
    timestamp: body.event_time,
    data: {
      company_id: body.pii_principal_id,
      product_id: body.service.product_id,
      event: {
        record_id: body.record_id,
        seq: body.seq,
        hash,
        prev_hash: body.prev_hash,
        receipt_id: body.receipt_id ?? null,
        previous_record_id: body.change.previous_record_id,
        actor: body.entity.kind,
        initiator: initiatorOf(body.entity.kind),
        method: body.collection.method,
        channel: body.collection.on_request?.channel ?? null,
        deletion: body.change.deletion ?? null,
        change: body.change.terms ?? null,
      },
      standing: {
        standing: after.standing,
        may_read: stands(after, new Date(body.event_time)),
        product_version: after.productVersion,
        given_at: after.givenAt?.toISOString() ?? null,
        expires_at: after.expiresAt?.toISOString() ?? null,
      },
      terms: termsSent(body),
    },
  };
}

function termsSent(body: ConsentEventBody): OutboundTerms {
  return {
    service: { product_id: body.service.product_id, version: body.service.version },
    purposes: body.purposes.map(({ id, lawful_basis }) => ({ id, lawful_basis })),
    pii: body.pii,
    sources: body.sources.map(({ connection_id, platform_key }) => ({ connection_id, platform_key })),
    history_months: body.history_months,
    validity_duration: body.validity_duration,
    collection_frequency: body.collection_frequency,
    controller: body.controller,
    processors: body.processors,
    recipient_third_parties: body.recipient_third_parties,
    retention_days: body.retention_days,
    privacy_notice: body.privacy_notice,
  };
}
