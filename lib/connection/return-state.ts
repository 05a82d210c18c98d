// OAuth-style `state`: an unguessable value that binds the return from a platform to the person who went there.

import { randomBytes } from 'node:crypto';
import { sha256 } from '../domain/crypto/sha256';
import { DAY_MS } from '../domain/text/duration';

/** A day: the lifetime of Codat's one-time link. */
export const JOURNEY_MS = DAY_MS;

/** 256 random bits; the browser carries the value, the database only its hash. */
export function newState(): { state: string; stateHash: string } {
  const state = randomBytes(32).toString('base64url');
  return { state, stateHash: sha256(state) };
}

/** The hash of a state value from an address; null for a malformed one. */
export function stateHashOf(state: string | null): string | null {
  return state !== null && /^[A-Za-z0-9_-]{43}$/.test(state) ? sha256(state) : null;
}
