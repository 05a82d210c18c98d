// Fault catalogue of the demo: five ways in which Codat fails, in the terms of the control API. Pure.

export const FAULT_KINDS = ['down', 'slow', 'silent', 'busy', 'garbage'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** How many calls fail; `always` lasts until the fault is removed. */
export const FAULT_CALLS = ['1', '3', '10', 'always'] as const;
export type FaultCalls = (typeof FAULT_CALLS)[number];

export interface FaultEffect {
  kind: string;
  status?: number | undefined;
  ms?: number;
  retryAfter?: number;
}

const EFFECTS: Record<FaultKind, FaultEffect> = {
  down: { kind: 'status', status: 503 },
  slow: { kind: 'slow', ms: 10_000 },
  silent: { kind: 'hang' },
  busy: { kind: 'status', status: 429, retryAfter: 5 },
  garbage: { kind: 'garbage' },
};

/** @param codatCompanyId only calls about this company; null for all */
export function newFault(kind: FaultKind, calls: FaultCalls, codatCompanyId: string | null) {
  return {
    effect: EFFECTS[kind],
    ...(calls === 'always' ? { rate: 1 } : { times: Number(calls) }),
    ...(codatCompanyId === null ? {} : { companyId: codatCompanyId }),
  };
}

/** Null for a fault that the demo did not create. */
export function faultKindOf(effect: FaultEffect): FaultKind | null {
  return (
    FAULT_KINDS.find(
      (kind) => EFFECTS[kind].kind === effect.kind && EFFECTS[kind].status === effect.status,
    ) ?? null
  );
}
