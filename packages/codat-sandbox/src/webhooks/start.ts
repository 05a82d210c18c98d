// Start of webhooks: the hub is made, registered with the state, and hears every event.
import { z } from 'zod';
import type { World } from '../state/world';
import { type Consumer, consumerSchema } from './consumer';
import { disable } from './consumers';
import { createDelivery, type DeliverySettings } from './delivery';
import { type Hub, keepHub } from './hub';
import { createMessageLog, messageLogSchema } from './message-log';
import { modeOf, modesSchema, noModes } from './mode';
import { sendToAll } from './sending';

const REAL: DeliverySettings = { timeoutMs: 15_000, width: 20 };

const stateSchema = z.object({
  consumers: z.array(consumerSchema),
  messageLog: messageLogSchema,
  modes: modesSchema,
  count: z.number().int(),
});
type State = z.infer<typeof stateSchema>;

function restore(hub: Hub, state: State): void {
  for (const consumer of state.consumers) hub.consumers.set(consumer.id, consumer);
  hub.messageLog.apply(state.messageLog);
  hub.modes = state.modes;
  hub.count = state.count;
  for (const message of hub.messageLog.messages()) {
    if (message.state !== 'Sending' || message.nextAttemptAt !== undefined) continue;
    // In flight when the snapshot was taken, so that its arrival is unknown.
    hub.delivery.leave(message, hub.world.clock.now());
  }
}

function keepState(hub: Hub): void {
  const { world, consumers, messageLog, delivery } = hub;
  world.keep('webhooks', {
    schema: stateSchema,
    take: () => ({
      consumers: [...consumers.values()],
      messageLog: messageLog.take(),
      modes: hub.modes,
      count: hub.count,
    }),
    apply: (state) => restore(hub, state),
    clear() {
      delivery.stopAll();
      consumers.clear();
      messageLog.clear();
      hub.modes = noModes();
      hub.count = 0;
    },
    forget(companyId) {
      messageLog.forget(companyId);
      delete hub.modes.companies[companyId];
    },
  });
}

export function startWebhooks(world: World, settings: DeliverySettings = REAL): { close(): void } {
  const consumers = new Map<string, Consumer>();
  const messageLog = createMessageLog();
  const delivery = createDelivery(
    {
      world,
      messageLog,
      consumer: (id) => consumers.get(id),
      timeLapse: (companyId) => modeOf(hub.modes, companyId).timeLapse ?? 1,
      onGivenUp: (consumer) => disable(hub, consumer),
    },
    settings,
  );
  const hub: Hub = { world, consumers, messageLog, delivery, modes: noModes(), count: 0 };
  keepHub(hub);
  keepState(hub);
  world.onEvent((event) => sendToAll(hub, event));
  return { close: () => delivery.close() };
}
