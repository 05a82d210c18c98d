// Benchmark of customer pages against a bare dynamic page of Next, 8 requests in flight, in the same run. Limit: 0.35. Short form: --short.
// `--hold` keeps the server up afterwards and prints its process id, so that a profiler can be attached.
import { Agent, request } from 'node:http';
import { startBarePage } from './bare-page';
import { startBenchApp } from './bench-app';
import { PRODUCT, seedBusiness } from './load-seed';
import { figure, isShort, median, outcome } from './report';

const LIMIT = 0.35;
const IN_FLIGHT = 8;
const [ROUNDS, ROUND_MS] = isShort ? [1, 300] : [6, 2_000];
const PAGES = ['/home', '/consents', `/consents/${PRODUCT}`, '/connections', `/products/${PRODUCT}`];

const agent = new Agent({ keepAlive: true, maxSockets: IN_FLIGHT });

/** @throws Error on another answer than 200: a redirect is fast and proves nothing */
function view(url: string, cookie: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { cookie: `accord.session=${cookie}`, 'accept-language': 'en' };
    request(url, { agent, headers }, (answer) => {
      answer.resume();
      answer.once('end', () => {
        if (answer.statusCode === 200) resolve();
        else reject(new Error(`${url} answered ${answer.statusCode}`));
      });
      answer.once('error', reject);
    })
      .once('error', reject)
      .end();
  });
}

/** Views per second. */
async function pace(url: string, cookie: string, ms: number): Promise<number> {
  const from = performance.now();
  let views = 0;
  await Promise.all(
    Array.from({ length: IN_FLIGHT }, async () => {
      while (performance.now() - from < ms) {
        await view(url, cookie);
        views += 1;
      }
    }),
  );
  return (views * 1000) / (performance.now() - from);
}

const bare = await startBarePage();
const { stack, db, stop } = await startBenchApp();
try {
  const { cookie } = await seedBusiness(stack, db, 'Kestrel Coffee', 10);
  const urls = [bare.url, ...PAGES.map((page) => `${stack.appUrl}${page}`)];
  const paces = new Map(urls.map((url) => [url, [] as number[]]));
  // Warm first, then in turns, so that no page has the better moment.
  for (const url of urls) await pace(url, cookie, ROUND_MS);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const url of urls) paces.get(url)?.push(await pace(url, cookie, ROUND_MS));
  }
  const floor = median(paces.get(bare.url) ?? []);
  console.log(`bare page ${floor.toFixed(0)} views/s`);
  for (const [index, page] of PAGES.entries()) {
    const value = median(paces.get(urls[index + 1] ?? '') ?? []);
    figure(`${page}, views/s to the bare page`, value / floor, { atLeast: LIMIT });
  }
  if (process.argv.includes('--hold')) {
    console.log(JSON.stringify({ app: stack.appUrl, bare: bare.url, cookie }));
    await new Promise((resolve) => process.once('SIGTERM', resolve));
  }
} finally {
  agent.destroy();
  await stop();
  await bare.stop();
}
process.exit(outcome());
