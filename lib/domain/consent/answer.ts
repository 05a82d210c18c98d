// Transition rule: the effect of each answer to a request (agree, not now, no) on the consent.

import type { Product } from '../product/product';
import {
  type ConsentEventBody,
  type ConsentEventType,
  covers,
  isAside,
  isLive,
  type StandingNow,
  standingAt,
  stands,
} from './consent';

/**
 * The effect of agreeing. Nothing when all is agreed and in force, so that a second click makes no second event; a
 * consent in force is amended, so that no part of it is lost meanwhile; otherwise a new one is given. No page asks
 * for a paused product, so such an answer comes from a stale page: resuming is a separate verb.
 * @param addsSource the customer chose an optional source that was not agreed before
 */
export function decideGrant(
  current: StandingNow | null,
  product: Pick<Product, 'asksSince'>,
  now: Date,
  addsSource = false,
): 'already-given' | 'paused' | 'amend' | 'give' {
  if (current !== null && standingAt(current, now) === 'paused') return 'paused';
  if (!stands(current, now)) return 'give';
  return covers(current, product, now) && !addsSource ? 'already-given' : 'amend';
}

export type Declined = Extract<ConsentEventType, 'deferred' | 'refused'>;

export interface LastAnswer {
  answer: Declined;
  at: Date;
}

/** After an answer, these events do not change it. */
const BESIDE: readonly ConsentEventType[] = ['requested', 'paused', 'resumed', 'renewed'];

/**
 * The «not now» or «no» that still answers today's request; null when the latest answer was another one, or was
 * about a version that asked for less.
 * @param events of one business, in order of `seq`
 */
export function lastAnswer(
  events: readonly ConsentEventBody[],
  product: Pick<Product, 'id' | 'asksSince'>,
): LastAnswer | null {
  const last = events.findLast(
    ({ service, event_type: type }) =>
      service.product_id === product.id && !BESIDE.includes(type) && !isAside(type),
  );
  if (last === undefined || last.service.version < product.asksSince) return null;
  if (last.event_type !== 'deferred' && last.event_type !== 'refused') return null;
  return { answer: last.event_type, at: new Date(last.event_time) };
}

/** True for a consent, paused or not, to all that the product asks for: also after «not now» in a stale tab. */
export function yesStands(
  current: StandingNow | null,
  product: Pick<Product, 'asksSince'>,
  now: Date,
): boolean {
  if (current === null) return false;
  const standing = standingAt(current, now);
  return isLive(standing) && (standing === 'paused' || covers(current, product, now));
}

/**
 * The effect of «not now» and «no»: they are recorded, and never undo a consent. «Not now» does not weaken a «no».
 * @param given the present answer
 */
export function decideDecline(
  current: StandingNow | null,
  product: Pick<Product, 'asksSince'>,
  given: LastAnswer | null,
  answer: Declined,
  now: Date,
): 'record' | 'nothing' {
  if (given?.answer === answer || given?.answer === 'refused') return 'nothing';
  if (current === null) return 'record';
  const standing = standingAt(current, now);
  // A «no» to the product itself also covers its later versions.
  if (standing === answer || standing === 'refused') return 'nothing';
  // Paused: no request is open. In force: only what exceeds it can be declined.
  return yesStands(current, product, now) ? 'nothing' : 'record';
}
