// Consent receipt: the part of one consent event that the customer keeps. Runs in browsers too.
import type { ConsentEventBody, ConsentEventType, EventIdentification, Standing } from '../consent/consent';
import type { Channel } from '../consent/on-request';
import { keptUntil } from '../consent/retention';
import { nameOfDataType } from '../product/data-vocabulary';
import type { SitePlace } from '../text/site-time';

/** Events with a receipt, and the state of the agreement after each. */
const STATE_AFTER = {
  given: 'given',
  amended: 'given',
  renewed: 'renewed',
  withdrawn: 'withdrawn',
  expired: 'expired',
} as const satisfies Partial<Record<ConsentEventType, Standing>>;

export type ReceiptEventType = keyof typeof STATE_AFTER;

export function hasReceipt(type: ConsentEventType): type is ReceiptEventType {
  return Object.hasOwn(STATE_AFTER, type);
}

/** True for the events that end an agreement. */
export const isEnd = (type: ReceiptEventType): boolean => type === 'withdrawn' || type === 'expired';

/** Facts that the event does not hold: the controller's contact at the time, its country, and the newest checkpoint. */
export interface ReceiptContact {
  email: string;
  phone: string;
  /** Address of the site, without a slash at the end. */
  siteUrl: string;
  place: SitePlace;
  /** The newest checkpoint of the ledger at that time; absent where none was written yet. */
  checkpoint?: NamedCheckpoint;
}

/** A checkpoint as receipts name it: the customer's copy contradicts any other one that is shown under its number later. */
export interface NamedCheckpoint {
  number: number;
  /** Merkle root over the heads of all chains, lower-case hex. */
  root: string;
}

type PartyRole = 'pii_controller' | 'pii_processor' | 'recipient_third_party';

/** Field names follow ISO/IEC TS 27560 where it has one; dates are ISO 8601 in UTC. */
export interface Receipt {
  header: {
    schema_version: 1;
    receipt_id: string;
    record_id: string;
    pii_principal_id: string;
    business_name: string;
    language: ConsentEventBody['privacy_notice']['language'];
    /** The country whose date formats the receipt uses, wherever and whenever it is read. */
    country: string;
    time_zone: string;
  };
  processing: {
    service: ConsentEventBody['service'];
    /** SHA-256 of the exact notice, lower-case hex. */
    privacy_notice: ConsentEventBody['privacy_notice'];
    collection_method: ConsentEventBody['collection']['method'];
    collection_frequency: string;
    history_months: number;
    sources: ConsentEventBody['sources'];
    withdrawal_method: { type: 'online' | 'email' | 'phone'; address: string }[];
    /** What happens to data already read: `deleted_by` is known once the agreement has ended. */
    after_end: { retention_days: number; deletion: 'keep' | 'delete' | null; deleted_by: string | null };
  };
  purposes: ConsentEventBody['purposes'];
  pii: {
    cluster: string;
    source_type: string;
    direction: 'read';
    pii_types: { id: string; name: string; pii_optional: boolean }[];
  }[];
  party_identification: { party_role: PartyRole; party_name: string }[];
  event: {
    event_type: ReceiptEventType;
    event_state: Standing;
    event_time: string;
    entity: ConsentEventBody['entity'];
    /** Present only if staff acted at the customer's request. */
    on_request?: { channel: Channel; asked_by: string };
    /** The identification of the acting person; absent without a sign-in. */
    identification?: EventIdentification;
    validity_duration: ConsentEventBody['validity_duration'];
    change: ConsentEventBody['change'];
  };
  /** The event's place in the business's chain; `hash` covers the event and, through `prev_hash`, all earlier ones. */
  ledger: { seq: number; prev_hash: string | null; hash: string; checkpoint?: NamedCheckpoint };
}

/**
 * The receipt of an event. Pure: the same event gives the same receipt.
 * @param hash of the event in the ledger
 * @returns null for events without a receipt
 */
