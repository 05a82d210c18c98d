// Event-sourcing snapshot: the few events of one product that give the same state as all events, now and after later ones.

import { yesAt } from '../access/explain';
import { type AgreementPeriod, agreementPeriods } from '../consent/agreement-periods';
import { type ConsentEventBody, isAboutSource, isAside } from '../consent/consent';
import { agreementAt } from '../consent/projection';

/** So many events at most are read behind a snapshot before the next one is taken. */
export const SNAPSHOT_EVERY = 16;

const ALL_TIME = new Date(8_640_000_000_000_000);

/** Which event of each type was the last; for an end, of each set of sources, since access is given back by source. */
function lastOfEach(events: readonly ConsentEventBody[]): [string, number][] {
  const last = new Map<string, number>();
  for (const { seq, event_type: type, pii } of events) {
    if (isAboutSource(type)) continue;
    const isEnd = type === 'withdrawn' || type === 'revoked';
    last.set(isEnd ? `${type} ${pii.map(({ source_type }) => source_type).sort()}` : type, seq);
  }
  return [...last].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What became of the data since an event, as far as events tell it. */
function dataSince(events: readonly ConsentEventBody[], since: ConsentEventBody | null): unknown {
  if (since === null) return null;
  const after = events.filter(({ seq }) => seq > since.seq);
  const first = (...types: string[]) => after.find(({ event_type }) => types.includes(event_type))?.seq;
  return [first('given', 'renewed'), first('data_deleted'), first('withdrawn')];
}

const marksOf = ({ began, terms, ...rest }: AgreementPeriod) => ({
  ...rest,
  began: began.seq,
  terms: terms.seq,
});

/**
 * All that answers rest on. Two ledgers with the same state answer alike, also after the same later events: the state
 * after an event follows from the state before it and the event.
 * @param events of one business and product, in order of `seq`
 */
export function ledgerState(events: readonly ConsentEventBody[]): string {
  const last = events.at(-1);
  if (last === undefined) return '';
  const productId = last.service.product_id;
  const agreement = agreementAt(events, productId, ALL_TIME);
  const period = agreementPeriods(events, new Date(last.event_time)).at(-1);
  return JSON.stringify([
    last.seq,
    agreement?.consent,
    agreement?.terms?.seq,
    yesAt(events, productId, ALL_TIME)?.seq,
    period && marksOf(period),
    dataSince(events, agreement?.terms ?? null),
    dataSince(events, events.findLast(({ event_type }) => !isAside(event_type)) ?? null),
    lastOfEach(events),
  ]);
}

/**
 * Leaves out, from the oldest on, what changes nothing.
 * @param events of one business and product, in order of `seq`; may be what an earlier call left and what came after it
 */
export function compact(events: readonly ConsentEventBody[]): ConsentEventBody[] {
  const state = ledgerState(events);
  let kept = [...events];
  for (const body of events) {
    const without = kept.filter((each) => each !== body);
    if (ledgerState(without) === state) kept = without;
  }
  return kept;
}

/** True when the last of these events began an agreement after another one. */
export function beginsAnew(events: readonly ConsentEventBody[]): boolean {
  const last = events.at(-1);
  if (last === undefined) return false;
  const periods = agreementPeriods(events, new Date(last.event_time));
  return periods.length > 1 && periods.at(-1)?.began.seq === last.seq;
}

export interface LedgerSnapshot {
  /** The last event that it covers. */
  seq: number;
  at: Date;
  /** The events that it rests on, by `seq`. */
  basis: number[];
  /** The event that began the next agreement; null while the same one goes on. */
  followedBy: number | null;
}

function snapshotOf(events: readonly ConsentEventBody[], followedBy: number | null): LedgerSnapshot | null {
  const last = events.at(-1);
  if (last === undefined) return null;
  const basis = compact(events).map(({ seq }) => seq);
  return { seq: last.seq, at: new Date(last.event_time), basis, followedBy };
}

/**
 * The snapshot to take after an event: where an agreement ended for a new one, and else after every few events.
 * @param events what the latest snapshot rests on and all after it, the new event last
 * @param since the last event that the latest snapshot covers; 0 before the first
 */
export function dueSnapshot(events: readonly ConsentEventBody[], since: number): LedgerSnapshot | null {
  if (beginsAnew(events)) return snapshotOf(events.slice(0, -1), events.at(-1)?.seq ?? null);
  const isDue = events.filter(({ seq }) => seq > since).length >= SNAPSHOT_EVERY;
  return isDue ? snapshotOf(events, null) : null;
}

/** True for events of its product that are read with a snapshot: those in its basis, and later ones. */
export const restsOn = ({ seq, basis }: LedgerSnapshot, body: Pick<ConsentEventBody, 'seq'>): boolean =>
  body.seq > seq || basis.includes(body.seq);

/** All snapshots of one product of one business, as they were taken one after another. @param events in order of `seq` */
export function snapshotsOf(events: readonly ConsentEventBody[]): LedgerSnapshot[] {
  const taken = new Map<number, LedgerSnapshot>();
  let known: ConsentEventBody[] = [];
  let since = 0;
  for (const body of events) {
    known.push(body);
    const snapshot = dueSnapshot(known, since);
    if (snapshot === null) continue;
    taken.set(snapshot.seq, snapshot);
    since = snapshot.seq;
    known = known.filter((each) => restsOn(snapshot, each));
  }
  return [...taken.values()];
}
