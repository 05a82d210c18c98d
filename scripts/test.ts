// Command: all tests: static checks, rules, verbs on a real Postgres twice, and journeys in a browser.
import { randomInt } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { hasSystemPostgres } from '../db/embedded/binaries';
import { errorMessage } from '../db/embedded/problem';
import { listBenches } from './benches';
import { ensureBrowser } from './browser';
import { ensureBuild } from './build';
import { tellChaos } from './chaos-told';
import { bench, database, format, journeys, modules, races, typegen, types, unit } from './checks';
import { runStages, type Tally } from './run-stages';

/** Enough to kill each kind of process once and PostgreSQL twice; `npm run test:chaos` is the large run. */
const SMALL_STORM = { businesses: 10, seconds: 20 };

/** One count, like a static check. */
async function step<T>(run: Tally, name: string, work: () => Promise<T>): Promise<T | null> {
  const from = performance.now();
  try {
    const result = await work();
    run.add({ passed: 1, failed: 0 });
    console.log(`ok      ${name} (${((performance.now() - from) / 1000).toFixed(1)} s)`);
    return result;
  } catch (error) {
    run.add({ passed: 0, failed: 1 });
    console.log(`${errorMessage(error)}\nFAILED  ${name}`);
    return null;
  }
}

await runStages(async (run) => {
  for (const stage of [format, typegen, types, unit]) await run(stage);
  const browser = await step(run, 'a browser', () => ensureBrowser(console.log));
  // Browser tests wait for frames and leave the processor to others; database tests use all of it.
  await Promise.all([run(database), browser === null ? null : run(modules(browser))]);
  if ((process.env.TEST_DATABASE_URL ?? '') !== '' || (await hasSystemPostgres())) await run(races);
  else console.log('left    races again: this machine has no PostgreSQL and TEST_DATABASE_URL is not set');

  const logDir = '.data/logs';
  await mkdir(logDir, { recursive: true });
  const built = await step(run, 'production build', async () => {
    await ensureBuild({ logDir });
    return true;
  });
  if (built !== null) {
    run.add(
      await tellChaos({ seed: randomInt(1, 1_000_000), ...SMALL_STORM }).catch((error: unknown) => {
        console.log(`${errorMessage(error)}\nFAILED  chaos run`);
        return { passed: 0, failed: 1 };
      }),
    );
  }
  if (built !== null && browser !== null) {
    for (const name of listBenches()) await run(bench(name, browser));
    await run(journeys(browser));
  }
});
