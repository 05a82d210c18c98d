// Faults that the control page offers, each with its effect on the API.
import type { Effect } from '../../state/faults';
import { words } from './words';

export type EffectName = keyof typeof words.effects;

export const EFFECTS: Readonly<Record<EffectName, Effect>> = {
  down: { kind: 'status', status: 503 },
  error: { kind: 'status', status: 500 },
  busy: { kind: 'status', status: 429, retryAfter: 5 },
  slow: { kind: 'slow', ms: 10_000 },
  hang: { kind: 'hang' },
  'close-before': { kind: 'close-before' },
  'close-after': { kind: 'close-after' },
  late: { kind: 'status-after', status: 500 },
  garbage: { kind: 'garbage' },
  unauthorised: { kind: 'status', status: 401 },
  limit: { kind: 'status', status: 402 },
  forbidden: { kind: 'status', status: 403 },
};

export const EFFECT_NAMES = Object.keys(EFFECTS) as EffectName[];

export function effectNamed(name: string | null): Effect | undefined {
  const known = EFFECT_NAMES.find((each) => each === name);
  return known && EFFECTS[known];
}

/** Label where the page offers the effect, else its JSON. */
export function effectText(effect: Effect): string {
  const wanted = JSON.stringify(effect);
  const known = EFFECT_NAMES.find((name) => JSON.stringify(EFFECTS[name]) === wanted);
  return known ? words.effects[known] : wanted;
}
