// Owns the webhooks of one sandbox: consumers, what they were sent, how it goes wrong on purpose.
import { z } from 'zod';
import type { World } from '../world';
import { type Consumer, consumerSchema } from './consumer';
import { disable } from './consumers';
import { createDelivery, type Delivery, type DeliverySettings } from './delivery';
import { createMailbox, type Mailbox, mailboxSchema } from './mailbox';
import { type Modes, modeOf, modesSchema, noModes } from './mode';
import { sendToAll } from './sending';

export interface Hub {
  readonly world: World;
  readonly consumers: Map<string, Consumer>;
  readonly mailbox: Mailbox;
  readonly delivery: Delivery;
  modes: Modes;
  /** Messages made so far; chance goes by it. */
  count: number;
}

const REAL: DeliverySettings = { timeoutMs: 15_000, width: 20 };

const stateSchema = z.object({
  consumers: z.array(consumerSchema),
  mailbox: mailboxSchema,
  modes: modesSchema,
  count: z.number().int(),
});
type State = z.infer<typeof stateSchema>;

const hubs = new WeakMap<World, Hub>();

/** @throws when webhooks were not started for this world */
export function hubOf(world: World): Hub {
  const hub = hubs.get(world);
  if (!hub) throw new Error('Webhooks were not started.');
  return hub;
}

function restore(hub: Hub, state: State): void {
  for (const consumer of state.consumers) hub.consumers.set(consumer.id, consumer);
  hub.mailbox.apply(state.mailbox);
  hub.modes = state.modes;
  hub.count = state.count;
  for (const message of hub.mailbox.messages()) {
    if (message.state !== 'Sending' || message.nextAttemptAt !== undefined) continue;
    // It was on its way when the snapshot was taken; nobody knows whether it arrived.
    hub.delivery.leave(message, hub.world.clock.now());
  }
}

function keepState(hub: Hub): void {
  const { world, consumers, mailbox, delivery } = hub;
  world.keep('webhooks', {
    schema: stateSchema,
    take: () => ({
      consumers: [...consumers.values()],
      mailbox: mailbox.take(),
      modes: hub.modes,
      count: hub.count,
    }),
    apply: (state) => restore(hub, state),
    clear() {
      delivery.stopAll();
      consumers.clear();
      mailbox.clear();
      hub.modes = noModes();
      hub.count = 0;
    },
    forget(companyId) {
      mailbox.forget(companyId);
      delete hub.modes.companies[companyId];
    },
  });
}

export function startWebhooks(world: World, settings: DeliverySettings = REAL): { close(): void } {
  const consumers = new Map<string, Consumer>();
  const mailbox = createMailbox();
  const delivery = createDelivery(
    {
      world,
      mailbox,
      consumer: (id) => consumers.get(id),
      timeLapse: (companyId) => modeOf(hub.modes, companyId).timeLapse ?? 1,
      onGivenUp: (consumer) => disable(hub, consumer),
    },
    settings,
  );
  const hub: Hub = { world, consumers, mailbox, delivery, modes: noModes(), count: 0 };
  hubs.set(world, hub);
  keepState(hub);
  world.onEvent((event) => sendToAll(hub, event));
  return { close: () => delivery.close() };
}
