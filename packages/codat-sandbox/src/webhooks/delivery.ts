// Delivery of messages: first attempt, retries with a growing delay, final failure.
import { afterResponse } from '../http/after-response';
import type { World } from '../state/world';
import { type Consumer, noteFailure, signingSecrets } from './consumer';
import { createLane, type Lane } from './lane';
import { type Message, noteAttempt, retryAfter } from './message';
import type { MessageLog } from './message-log';
import { createCourier, type Outcome } from './post';
import { signatureOf } from './signature';

export interface DeliverySettings {
  /** Deadline of one attempt. */
  timeoutMs: number;
  /** Messages in flight to one consumer. */
  width: number;
}

export interface DeliveryParts {
  world: World;
  messageLog: MessageLog;
  consumer(id: string): Consumer | undefined;
  timeLapse(companyId: string | undefined): number;
  /** Called for a consumer that failed for too long. */
  onGivenUp(consumer: Consumer): void;
}

export interface Delivery {
  /** At this time of the sandbox clock; when it is past, after the response of the current request. */
  leave(message: Message, at: number): void;
  /** Drops the consumer's waiting messages and aborts those in flight. */
  stop(consumerId: string): void;
  stopAll(): void;
  close(): void;
}

/** Delay between the two deliveries of a duplicate. */
const AGAIN_AFTER_MS = 1000;

export function createDelivery(parts: DeliveryParts, { timeoutMs, width }: DeliverySettings): Delivery {
  const { world, messageLog } = parts;
  const courier = createCourier(timeoutMs);
  const lanes = new Map<string, Lane<Message>>();
  let closed = false;

  const isKnown = (message: Message) => messageLog.message(message.id) === message;

  function laneOf(consumerId: string): Lane<Message> {
    const lane = lanes.get(consumerId) ?? createLane<Message>(width, attempt);
    lanes.set(consumerId, lane);
    return lane;
  }

  function leave(message: Message, at: number): void {
    if (at <= world.clock.now()) send(message);
    else plan(message, at);
  }

  function plan(message: Message, at: number): void {
    message.nextAttemptAt = at;
    const { id, companyId } = message;
    world.scheduler.schedule(at, { kind: 'deliver', id, ...(companyId === undefined ? {} : { companyId }) });
    world.touch();
  }

  function send(message: Message): void {
    delete message.nextAttemptAt;
    if (message.state !== 'Success') message.state = 'Sending';
    world.touch();
    afterResponse(() => {
      if (!closed) laneOf(message.consumerId).push(message);
    });
  }

  async function attempt(message: Message, control: AbortController): Promise<void> {
    const consumer = parts.consumer(message.consumerId);
    if (!consumer || consumer.disabled || !isKnown(message)) return;
    const { id, body, url } = message;
    // The receiver compares it with its own clock, which does not move with the sandbox's.
    const timestamp = Math.floor(Date.now() / 1000);
    const secrets = signingSecrets(consumer, world.clock.now());
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signatureOf(secrets, { id, timestamp, body }),
    };
    const at = world.clock.now();
    const began = performance.now();
    const outcome = await courier.post({ url, headers, body }, control);
    if (!outcome || !isKnown(message)) return;
    noteAttempt(message, { at, ms: Math.round(performance.now() - began), ...outcome });
    settle(message, consumer, outcome);
    world.touch();
  }

  function settle(message: Message, consumer: Consumer, { status }: Outcome): void {
    const now = world.clock.now();
    if (status >= 200 && status < 300) {
      message.state = 'Success';
      delete consumer.failingSince;
      if (message.isTwice) leave(message, now + AGAIN_AFTER_MS);
      message.isTwice = false;
      return;
    }
    // Delivered before: a failed duplicate does not undo that.
    if (message.state !== 'Success') planRetry(message, now);
    if (noteFailure(consumer, now)) parts.onGivenUp(consumer);
  }

  function planRetry(message: Message, now: number): void {
    message.failures += 1;
    const wait = retryAfter(message.failures, parts.timeLapse(message.companyId));
    message.state = wait === undefined ? 'Failure' : 'Attempting';
    if (wait !== undefined) leave(message, now + wait);
  }

  world.scheduler.on('deliver', ({ id }, at) => {
    const message = messageLog.message(id);
    // Resent or rescheduled since: this task is outdated.
    if (message?.nextAttemptAt === at) send(message);
  });

  function stop(consumerId: string): void {
    lanes.get(consumerId)?.close();
    lanes.delete(consumerId);
  }

  function stopAll(): void {
    for (const consumerId of [...lanes.keys()]) stop(consumerId);
  }

  return {
    leave,
    stop,
    stopAll,
    close() {
      closed = true;
      stopAll();
      courier.close();
    },
  };
}
