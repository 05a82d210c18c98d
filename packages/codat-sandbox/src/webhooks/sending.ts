// Fan-out of events to consumers, with resend, recovery and replay.
import type { PublishedEvent } from '../state/events';
import { type Consumer, wants } from './consumer';
import type { Hub } from './hub';
import { type Message, messageId, noteAttempt } from './message';
import { REPLAY_MS } from './message-log';
import { modeOf, planOf } from './mode';

/** Space between replayed messages, as the service leaves it. */
const SPACING_MS = 100;

function makeMessage(hub: Hub, consumer: Consumer, event: PublishedEvent, notBefore: number): void {
  const now = hub.world.clock.now();
  const { isLost, isTwice, at } = planOf(modeOf(hub.modes, event.companyId), hub.count, notBefore);
  hub.count += 1;
  const message: Message = {
    id: messageId(event, consumer.id),
    eventType: event.type,
    ...(event.companyId === undefined ? {} : { companyId: event.companyId }),
    consumerId: consumer.id,
    url: consumer.url,
    body: event.body,
    createdAt: now,
    state: isLost ? 'Failure' : 'Sending',
    attempts: [],
    failures: 0,
    isTwice,
  };
  hub.messageLog.addMessage(message);
  // Logged as failed, so that it can be recovered; the consumer never received it.
  if (isLost) noteAttempt(message, { at: now, status: 0, ms: 0, error: 'Lost on purpose.' });
  else hub.delivery.leave(message, at);
}

export function sendToAll(hub: Hub, event: PublishedEvent): void {
  hub.messageLog.addEvent(event);
  for (const consumer of hub.consumers.values()) {
    if (!consumer.disabled && wants(consumer, event))
      makeMessage(hub, consumer, event, hub.world.clock.now());
  }
}

/** Sends the same message again, with a fresh schedule. */
export function resend(hub: Hub, message: Message, at: number = hub.world.clock.now()): void {
  message.state = 'Sending';
  message.failures = 0;
  hub.delivery.leave(message, at);
}

/** Oldest first, without delivered and pending messages; returns the count. */
function sendAgain(hub: Hub, consumer: Consumer, since: number, withMissed: boolean): number {
  const now = hub.world.clock.now();
  const from = Math.max(since, now - REPLAY_MS);
  let sent = 0;
  for (const event of hub.messageLog.events()) {
    if (event.at < from || !wants(consumer, event)) continue;
    const message = hub.messageLog.message(messageId(event, consumer.id));
    const at = now + sent * SPACING_MS;
    if (message?.state === 'Failure') resend(hub, message, at);
    else if (!message && withMissed) makeMessage(hub, consumer, event, at);
    else continue;
    sent += 1;
  }
  return sent;
}

/** Resends failed messages. */
export function recover(hub: Hub, consumer: Consumer, since: number): number {
  return sendAgain(hub, consumer, since, false);
}

/** Resends failed messages, and events missed while the consumer was disabled or before it existed. */
export function replay(hub: Hub, consumer: Consumer, since: number): number {
  return sendAgain(hub, consumer, since, true);
}
