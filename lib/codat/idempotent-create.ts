// Idempotent create: one object at Codat per key, though callers race, answers get lost or a process dies.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '@/db/client';
import {
  claimIdempotencyKey,
  completeIdempotencyKey,
  releaseIdempotencyKey,
} from '@/db/queries/idempotency-keys';
import { Upstream } from '../errors';
import { machineClock, machineMs } from '../runtime/clock';

/** Longer than the longest attempt: two calls of five seconds each, with some margin. */
const CLAIM_MS = 15_000;
/** How long a caller waits for another one's attempt. */
const PATIENCE_MS = 6_000;
const POLL_MS = 100;

export interface Creation {
  /** The subject of the creation; the same text always means the same thing. */
  subject: string;
  /** Finds the result of an earlier attempt whose answer was lost. */
  find: () => Promise<string | null>;
  /** Creates it. With the same key, Codat repeats its answer, not its work. */
  create: (idempotencyKey: string) => Promise<string>;
}

/**
 * @returns Codat's id of the object
 * @throws Upstream when Codat failed; calling again later is safe and continues where this one stopped
 */
export async function createIdempotently(db: Db, creation: Creation): Promise<string> {
  const deadline = machineMs() + PATIENCE_MS;
  for (;;) {
    const now = machineClock.now();
    const claim = await claimIdempotencyKey(db, creation.subject, now, new Date(now.getTime() + CLAIM_MS));
    if (claim.kind === 'done') return claim.codatId;
    if (claim.kind === 'claimed') return attempt(db, creation, claim);
    if (machineMs() > deadline) throw new Upstream('in-progress', { answered: true });
    await sleep(POLL_MS);
  }
}

async function attempt(
  db: Db,
  creation: Creation,
  claim: { idempotencyKey: string; attempts: number; claimedUntil: Date },
): Promise<string> {
  try {
    const earlier = claim.attempts > 1 ? await creation.find() : null;
    const codatId = earlier ?? (await creation.create(claim.idempotencyKey));
    await completeIdempotencyKey(db, creation.subject, codatId);
    return codatId;
  } catch (error) {
    // A lost answer keeps its key, so that Codat itself recognises the repetition. `in-progress` is such a case.
    const newKey = error instanceof Upstream && error.answered && error.kind !== 'in-progress';
    await releaseIdempotencyKey(db, creation.subject, {
      claimedUntil: claim.claimedUntil,
      now: machineClock.now(),
      newKey,
    });
    throw error;
  }
}
