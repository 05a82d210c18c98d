// Projection of the ledger: one row per business and product, and the terms behind it.
import { type ConsentEventBody, isAboutSource, isLive, type Standing, standingAfter } from './consent';

/** The present standing. A rebuild from the events gives the same row as updating it event by event. */
export interface ConsentProjection {
  companyId: string;
  productId: string;
  standing: Standing;
  productVersion: number;
  /** The latest event. */
  eventId: string;
  eventSeq: number;
  noticeHash: string;
  givenAt: Date | null;
  expiresAt: Date | null;
  updatedAt: Date;
}

/** True for events that set terms and end anew, if they take effect. */
export function setsTerms(previous: Standing | null, body: ConsentEventBody): boolean {
  const after = standingAfter(previous, body.event_type);
  switch (body.event_type) {
    case 'given':
      return true;
    case 'amended':
      return after === 'given';
    // Resuming without a pause changes nothing.
    case 'resumed':
      return previous === 'paused';
    case 'renewed':
      return after === 'renewed';
    default:
      return false;
  }
}

/** The row after one more event of the same business and product. */
export function project(previous: ConsentProjection | null, body: ConsentEventBody): ConsentProjection {
  if (isAboutSource(body.event_type) && previous !== null) {
    // Connected platforms do not change the agreement, its start or its end.
    return { ...previous, eventId: body.record_id, eventSeq: body.seq };
  }
  const at = new Date(body.event_time);
  const before = previous?.standing ?? null;
  const until = body.validity_duration.valid_until;
  const isNew = setsTerms(before, body);
  // Pausing and withdrawing apply to the agreed version, not to the current one.
  const kept = previous !== null && isLive(before) && !isNew ? previous : null;
  return {
    companyId: body.pii_principal_id,
    productId: body.service.product_id,
    standing: standingAfter(before, body.event_type),
    productVersion: kept?.productVersion ?? body.service.version,
    eventId: body.record_id,
    eventSeq: body.seq,
    noticeHash: kept?.noticeHash ?? body.privacy_notice.hash,
    // Resuming continues the earlier agreement: it is no new consent.
    givenAt: isNew && body.event_type !== 'resumed' ? at : (previous?.givenAt ?? null),
    expiresAt: isNew ? (until === null ? null : new Date(until)) : (previous?.expiresAt ?? null),
    // Deleting data answers no request: the standing's start stays the same.
    updatedAt: body.event_type === 'data_deleted' && previous !== null ? previous.updatedAt : at,
  };
}

/** One row per business and product, in the order of their ids. @param events of any number of businesses, each in order of `seq` */
export function rebuild(events: readonly ConsentEventBody[]): ConsentProjection[] {
  const rows = new Map<string, ConsentProjection>();
  for (const body of events) {
    const key = `${body.pii_principal_id} ${body.service.product_id}`;
    rows.set(key, project(rows.get(key) ?? null, body));
  }
  return [...rows.keys()].sort().flatMap((key) => rows.get(key) ?? []);
}

export interface Agreement {
  consent: ConsentProjection;
  /** The event whose terms are in force; null before any consent. */
  terms: ConsentEventBody | null;
}

/**
 * The standing of one product at a moment, and the event behind it: events about connected platforms are left out,
 * because no access rests on them.
 * @param events of one business, in order of `seq`; later ones are left out
 */
export function agreementAt(
  events: readonly ConsentEventBody[],
  productId: string,
  at: Date,
): Agreement | null {
  const known = events.filter(
    (body) =>
      body.service.product_id === productId &&
      !isAboutSource(body.event_type) &&
      new Date(body.event_time) <= at,
  );
  return known.reduce<Agreement | null>((before, body) => {
    const isNew = setsTerms(before?.consent.standing ?? null, body);
    return {
      consent: project(before?.consent ?? null, body),
      terms: isNew ? body : (before?.terms ?? null),
    };
  }, null);
}
