// Memory of the embedded modules about a company: first dates, consent texts, legal entities.
import { z } from 'zod';
import type { Connection } from '../state/entities';
import type { World } from '../state/world';

const memorySchema = z.object({
  /** Milliseconds, by connection: a connection itself knows only its latest authorisation. */
  firstAuthorised: z.record(z.string(), z.number()),
  /** What a connection showed before it was opened again, until the customer confirmed the difference. */
  entities: z.record(z.string(), z.record(z.string(), z.string())),
  consents: z.array(z.string()),
});

type Memory = z.infer<typeof memorySchema>;

const memories = new WeakMap<World, Map<string, Memory>>();
const EMPTY: Memory = { firstAuthorised: {}, entities: {}, consents: [] };
/** Consent texts kept per company; older ones are asked again. */
const CONSENTS = 100;

const connectedSchema = z.object({ payload: z.object({ connection: z.object({ id: z.string() }) }) });

export function keepMemories(world: World): void {
  const all = new Map<string, Memory>();
  memories.set(world, all);
  world.keep('embedded', {
    schema: z.record(z.string(), memorySchema),
    take: () => Object.fromEntries([...all].filter(([companyId]) => world.companies.has(companyId))),
    apply(state) {
      all.clear();
      for (const [companyId, memory] of Object.entries(state)) all.set(companyId, memory);
    },
    clear: () => all.clear(),
    forget: (companyId) => void all.delete(companyId),
  });
  world.onEvent(({ type, at, companyId, body }) => {
    if (type !== 'connection.connected' || companyId === undefined) return;
    const { payload } = connectedSchema.parse(JSON.parse(body));
    change(world, companyId).firstAuthorised[payload.connection.id] = at;
  });
}

export function memoryOf(world: World, companyId: string): Readonly<Memory> {
  return memories.get(world)?.get(companyId) ?? EMPTY;
}

function change(world: World, companyId: string): Memory {
  const memory = memories.get(world)?.get(companyId) ?? structuredClone(EMPTY);
  memories.get(world)?.set(companyId, memory);
  return memory;
}

export function rememberConsent(world: World, companyId: string, text: string): void {
  const memory = change(world, companyId);
  memory.consents = [...memory.consents.filter((each) => each !== text), text].slice(-CONSENTS);
  world.touch();
}

/** Keeps the entity before the first unconfirmed change, however often it changes. */
export function rememberEntity(world: World, companyId: string, connection: Connection): void {
  if (!connection.info || connection.id in memoryOf(world, companyId).entities) return;
  change(world, companyId).entities[connection.id] = connection.info;
  world.touch();
}

export function forgetEntity(world: World, companyId: string, connectionId: string): void {
  delete change(world, companyId).entities[connectionId];
  world.touch();
}
