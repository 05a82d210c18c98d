// Webhooks of one sandbox: consumers, the messages sent to them, and the failures set on purpose.
import type { World } from '../state/world';
import type { Consumer } from './consumer';
import type { Delivery } from './delivery';
import type { MessageLog } from './message-log';
import type { Modes } from './mode';

export interface Hub {
  readonly world: World;
  readonly consumers: Map<string, Consumer>;
  readonly messageLog: MessageLog;
  readonly delivery: Delivery;
  modes: Modes;
  /** Messages made so far; seeds the failures set on purpose. */
  count: number;
}

const hubs = new WeakMap<World, Hub>();

export function keepHub(hub: Hub): void {
  hubs.set(hub.world, hub);
}

/** @throws when webhooks were not started for this world */
export function hubOf(world: World): Hub {
  const hub = hubs.get(world);
  if (!hub) throw new Error('Webhooks were not started.');
  return hub;
}
