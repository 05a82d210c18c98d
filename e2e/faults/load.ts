// Load generator of the fault tests: writers and readers without pause; it records every answer with its time.
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Database } from '../../db/client';

export interface Answer {
  startedAt: number;
  endedAt: number;
  ok: boolean;
}

export interface Load {
  answers: Answer[];
  /** Numbers whose insert the database has acknowledged. */
  acknowledged: number[];
  stop(): Promise<void>;
}

/** Needs a table `kept (n int)`. */
export function startLoad({ db, hot }: Database, workers: number): Load {
  const answers: Answer[] = [];
  const acknowledged: number[] = [];
  let running = true;
  let next = 0;

  async function once(work: () => Promise<unknown>): Promise<boolean> {
    const startedAt = Date.now();
    const ok = await work().then(
      () => true,
      () => false,
    );
    answers.push({ startedAt, endedAt: Date.now(), ok });
    return ok;
  }

  async function worker(kind: number): Promise<void> {
    while (running) {
      next += 1;
      const n = next;
      const insert = sql`insert into kept values (${n})`;
      const ok = await once(() => {
        if (kind % 3 === 0) return hot.execute(sql`select ${n}::int`);
        if (kind % 3 === 1) return db.execute(insert);
        return db.transaction(async (tx) => {
          await tx.execute(sql`select 1`);
          await tx.execute(insert);
        });
      });
      if (ok && kind % 3 !== 0) acknowledged.push(n);
      // A failed read is not repeated at once.
      await sleep(ok ? 1 : 20);
    }
  }

  const all = Promise.all(Array.from({ length: workers }, (_, kind) => worker(kind)));
  return {
    answers,
    acknowledged,
    stop: async () => {
      running = false;
      await all;
    },
  };
}
