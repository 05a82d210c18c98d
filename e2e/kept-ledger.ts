// Test fixture: a ledger as a database stores it, with every table beside the events, and the audit's findings about it.
import type { ConsentEventBody } from '../lib/domain/consent/consent';
import { type ConsentProjection, rebuild } from '../lib/domain/consent/projection';
import type { ChainHead } from '../lib/domain/ledger/checkpoint';
import {
  fingerprintOf,
  type SignatureCheck,
  signatureCheck,
  signEvent,
} from '../lib/domain/ledger/event-signature';
import { canonicalJson } from '../lib/domain/ledger/ledger';
import {
  type Anchor,
  type LedgerFault,
  type StoredEvent,
  startAudit,
} from '../lib/domain/ledger/ledger-audit';
import { type VouchedCheck, vouchedCheck } from '../lib/domain/ledger/vouched-heads';
import { hasReceipt } from '../lib/domain/receipt/receipt';
import { makeSigningKey } from '../lib/domain/receipt/receipt-keys';
import { chainOf } from './sample-events';

/** A ledger as a database stores it, with every table beside the events. */
export interface Kept {
  events: StoredEvent[];
  consents: ConsentProjection[];
  anchors: Anchor[];
  notices: Set<string>;
}

export const FIRST = '11111111-1111-4111-8111-111111111111';
export const SECOND = '22222222-2222-4222-8222-222222222222';

export const KEY = makeSigningKey();
const isSigned = signatureCheck([KEY]);

export function keep(companyId: string, bodies: readonly ConsentEventBody[], from: number): Kept {
  const links = chainOf(
    bodies.map((body, index) => ({
      ...body,
      pii_principal_id: companyId,
      record_id: `${companyId}-${index}`,
      receipt_id: hasReceipt(body.event_type) ? `receipt-${companyId}-${index}` : null,
    })),
  );
  return {
    events: links.map(({ body, hash }, index) => ({
      id: body.record_id,
      companyId,
      seq: body.seq,
      type: body.event_type,
      productId: body.service.product_id,
      at: body.event_time,
      position: from + index,
      hash,
      signature: signEvent(hash, KEY),
      keyId: KEY.kid,
      insertedMs: Date.parse(body.event_time) + 5,
      text: canonicalJson(body),
    })),
    consents: rebuild(links.map(({ body }) => body)),
    anchors: links.flatMap(({ body, hash }) =>
      body.receipt_id ? [{ companyId, receiptId: body.receipt_id, eventId: body.record_id, hash }] : [],
    ),
    notices: new Set(links.map(({ body }) => body.privacy_notice.hash)),
  };
}

export function keepTwo(first: readonly ConsentEventBody[], second: readonly ConsentEventBody[]): Kept {
  const [a, b] = [keep(FIRST, first, 1), keep(SECOND, second, 100)];
  return {
    events: [...a.events, ...b.events],
    consents: [...a.consents, ...b.consents],
    anchors: [...a.anchors, ...b.anchors],
    notices: new Set([...a.notices, ...b.notices]),
  };
}

/** What a checkpoint of this moment holds. */
export const headsOf = ({ events }: Kept): ChainHead[] => {
  const heads = new Map(events.map((event) => [event.companyId, event]));
  return [...heads.values()].map((event) => ({ ...event, fingerprint: fingerprintOf(event) }));
};

export const vouchedNow = (kept: Kept): VouchedCheck => vouchedCheck(headsOf(kept), [KEY]);

/** Runs the audit over the rows in the order in which the database would read them. */
export function faultsOf(
  { events, consents, anchors, notices }: Kept,
  check: SignatureCheck | null = isSigned,
  isVouched: VouchedCheck = () => false,
): LedgerFault[] {
  const faults: LedgerFault[] = [];
  const facts = { consents, snapshots: [], anchors, soundNotices: notices, isVouched, aheadMs: 0 };
  const audit = startAudit({ ...facts, isSigned: check, isTaken: null }, (fault) => faults.push(fault));
  const inOrder = events.toSorted((a, b) =>
    a.companyId === b.companyId ? a.seq - b.seq : a.companyId < b.companyId ? -1 : 1,
  );
  for (const event of inOrder) audit.hear(event);
  audit.end();
  return faults;
}
