// State part of provider visits: they survive a restart.
import { z } from 'zod';
import { type KeptLinkFlow, type LinkFlow, linkFlowSchema } from '../state/link-flow';
import type { World } from '../state/world';

const kept = (flow: LinkFlow): KeptLinkFlow => ({ ...flow, custom: flow.custom.toString() });

export function keepVisits(world: World): void {
  world.keep('link-visits', {
    schema: z.array(linkFlowSchema),
    take: () => [...world.flows.values()].map(kept),
    apply(flows) {
      for (const flow of flows) {
        world.flows.set(flow.id, { ...flow, custom: new URLSearchParams(flow.custom) });
      }
    },
    // The world itself forgets visits with their company.
    clear: () => undefined,
    forget: () => undefined,
  });
}
