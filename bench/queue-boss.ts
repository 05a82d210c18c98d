// Adapter of pg-boss to the queue benchmark, with the settings that suit it best.
import { createRequire } from 'node:module';
import path from 'node:path';
import type { OpenQueue } from './queue-shape';

interface Data {
  lane: string;
  n: number;
}
interface Boss {
  start(): Promise<unknown>;
  stop(options: object): Promise<void>;
  createQueue(name: string, options: object): Promise<void>;
  send(name: string, data: Data): Promise<string | null>;
  work(name: string, options: object, run: (jobs: { data: Data }[]) => Promise<void>): Promise<string>;
  offWork(id: { id: string }): Promise<void>;
  on(event: 'error', hear: (error: Error) => void): void;
}

/** The same lease as our own queue. Half a second is the shortest poll interval that it allows. */
const LEASE = { expireInSeconds: 45, retryLimit: 5, retryDelay: 0 };
const LOOK = { batchSize: 100, pollingIntervalSeconds: 0.5 };

/** @param folder where `npm install pg-boss@10` was run */
export function bossIn(folder: string): OpenQueue {
  const load = createRequire(path.join(path.resolve(folder), 'package.json'));
  return async (url) => {
    const Boss = load('pg-boss') as new (options: object) => Boss;
    const boss = new Boss({ connectionString: url, schema: 'boss', maintenanceIntervalSeconds: 2 });
    boss.on('error', (error) => console.error(error.message));
    await boss.start();
    await boss.createQueue('work', LEASE);
    return {
      enqueue: async (lane, n) => {
        await boss.send('work', { lane, n });
      },
      work: async (run) => {
        const id = await boss.work('work', LOOK, async (jobs) => {
          for (const { data } of jobs) await run(data.lane, data.n);
        });
        return () => boss.offWork({ id });
      },
      close: () => boss.stop({ graceful: false, wait: true }),
    };
  };
}
