// Owns the faults somebody asked for: which request each one waits for and how often it strikes.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';

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
  times: z.number().int().min(1).max(1_000_000).default(1),
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

export interface Faults {
  add(fault: FaultInput): string;
  remove(id: string): boolean;
  forget(companyId: string): void;
  clear(): void;
  /** The first fault that fits, used up by one. */
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

export function createFaults(): Faults {
  const waiting = new Map<string, { fault: FaultInput; left: number }>();
  return {
    add(fault) {
      const id = randomUUID();
      waiting.set(id, { fault, left: fault.times });
      return id;
    },
    remove: (id) => waiting.delete(id),
    forget(companyId) {
      for (const [id, { fault }] of waiting) if (fault.companyId === companyId) waiting.delete(id);
    },
    clear: () => waiting.clear(),
    take(phase, target) {
      for (const [id, entry] of waiting) {
        if (phaseOf(entry.fault.effect) !== phase || !fits(entry.fault, target)) continue;
        entry.left -= 1;
        if (entry.left === 0) waiting.delete(id);
        return entry.fault.effect;
      }
      return undefined;
    },
  };
}
