// Fault injection: which request a fault waits for, and how often it strikes.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { numberFrom } from '../random/ids';

const status = z.number().int().min(400).max(599);

export const effectSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('status'), status, retryAfter: z.number().int().min(0).optional() }),
  z.strictObject({ kind: z.literal('hang') }),
  z.strictObject({ kind: z.literal('slow'), ms: z.number().int().min(0).max(600_000) }),
  z.strictObject({ kind: z.literal('close-before') }),
  z.strictObject({ kind: z.literal('close-after') }),
  z.strictObject({ kind: z.literal('garbage') }),
  z.strictObject({ kind: z.literal('status-after'), status: status.min(500) }),
]);

export const faultSchema = z.strictObject({
  companyId: z.string().optional(),
  companyName: z.string().optional(),
  method: z.string().optional(),
  path: z.string().optional(),
  /** Strikes this often. */
  times: z.number().int().min(1).max(1_000_000).optional(),
  /** Strikes this share of matching calls; without `times` it stays until it is removed. */
  rate: z.number().gt(0).max(1).optional(),
  effect: effectSchema,
});

export type Effect = z.infer<typeof effectSchema>;
export type FaultInput = z.infer<typeof faultSchema>;

/**
 * A wire fault strikes in front of the API: nothing is done and nothing remembered under an idempotency key. A
 * service fault is the API's own answer, so a replay repeats it (all but 429).
 */
export type Phase = 'wire' | 'service';

export function phaseOf(effect: Effect): Phase {
  switch (effect.kind) {
    case 'hang':
    case 'close-before':
    case 'garbage':
      return 'wire';
    case 'status':
    case 'slow':
    case 'close-after':
    case 'status-after':
      return 'service';
    default:
      return effect satisfies never;
  }
}

export interface FaultTarget {
  method: string;
  template: string;
  companyId: string | undefined;
  companyName: string | undefined;
}

/** Active fault; without `left` it stays until it is removed. */
export type StandingFault = FaultInput & { id: string; left?: number };

export interface Faults {
  add(fault: FaultInput): string;
  list(): StandingFault[];
  remove(id: string): boolean;
  forget(companyId: string): void;
  clear(): void;
  /** First matching fault, its count reduced by one. */
  take(phase: Phase, target: FaultTarget): Effect | undefined;
}

function fits(fault: FaultInput, target: FaultTarget): boolean {
  return (
    (fault.companyId === undefined || fault.companyId.toLowerCase() === target.companyId?.toLowerCase()) &&
    (fault.companyName === undefined || fault.companyName === target.companyName) &&
    (fault.method === undefined || fault.method.toUpperCase() === target.method) &&
    (fault.path === undefined || fault.path === '*' || fault.path === target.template)
  );
}

const DRAWS = 1_000_000;

/** Seeded by the kind of fault, not by its id, so that every run draws alike. */
function drawsOf({ method, path, rate, effect }: FaultInput): () => number {
  const seed = JSON.stringify([method, path, rate, effect]);
  let drawn = 0;
  return () => {
    drawn += 1;
    return numberFrom(`${seed} ${drawn}`, DRAWS) / DRAWS;
  };
}

interface Waiting {
  fault: FaultInput;
  left: number;
  draw: () => number;
}

export function createFaults(): Faults {
  const waiting = new Map<string, Waiting>();
  return {
    add(fault) {
      const id = randomUUID();
      const left = fault.times ?? (fault.rate === undefined ? 1 : Number.POSITIVE_INFINITY);
      waiting.set(id, { fault, left, draw: drawsOf(fault) });
      return id;
    },
    list: () =>
      [...waiting].map(([id, { fault, left }]) => ({
        id,
        ...(Number.isFinite(left) ? { left } : {}),
        ...fault,
      })),
    remove: (id) => waiting.delete(id),
    forget(companyId) {
      const gone = companyId.toLowerCase();
      for (const [id, { fault }] of waiting) {
        if (fault.companyId?.toLowerCase() === gone) waiting.delete(id);
      }
    },
    clear: () => waiting.clear(),
    take(phase, target) {
      for (const [id, entry] of waiting) {
        const { fault } = entry;
        if (phaseOf(fault.effect) !== phase || !fits(fault, target)) continue;
        if (fault.rate !== undefined && entry.draw() >= fault.rate) continue;
        entry.left -= 1;
        if (entry.left === 0) waiting.delete(id);
        return fault.effect;
      }
      return undefined;
    },
  };
}
