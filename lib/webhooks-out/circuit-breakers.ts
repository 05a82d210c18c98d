// Owns this process's gates: which subscribers it leaves alone for a while, and how many calls to each are on the way.

import { subscriberLanes } from '../domain/work/outbound';
import { begun, ended, type Gate, mayBegin, OPEN } from '../domain/work/outbound-gate';
import { machineMs } from '../runtime/clock';

export interface Gates {
  /** Beginnings of the lanes from which nothing should be taken now. */
  closed(): string[];
  /** @returns false when it is not its turn; else `end` has to be called */
  begin(subscriberId: string): boolean;
  end(subscriberId: string, isAcknowledged: boolean, askedToWaitMs?: number): void;
}

/** @param nowMs the machine's time, in milliseconds */
export function createGates(nowMs: () => number = machineMs): Gates {
  const gates = new Map<string, Gate>();
  const keep = (id: string, gate: Gate) => {
    if (gate.failures === 0 && gate.inFlight === 0) gates.delete(id);
    else gates.set(id, gate);
  };
  return {
    closed: () =>
      [...gates].filter(([, gate]) => !mayBegin(gate, nowMs())).map(([id]) => subscriberLanes(id)),
    begin(id) {
      const gate = gates.get(id) ?? OPEN;
      if (!mayBegin(gate, nowMs())) return false;
      keep(id, begun(gate));
      return true;
    },
    end(id, isAcknowledged, askedToWaitMs) {
      keep(id, ended(gates.get(id) ?? OPEN, isAcknowledged, nowMs(), askedToWaitMs));
    },
  };
}
