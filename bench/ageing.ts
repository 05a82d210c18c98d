// Benchmark of pool ageing: one database pool under steady load, compared with its own first window and with a new pool in turns.
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';

export interface Ageing {
  /** Queries per second. */
  perWindow: number[];
  /** Last window divided by the first: it includes the effect of everything else that the machine does. */
  ratio: number;
  /**
   * Queries per second of processor time in this process, aged pool divided by a new, warm one: the median of many short pairs.
   * A busy machine gives one pool's connections the better core for as long as they live, but hardly changes what a query costs.
   */
  againstNew: number;
}

interface Options {
  windows: number;
  /** Amount of load per window: a number of queries is the same on any machine; seconds run as long as wanted. */
  each: Amount;
  /** How often the aged pool and a new one take turns. */
  pairs: number;
  onWindow?: (queriesPerSecond: number) => void;
}

const POOL = 10;
/** Fewer than connections, so that some are always idle and the pool's queues never empty. */
const IN_FLIGHT = 4;
const PAIR_SECONDS = 0.2;

type Amount = { seconds: number } | { queries: number };

interface Pool {
  /** @returns queries per second, and of processor time in this process */
  load(amount: Amount): Promise<{ perSecond: number; perCpuSecond: number }>;
  end(): Promise<void>;
}

async function openPool(url: string): Promise<Pool> {
  const sql = postgres(url, { max: POOL, onnotice: () => {} });
  const ask = (n: number) => sql`select ${n}::int as n`;
  // The burst opens every connection.
  await Promise.all(Array.from({ length: 100 }, (_, n) => ask(n)));
  return {
    load: async (amount) => {
      let [count, running] = [0, true];
      const most = 'queries' in amount ? amount.queries : Number.POSITIVE_INFINITY;
      const [from, used] = [performance.now(), process.cpuUsage()];
      const work = Array.from({ length: IN_FLIGHT }, async () => {
        while (running && count < most) {
          await ask(count);
          count += 1;
        }
      });
      if ('seconds' in amount) {
        await sleep(amount.seconds * 1000);
        running = false;
      }
      await Promise.all(work);
      const { user, system } = process.cpuUsage(used);
      return {
        perSecond: Math.round(count / ((performance.now() - from) / 1000)),
        perCpuSecond: count / ((user + system) / 1e6),
      };
    },
    end: () => sql.end({ timeout: 5 }),
  };
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

export async function measureAgeing(url: string, options: Options): Promise<Ageing> {
  const aged = await openPool(url);
  // The first second warms the compiler up.
  await aged.load({ seconds: 1 });
  const perWindow: number[] = [];
  for (let window = 0; window < options.windows; window += 1) {
    const { perSecond } = await aged.load(options.each);
    perWindow.push(perSecond);
    options.onWindow?.(perSecond);
  }
  // Warmed up, too: a new pool is cheaper in its first second, however the driver ages.
  const fresh = await openPool(url);
  await fresh.load({ seconds: 1.5 });
  const ratios: number[] = [];
  for (let pair = 0; pair < options.pairs; pair += 1) {
    // Each pool goes first in every second pair: a slow or fast moment within a pair favours neither.
    const turns = pair % 2 === 0 ? [aged, fresh] : [fresh, aged];
    const rates = new Map<Pool, number>();
    for (const pool of turns) rates.set(pool, (await pool.load({ seconds: PAIR_SECONDS })).perCpuSecond);
    ratios.push((rates.get(aged) ?? 0) / (rates.get(fresh) || 1));
  }
  await fresh.end();
  await aged.end();
  return {
    perWindow,
    ratio: (perWindow.at(-1) ?? 0) / (perWindow[0] ?? 1),
    againstNew: median(ratios),
  };
}
