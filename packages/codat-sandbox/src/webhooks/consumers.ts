// Registry of consumers: add, remove, disable, enable.
import { randomUUID } from 'node:crypto';
import { WEBHOOK_SECRET } from '../config/config';
import type { Consumer } from './consumer';
import type { Hub } from './hub';
import { makeSecret } from './signature';

export type NewConsumer = Pick<Consumer, 'url' | 'eventTypes' | 'disabled' | 'companyTags'>;

export function addConsumer({ world, consumers }: Hub, wanted: NewConsumer): Consumer {
  // The configured secret belongs to the first consumer, also to one that replaces it.
  const isTaken = [...consumers.values()].some(({ secret }) => secret === WEBHOOK_SECRET);
  const secret = isTaken ? makeSecret() : WEBHOOK_SECRET;
  const consumer: Consumer = { id: randomUUID(), ...wanted, secret, retired: [] };
  consumers.set(consumer.id, consumer);
  world.touch();
  return consumer;
}

/** Ids are compared without case, as GUIDs are. */
export function findConsumer({ consumers }: Hub, consumerId: string): Consumer | undefined {
  return consumers.get(consumerId.toLowerCase());
}

/** Removes its messages too, sent and pending. */
export function removeConsumer({ world, consumers, delivery, messageLog }: Hub, { id }: Consumer): void {
  consumers.delete(id);
  delivery.stop(id);
  messageLog.removeOf(id);
  world.touch();
}

export function enable({ world }: Hub, consumer: Consumer): void {
  consumer.disabled = false;
  world.touch();
}

/** Pending messages count as failed, so that they can be recovered once the consumer is enabled. */
export function disable({ world, delivery, messageLog }: Hub, consumer: Consumer): void {
  consumer.disabled = true;
  delete consumer.failingSince;
  delivery.stop(consumer.id);
  for (const message of messageLog.messages()) {
    if (message.consumerId !== consumer.id || message.state === 'Success') continue;
    message.state = 'Failure';
    delete message.nextAttemptAt;
  }
  world.touch();
}