export function receiptOf(body: ConsentEventBody, hash: string, contact: ReceiptContact): Receipt | null {
  const { event_type: type, receipt_id: receiptId } = body;
  if (!hasReceipt(type) || receiptId === null) return null;
  const language = body.privacy_notice.language;
  return {
    header: {
      schema_version: 1,
      receipt_id: receiptId,
      record_id: body.record_id,
      pii_principal_id: body.pii_principal_id,
      business_name: body.business_name,
      language,
      country: contact.place.country,
      time_zone: contact.place.timeZone,
    },
    processing: {
      service: body.service,
      privacy_notice: body.privacy_notice,
      collection_method: body.collection.method,
      collection_frequency: body.collection_frequency,
      history_months: body.history_months,
      sources: body.sources,
      withdrawal_method: [
        { type: 'online', address: `${contact.siteUrl}/consents/${body.service.product_id}` },
        { type: 'email', address: contact.email },
        { type: 'phone', address: contact.phone },
      ],
      after_end: afterEnd(body, type),
    },
    purposes: body.purposes,
    pii: body.pii.map(({ pii_types: types, ...cluster }) => ({
      ...cluster,
      pii_types: types.map((each) => ({ ...each, name: nameOfDataType(each.id)[language] })),
    })),
    party_identification: partiesOf(body),
    event: {
      event_type: type,
      event_state: STATE_AFTER[type],
      event_time: body.event_time,
      entity: body.entity,
      ...onRequestOf(body),
      ...identificationOf(body),
      validity_duration: body.validity_duration,
      change: body.change,
    },
    ledger: {
      seq: body.seq,
      prev_hash: body.prev_hash,
      hash,
      ...(contact.checkpoint === undefined ? {} : { checkpoint: contact.checkpoint }),
    },
  };
}

function onRequestOf({
  collection: { on_request: asked },
}: ConsentEventBody): Pick<Receipt['event'], 'on_request'> {
  return asked === undefined ? {} : { on_request: { channel: asked.channel, asked_by: asked.asked_by.name } };
}

function identificationOf({
  collection: { identification },
}: ConsentEventBody): Pick<Receipt['event'], 'identification'> {
  return identification === undefined ? {} : { identification };
}

/** An expired consent ended at its expiry, not when the event was written. */
function endOf({ event_type, event_time, validity_duration }: ConsentEventBody): number {
  const until = event_type === 'expired' ? validity_duration.valid_until : null;
  return Math.min(Date.parse(event_time), Date.parse(until ?? event_time));
}

function afterEnd(body: ConsentEventBody, type: ReceiptEventType): Receipt['processing']['after_end'] {
  const days = body.retention_days;
  const deletion = body.change.deletion ?? null;
  const end = { endedAt: new Date(endOf(body)), retentionDays: deletion === 'delete' ? 0 : days };
  return {
    retention_days: days,
    deletion,
    deleted_by: isEnd(type) ? keptUntil(end).toISOString() : null,
  };
}

function partiesOf(body: ConsentEventBody): Receipt['party_identification'] {
  const named = (party_role: PartyRole, names: readonly string[]) =>
    names.map((party_name) => ({ party_role, party_name }));
  return [
    ...named('pii_controller', [body.controller]),
    ...named('pii_processor', body.processors),
    ...named('recipient_third_party', body.recipient_third_parties),
  ];
}

/** The contact stated in a receipt. */
export function contactIn(receipt: Receipt): ReceiptContact {
  const address = (type: string) =>
    receipt.processing.withdrawal_method.find((way) => way.type === type)?.address ?? '';
  const siteUrl = address('online').replace(/\/consents\/[^/]*$/, '');
  const { country, time_zone: timeZone } = receipt.header;
  const { checkpoint } = receipt.ledger;
  return {
    email: address('email'),
    phone: address('phone'),
    siteUrl,
    place: { country, timeZone },
    ...(checkpoint === undefined ? {} : { checkpoint }),
  };
}
