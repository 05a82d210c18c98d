// Webhooks of one sandbox: consumers, the messages sent to them, and the failures set on purpose.
import type { World } from '../state/world';
import type { Consumer } from './consumer';
import type { Delivery } from './delivery';
import type { Mailbox } from './mailbox';
import type { Modes } from './mode';

export interface Hub {
  readonly world: World;
  readonly consumers: Map<string, Consumer>;
  readonly mailbox: Mailbox;
  readonly delivery: Delivery;
  modes: Modes;
  /** Messages made so far; chance goes by it. */
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
