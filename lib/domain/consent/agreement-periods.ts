// Fold over the ledger: the agreement periods of a product, each from the consent that began it to its end.
import { type ConsentEventBody, isLive, type Standing } from './consent';
import { type ConsentProjection, project, setsTerms } from './projection';

export interface AgreementPeriod {
  productId: string;
  /** The consent that began it. */
  began: ConsentEventBody;
  /** The event whose terms are in force, or were last. */
  terms: ConsentEventBody;
  from: Date;
  /** Its end by time; null for a one-time read. */
  expiresAt: Date | null;
  /** The standing without regard to time; after the end, its reason. `replaced`: a newer consent took its place. */
  standing: Standing | 'replaced';
  /** When it ended; null while it is in force or paused. */
  endedAt: Date | null;
}

/**
 * Every agreement of one business, per product in order of time; two agreements of one product never overlap.
 * @param events of one business, in order of `seq`
 * @param now agreements past their end by then have ended; later events are ignored
 */
export function agreementPeriods(events: readonly ConsentEventBody[], now: Date): AgreementPeriod[] {
  const known = events.filter((body) => new Date(body.event_time) <= now);
  const ids = [...new Set(known.map((body) => body.service.product_id))];
  return ids.flatMap((id) =>
    periodsOf(
      known.filter((body) => body.service.product_id === id),
      now,
    ),
  );
}

function periodsOf(events: readonly ConsentEventBody[], now: Date): AgreementPeriod[] {
  const periods: AgreementPeriod[] = [];
  let row: ConsentProjection | null = null;
  for (const body of events) {
    const at = new Date(body.event_time);
    const isNew: boolean = setsTerms(row?.standing ?? null, body);
    row = project(row, body);
    runOut(periods.at(-1), at);
    const last = periods.at(-1);
    const isOpen = last !== undefined && last.endedAt === null;
    if (isNew && isOpen && body.event_type !== 'given') {
      Object.assign(last, { terms: body, standing: row.standing, expiresAt: row.expiresAt });
    } else if (isNew) {
      if (isOpen) Object.assign(last, { standing: 'replaced', endedAt: at });
      periods.push(begin(body, row, at));
    } else if (last !== undefined && last.standing !== 'replaced') {
      // An expired agreement can still be withdrawn: then that is its standing, but its end is the expiry.
      if (isOpen || !isLive(row.standing)) last.standing = told(row.standing, last.standing);
      if (isOpen && !isLive(row.standing)) last.endedAt = at;
    }
  }
  runOut(periods.at(-1), now);
  return periods;
}

function begin(body: ConsentEventBody, row: ConsentProjection, at: Date): AgreementPeriod {
  return {
    productId: row.productId,
    began: body,
    terms: body,
    from: at,
    expiresAt: row.expiresAt,
    standing: row.standing,
    endedAt: null,
  };
}

/** A new request after an end, or «not now», does not change how the agreement before it ended. */
function told(standing: Standing, before: AgreementPeriod['standing']): AgreementPeriod['standing'] {
  return standing === 'requested' || standing === 'deferred' || standing === 'refused' ? before : standing;
}

/** Time ends an agreement even if no event was written for it. */
function runOut(period: AgreementPeriod | undefined, at: Date): void {
  if (period === undefined || period.endedAt !== null) return;
  if (period.expiresAt === null || period.expiresAt > at) return;
  period.endedAt = period.expiresAt;
  period.standing = 'expired';
}
