// Setting: how the sandbox reads Codat's pages, for everybody and for single companies. An odd one has its seed.
import { randomInt } from 'node:crypto';
import { z } from 'zod';
import type { Behaviour, BehaviourInput, RuleName } from '../config/options';
import type { World } from '../state/world';
import { RULE_NAMES } from './rules';

export const PROFILE_NAMES = ['documented', 'lenient', 'odd'] as const satisfies Behaviour['name'][];

const seed = z.number().int().min(0).max(0xffff_ffff);

/** Rules that are read leniently all the same, for a test of the other reading. */
const except = z.array(z.enum(RULE_NAMES)).optional();

export const behaviourSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('documented'), except }),
  z.strictObject({ name: z.literal('lenient') }),
  z.strictObject({ name: z.literal('odd'), seed, except }),
]) satisfies z.ZodType<Behaviour>;

export const behaviourInput = z.strictObject({
  name: z.enum(PROFILE_NAMES),
  seed: seed.optional(),
  except,
}) satisfies z.ZodType<BehaviourInput>;

const shelfSchema = z.object({ all: behaviourSchema, companies: z.record(z.string(), behaviourSchema) });
type Shelf = z.infer<typeof shelfSchema>;

/**
 * Default profile. Organisations have names, so that a demo shows them; tests run the whole of `documented` where a client must
 * cope without.
 */
export const USUAL: Behaviour = { name: 'documented', except: ['no-connection-info'] };

const shelves = new WeakMap<World, Shelf>();

export function toBehaviour({ name, seed, except }: BehaviourInput): Behaviour {
  if (name === 'lenient') return { name };
  const kind = except === undefined ? {} : { except };
  return name === 'odd' ? { name, seed: seed ?? randomInt(0x1_0000_0000), ...kind } : { name, ...kind };
}

/** @param start what this process was started with, and what a reset goes back to */
export function keepBehaviour(world: World, start: Behaviour): void {
  const fresh = (): Shelf => ({ all: start, companies: {} });
  const set = (shelf: Shelf) => void shelves.set(world, shelf);
  set(fresh());
  world.keep('behaviour', {
    schema: shelfSchema,
    take: () => behaviours(world),
    apply: set,
    clear: () => set(fresh()),
    forget: (companyId) => void delete behaviours(world).companies[companyId],
  });
}

export function behaviours(world: World): Shelf {
  return shelves.get(world) ?? { all: USUAL, companies: {} };
}

/** A company's own behaviour replaces the general one. */
export function behaviourOf(world: World, companyId?: string): Behaviour {
  const { all, companies } = behaviours(world);
  return (companyId === undefined ? undefined : companies[companyId]) ?? all;
}

export function setBehaviour(world: World, behaviour: Behaviour, companyId?: string): void {
  const { all, companies } = behaviours(world);
  shelves.set(
    world,
    companyId === undefined
      ? { all: behaviour, companies }
      : { all, companies: { ...companies, [companyId.toLowerCase()]: behaviour } },
  );
  world.touch();
}

/** Whether the harder reading of a rule stands. */
export function isStrict(world: World, rule: RuleName, companyId?: string): boolean {
  const behaviour = behaviourOf(world, companyId);
  return behaviour.name !== 'lenient' && !behaviour.except?.includes(rule);
}

/** `lenient`, `odd, seed 42`, or `documented except no-connection-info`. */
export function behaviourText(behaviour: Behaviour): string {
  if (behaviour.name === 'lenient') return behaviour.name;
  const seeded = behaviour.name === 'odd' ? `odd, seed ${behaviour.seed}` : behaviour.name;
  const except = behaviour.except ?? [];
  return except.length === 0 ? seeded : `${seeded} except ${except.join(', ')}`;
}
