// Circuit breakers of this process, one per webhook endpoint, with the number of calls in flight.

import { type CircuitBreaker, canCall, NO_CALLS, onEnd, onStart } from '../domain/work/circuit-breaker';
import { subscriberLanes } from '../domain/work/outbound';
import { machineMs } from '../runtime/clock';

export interface CircuitBreakers {
  /** Prefixes of lanes to skip for now. */
  openCircuits(): string[];
  /** @returns false when a call may not start now; otherwise call `end` afterwards */
  begin(subscriberId: string): boolean;
  end(subscriberId: string, isAcknowledged: boolean, askedToWaitMs?: number): void;
}

/** @param nowMs the machine's time, in milliseconds */
export function createCircuitBreakers(nowMs: () => number = machineMs): CircuitBreakers {
  const breakers = new Map<string, CircuitBreaker>();
  const keep = (id: string, breaker: CircuitBreaker) => {
    if (breaker.failures === 0 && breaker.inFlight === 0) breakers.delete(id);
    else breakers.set(id, breaker);
  };
  return {
    openCircuits: () =>
      [...breakers].filter(([, breaker]) => !canCall(breaker, nowMs())).map(([id]) => subscriberLanes(id)),
    begin(id) {
      const breaker = breakers.get(id) ?? NO_CALLS;
      if (!canCall(breaker, nowMs())) return false;
      keep(id, onStart(breaker));
      return true;
    },
    end(id, isAcknowledged, askedToWaitMs) {
      keep(id, onEnd(breakers.get(id) ?? NO_CALLS, isAcknowledged, nowMs(), askedToWaitMs));
    },
  };
}
