// Measure of ageing: one pool under steady load, against its own first window and against a new pool that takes turns with it.
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';

export interface Ageing {
  /** Queries per second. */
  perWindow: number[];
  /** The last window to the first: feels everything else the machine does meanwhile. */
  ratio: number;
  /** The aged pool to a new one: the median of many short pairs, so that a busy moment of the machine spoils a pair and not the result. */
  againstNew: number;
}

interface Options {
  seconds: number;
  windowSeconds: number;
  onWindow?: (queriesPerSecond: number) => void;
}

const POOL = 10;
/** Fewer than connections, so that some are always idle and the pool's queues never empty. */
const IN_FLIGHT = 4;
const PAIRS = 15;
const PAIR_SECONDS = 0.2;

interface Pool {
  /** Queries per second over the time given. */
  load(seconds: number): Promise<number>;
  end(): Promise<void>;
}

async function openPool(url: string): Promise<Pool> {
  const sql = postgres(url, { max: POOL, onnotice: () => {} });
  const ask = (n: number) => sql`select ${n}::int as n`;
  // The burst opens every connection.
  await Promise.all(Array.from({ length: 100 }, (_, n) => ask(n)));
  return {
    load: async (seconds) => {
      let [count, running] = [0, true];
      const from = performance.now();
      const work = Array.from({ length: IN_FLIGHT }, async () => {
        while (running) {
          await ask(count);
          count += 1;
        }
      });
      await sleep(seconds * 1000);
      running = false;
      await Promise.all(work);
      return Math.round(count / ((performance.now() - from) / 1000));
    },
    end: () => sql.end({ timeout: 5 }),
  };
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

export async function measureAgeing(url: string, options: Options): Promise<Ageing> {
  const aged = await openPool(url);
  // The first second warms the compiler up.
  await aged.load(1);
  const perWindow: number[] = [];
  for (let elapsed = 0; elapsed < options.seconds; elapsed += options.windowSeconds) {
    const rate = await aged.load(options.windowSeconds);
    perWindow.push(rate);
    options.onWindow?.(rate);
  }
  const ratios: number[] = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const fresh = await openPool(url);
    // Each goes first in every second pair: what slows down or speeds up within a pair favours neither.
    const turns = pair % 2 === 0 ? [aged, fresh] : [fresh, aged];
    const rates = new Map<Pool, number>();
    for (const pool of turns) rates.set(pool, await pool.load(PAIR_SECONDS));
    ratios.push((rates.get(aged) ?? 0) / (rates.get(fresh) || 1));
    await fresh.end();
  }
  await aged.end();
  return {
    perWindow,
    ratio: (perWindow.at(-1) ?? 0) / (perWindow[0] ?? 1),
    againstNew: median(ratios),
  };
}
