// Test data for the ledger: one event, sequences of events, and a sound chain of them.
import fc from 'fast-check';
import type { ConsentEventBody, ConsentEventType } from '../lib/domain/consent/consent';
import { type ChainLink, hashEvent } from '../lib/domain/ledger/ledger';

export const EVENT_TYPES: readonly ConsentEventType[] = [
  'requested',
  'deferred',
  'refused',
  'given',
  'amended',
  'renewed',
  'paused',
  'resumed',
  'withdrawn',
  'revoked',
  'expired',
  'invalidated',
  'data_deleted',
  'source_added',
  'source_ended',
];

const DAY_MS = 86_400_000;
const START = Date.parse('2026-01-01T10:00:00.000Z');

export interface Sample {
  seq: number;
  type: ConsentEventType;
  productId: string;
  companyId: string;
  /** Days after the first day of the sample. */
  day: number;
  /** Duration of the agreement in days; null for a one-time read. */
  days: number | null;
  dataTypes: readonly string[];
}

export const dayOf = (day: number) => new Date(START + day * DAY_MS);

export function sampleEvent(given: Partial<Sample> = {}): ConsentEventBody {
  const sample: Sample = {
    seq: 1,
    type: 'given',
    productId: 'business-insights',
    companyId: 'c',
    day: 0,
    days: 365,
    dataTypes: ['invoices'],
    ...given,
  };
  const from = dayOf(sample.day).toISOString();
  return {
    schema_version: 2,
    record_id: `00000000-0000-4000-8000-${String(sample.seq).padStart(12, '0')}`,
    receipt_id: null,
    seq: sample.seq,
    prev_hash: null,
    event_type: sample.type,
    event_time: from,
    pii_principal_id: sample.companyId,
    business_name: 'Boulangerie « Tremblay » 🥐',
    entity: { kind: 'customer', user_id: 'u', name: 'Luc', role: 'owner' },
    service: { product_id: sample.productId, version: 1, name: 'Business insights' },
    purposes: [],
    pii: [
      {
        cluster: 'sales',
        source_type: 'Accounting',
        pii_types: sample.dataTypes.map((id) => ({ id, pii_optional: false })),
        direction: 'read',
      },
    ],
    sources: [],
    history_months: 24,
    validity_duration: {
      type: sample.days === null ? 'one-time' : 'until',
      valid_from: from,
      valid_until: sample.days === null ? null : dayOf(sample.day + sample.days).toISOString(),
    },
    collection_frequency: 'daily',
    controller: 'Meridian Bank',
    processors: ['Codat'],
    recipient_third_parties: [],
    retention_days: 30,
    privacy_notice: { hash: `n${sample.seq}`, language: 'fr', product_version: 1 },
    collection: {
      method: 'button',
      page: '/',
      locale: 'fr',
      ip_truncated: null,
      user_agent: null,
      request_id: 'r',
    },
    change: { previous_record_id: null, reason: null },
    sealed: [],
  };
}

/** Any ledger of one business over three products, in order of `seq`, never going back in time. */
export const anyLedger: fc.Arbitrary<ConsentEventBody[]> = fc
  .array(
    fc.record({
      type: fc.constantFrom(...EVENT_TYPES),
      productId: fc.constantFrom('a', 'b', 'c'),
      wait: fc.integer({ min: 0, max: 200 }),
      days: fc.option(fc.integer({ min: 1, max: 400 })),
      dataTypes: fc.subarray(['invoices', 'bills', 'company']),
    }),
    { maxLength: 25 },
  )
  .map((steps) => {
    let day = 0;
    return steps.map(({ wait, ...step }, index) => {
      day += wait;
      return sampleEvent({ ...step, seq: index + 1, day });
    });
  });

/** The same events as a hash chain. */
export function chainOf(events: readonly ConsentEventBody[]): ChainLink[] {
  const links: ChainLink[] = [];
  for (const event of events) {
    const body = { ...event, prev_hash: links.at(-1)?.hash ?? null };
    links.push({ seq: body.seq, body, hash: hashEvent(body) });
  }
  return links;
}
