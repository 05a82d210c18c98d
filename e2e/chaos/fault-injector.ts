// Fault injector of a chaos run: failing calls to Codat; duplicate, late, reordered and lost webhooks; killed processes and a killed database.
import { setTimeout as sleep } from 'node:timers/promises';
import type { SandboxControl } from '../sandbox-control';
import type { Machine } from './machine';
import type { People } from './people';
import type { Rng } from './rng';

/** Of a hundred calls ten fail, five of them after the work was done. */
const FAULTS = [
  { rate: 0.03, effect: { kind: 'status', status: 500 } },
  { rate: 0.02, effect: { kind: 'close-before' } },
  { rate: 0.03, effect: { kind: 'status-after', status: 500 } },
  { rate: 0.02, effect: { kind: 'close-after' } },
] as const;
const MESSAGES = { duplicate: 0.2, drop: 0.2, reorder: true, delayMs: 300, timeLapse: 300 };
/** Least and most milliseconds between two kills. */
const QUIET = [1_500, 4_000] as const;
const VICTIMS = ['web', 'worker', 'people', 'api'] as const;

export interface FaultInjector {
  deaths: Record<'web' | 'api' | 'worker' | 'people' | 'postgres', number>;
}

export async function startFaultInjector(control: SandboxControl): Promise<void> {
  for (const fault of FAULTS) await control.addFault(fault);
  await control.setMode(MESSAGES);
}

/** Stops the injection: webhooks under way arrive, and every call succeeds again. */
export async function stopFaultInjector(control: SandboxControl): Promise<void> {
  await control.clearFaults();
  await control.setMode({ timeLapse: 100_000 });
}

/** Kills processes until then; PostgreSQL at a third and at two thirds of the time. */
export async function rage(
  machine: Machine,
  people: People,
  rng: Rng,
  until: number,
): Promise<FaultInjector> {
  const faultInjector: FaultInjector = { deaths: { web: 0, api: 0, worker: 0, people: 0, postgres: 0 } };
  const from = Date.now();
  let turn = Math.floor(rng.next() * VICTIMS.length);
  while (Date.now() < until) {
    const pause = QUIET[0] + rng.next() * (QUIET[1] - QUIET[0]);
    await sleep(Math.min(pause, Math.max(until - Date.now(), 0)));
    const past = (Date.now() - from) / (until - from);
    if (past > (faultInjector.deaths.postgres + 1) / 3 && faultInjector.deaths.postgres < 2) {
      faultInjector.deaths.postgres += 1;
      await machine.restartPostgres();
      continue;
    }
    // In turn, so that a short run kills one of each kind.
    const killTarget = VICTIMS[turn % VICTIMS.length] ?? 'worker';
    turn += 1;
    faultInjector.deaths[killTarget] += 1;
    if (killTarget === 'people') people.killOne();
    else machine.killOne(killTarget);
  }
  return faultInjector;
}
