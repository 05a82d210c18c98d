// Outgoing webhook: delivers the oldest pending event to one endpoint, and records the attempt.

import type { Db } from '@/db/client';
import { type FoundDelivery, findNextDelivery, recordAttempt } from '@/db/queries/deliveries';
import { setSubscriberState } from '@/db/queries/subscribers';
import { CannotOpen, open, type SealKeys } from '../domain/crypto/seal';
import { isDeadLetter, LONGEST_WAIT_ASKED_MS } from '../domain/work/circuit-breaker';
import { waitAfter } from '../domain/work/job';
import type { JobOf } from '../domain/work/job-kinds';
import { outboundMessage } from '../domain/work/outbound';
import { NotNow, PermanentFailure } from '../errors';
import { machineClock, machineMs } from '../runtime/clock';
import type { CircuitBreakers } from './circuit-breakers';
import { type EndpointAnswer, type PostOptions, post } from './post';
import { signedHeaders } from './sign';
import { readTold } from './standings';

export interface OutboundTools {
  db: Db;
  breakers: CircuitBreakers;
  seal: SealKeys;
  post: PostOptions;
  logger: { info(line: object): void; warn(line: object): void };
}

/** Wait before the next check of an open circuit breaker, with jitter so that waiting jobs do not return at once. */
const TURN_MS = 200;
/** If the key for its secret is missing, wait for an operator to restore it. */
const KEY_WAIT_MS = 60_000;

/**
 * Sends the oldest pending event, with the same id and body at every attempt.
 * @throws NotNow to be tried again, PermanentFailure when it becomes a dead letter
 */
export async function deliverEvent(tools: OutboundTools, job: JobOf<'deliver-event'>): Promise<void> {
  // The oldest, whichever job runs: paused and replayed deliveries come before newer ones.
  const enqueued = await findNextDelivery(tools.db, job.subscriberId, job.companyId);
  // Paused: the delivery stays pending, and `resume` enqueues its job again.
  if (enqueued === null || enqueued.subscriberState !== 'active') return;
  if (!tools.breakers.begin(enqueued.subscriberId)) throw new NotNow(TURN_MS * (1 + Math.random()));
  const asked = { ms: 0 };
  let isAcknowledged = false;
  try {
    const started = performance.now();
    const answer = await send(tools, enqueued);
    asked.ms = answer.retryAfterMs;
    isAcknowledged = answer.outcome === 'acknowledged';
    await settle(tools, enqueued, answer, Math.round(performance.now() - started));
  } finally {
    tools.breakers.end(enqueued.subscriberId, isAcknowledged, asked.ms);
  }
}

async function send(tools: OutboundTools, enqueued: FoundDelivery): Promise<EndpointAnswer> {
  const told = await readTold(tools.db, enqueued);
  if (told === null) throw new Error('An event that is owed is not in the ledger.');
  const body = JSON.stringify(outboundMessage(told.body, told.hash, told.after));
  const headers = signedHeaders(enqueued.id, body, secretsOf(tools, enqueued), machineClock.now());
  return post(enqueued.url, headers, body, tools.post);
}

function secretsOf(tools: OutboundTools, { subscriberId, secret, previousSecret }: FoundDelivery): string[] {
  try {
    const sealed = previousSecret === null ? [secret] : [secret, previousSecret];
    return sealed.map((text) => open(text, subscriberId, tools.seal));
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error;
    throw new NotNow(KEY_WAIT_MS, 'OUTBOUND_KEY does not open the secret of this subscriber');
  }
}

async function settle(
  tools: OutboundTools,
  enqueued: FoundDelivery,
  answer: EndpointAnswer,
  ms: number,
): Promise<void> {
  const { outcome, status, acknowledgement, retryAfterMs } = answer;
  const attempts = enqueued.attempts + 1;
  const isLast = isDeadLetter(attempts, machineMs() - enqueued.enqueuedAt.getTime());
  const isTried = outcome !== 'acknowledged' && outcome !== 'gone';
  const state = outcome === 'acknowledged' ? 'acknowledged' : isTried && isLast ? 'dead' : 'waiting';
  await recordAttempt(tools.db, { deliveryId: enqueued.id, outcome, status, ms, acknowledgement }, state);
  const line = {
    event: 'outbound',
    subscriberId: enqueued.subscriberId,
    companyId: enqueued.companyId,
    deliveryId: enqueued.id,
    attempt: attempts,
    status: outcome,
    httpStatus: status,
    ms,
  };
  if (outcome === 'acknowledged') {
    tools.logger.info(line);
    return;
  }
  tools.logger.warn(line);
  // The endpoint wants no more events: it is paused for an operator to decide, and deliveries stay pending.
  if (outcome === 'gone') return setSubscriberState(tools.db, enqueued.subscriberId, 'paused', 'gone');
  const problem = `${outcome}${status === null ? '' : ` ${status}`}`;
  if (isLast) throw new PermanentFailure(`the subscriber did not take it: ${problem}`);
  const asked = Math.min(retryAfterMs, LONGEST_WAIT_ASKED_MS);
  throw new NotNow(waitAfter(attempts, Math.random(), asked), `the subscriber did not take it: ${problem}`);
}
