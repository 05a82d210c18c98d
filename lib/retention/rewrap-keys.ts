// Key rotation for people's keys: rewraps row by row, so that it can stop and resume anywhere.
import type { Db } from '@/db/client';
import { listPersonKeysPage, replaceWrapped } from '@/db/queries/person-key-care';
import { CannotOpen, open, type SealKeys, seal } from '../domain/crypto/seal';

export interface Rewrapped {
  /** Wrapped anew by this run. */
  rewrapped: number;
  /** The present key opens them, whichever process wrapped them. */
  opens: number;
  /** People whose key neither of the two opens. */
  closed: string[];
}

const PAGE = 500;

function openOrNull(wrapped: string, personId: string, keys: SealKeys): string | null {
  try {
    return open(wrapped, personId, keys);
  } catch (error) {
    if (error instanceof CannotOpen) return null;
    throw error;
  }
}

/** @param db of the owner of the tables @param keys the first one wraps */
export async function rewrapKeys(db: Db, keys: SealKeys): Promise<Rewrapped> {
  const present: SealKeys = { keys: keys.keys.slice(0, 1) };
  let rewrapped = 0;
  await walk(db, async (row) => {
    if (openOrNull(row.wrapped, row.personId, present) !== null) return;
    const key = openOrNull(row.wrapped, row.personId, keys);
    if (key !== null && (await replaceWrapped(db, row, seal(key, row.personId, present)))) rewrapped += 1;
  });
  // The database decides, not this run's own count.
  let opens = 0;
  const closed: string[] = [];
  await walk(db, async ({ personId, wrapped }) => {
    if (openOrNull(wrapped, personId, present) === null) closed.push(personId);
    else opens += 1;
  });
  return { rewrapped, opens, closed };
}

async function walk(
  db: Db,
  visit: (row: { personId: string; wrapped: string }) => Promise<void>,
): Promise<void> {
  for (let last: string | null = null; ; ) {
    const page: { personId: string; wrapped: string }[] = await listPersonKeysPage(db, last, PAGE);
    for (const row of page) await visit(row);
    const end = page.at(-1);
    if (end === undefined) return;
    last = end.personId;
  }
}
