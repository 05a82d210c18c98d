// Fold over the ledger: the agreement periods of a product, each from the consent that began it to its end.
import { type ConsentEventBody, isLive, type Standing } from './consent';
import { type ConsentProjection, project, setsTerms } from './projection';

export interface AgreementPeriod {
  productId: string;
  /** The yes that began it. */
  began: ConsentEventBody;
  /** The event whose terms hold, or held last. */
  terms: ConsentEventBody;
  from: Date;
  /** When its time is over; null for a one-time read. */
  expiresAt: Date | null;
  /** What stands, without regard to the time; what ended it once it is over. `replaced`: a newer yes took its place. */
  standing: Standing | 'replaced';
  /** When it ended; null while it runs or is paused. */
  endedAt: Date | null;
}

/**
 * Every agreement of one business, per product in the order of time; two of one product never overlap.
 * @param events of one business, in order of `seq`
 * @param now agreements past their end by then have ended; later events are left out
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
      // What had run out can still be withdrawn: then that is what stands, but it was over before.
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

/** Being asked again after an end, or putting it off, does not change how the agreement before it ended. */
function told(standing: Standing, before: AgreementPeriod['standing']): AgreementPeriod['standing'] {
  return standing === 'requested' || standing === 'deferred' || standing === 'refused' ? before : standing;
}

/** Time ends an agreement whether or not its event was written. */
function runOut(period: AgreementPeriod | undefined, at: Date): void {
  if (period === undefined || period.endedAt !== null) return;
  if (period.expiresAt === null || period.expiresAt > at) return;
  period.endedAt = period.expiresAt;
  period.standing = 'expired';
}
