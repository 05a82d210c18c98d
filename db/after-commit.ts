// After-commit hook: a callback runs once the outermost transaction has committed, and never when it rolls back.
import type { Db } from './client';

type Later = (() => void)[];

/** Kept on the process: Next loads this module once for pages and once for what runs beside them. */
const holder = globalThis as typeof globalThis & { accordAfterCommit?: WeakMap<object, Later> };

function transactions(): WeakMap<object, Later> {
  holder.accordAfterCommit ??= new WeakMap();
  return holder.accordAfterCommit;
}

/** Makes the transactions of a database known here. */
export function watchCommits<D extends Db>(db: D): D {
  const begin = db.transaction.bind(db);
  db.transaction = async (work, config) => {
    const later: Later = [];
    const result = await begin((tx) => {
      watchNested(tx, later);
      return work(tx);
    }, config);
    for (const run of later) run();
    return result;
  };
  return db;
}

/** Callbacks of a savepoint wait for the whole transaction once it is released, and are dropped when it is rolled back. */
function watchNested(tx: Db, later: Later): void {
  transactions().set(tx, later);
  const begin = tx.transaction.bind(tx);
  tx.transaction = async (work, config) => {
    const own: Later = [];
    const result = await begin((nested) => {
      watchNested(nested, own);
      return work(nested);
    }, config);
    later.push(...own);
    return result;
  };
}

/**
 * Runs when the transaction is committed, and never when it is not; at once where there is no transaction.
 * @param run does not throw: what it tells of has happened
 */
export function afterCommit(tx: Db, run: () => void): void {
  const later = transactions().get(tx);
  if (later === undefined) run();
  else later.push(run);
}
