// Seeded random number generator: the same seed and name give the same sequence.
import { numberFrom } from 'codat-sandbox/random/ids';

const FINE = 1_000_000;

export interface Rng {
  /** From 0 to 1, without 1. */
  next(): number;
  isUnder(share: number): boolean;
  oneOf<T>(things: readonly T[]): T;
}

export function createRng(seed: number, name: string): Rng {
  let thrown = 0;
  const next = () => {
    thrown += 1;
    return numberFrom(`${seed} ${name} ${thrown}`, FINE) / FINE;
  };
  return {
    next,
    isUnder: (share) => next() < share,
    oneOf: (things) => {
      const thing = things[Math.floor(next() * things.length)];
      if (thing === undefined) throw new Error('There is nothing to choose from.');
      return thing;
    },
  };
}
