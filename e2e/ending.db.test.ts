// Test of graceful shutdown: an API and a worker under load lose no request and no job.
import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { countJobs, insertJob } from '@/db/queries/jobs';
import { listWebhooks } from '@/e2e/kept-webhooks';
import { useTestDatabase } from './database';
import { freePort } from './free-port';
import { type Question, startLoad } from './keep-alive-load';
import { productionEnv, type Running, startProcess, untilAnswers, WEBHOOK_KEY } from './process';
import { eventAbout, signWebhook } from './signed-webhook';

const database = useTestDatabase();
const started: Running[] = [];

afterEach(async () => {
  for (const { child } of started) child.kill('SIGKILL');
  await Promise.all(started.splice(0).map(({ ended }) => ended));
});

function start(script: string, env: Record<string, string> = {}): Running {
  const running = startProcess([script], { ...productionEnv(database.url), ...env });
  started.push(running);
  return running;
}

async function startApi(): Promise<{ running: Running; port: number }> {
  const port = await freePort();
  const running = start('scripts/api.mjs', { PORT: String(port) });
  await untilAnswers(running, `http://127.0.0.1:${port}/api/health/live`);
  return { running, port };
}

test('an API that is stopped under load answers every open request, and keeps what it acknowledged', async () => {
  const [first, second] = [await startApi(), await startApi()];
  const acknowledged: string[] = [];
  const next = (): Question => {
    const { id, body, headers } = signWebhook(WEBHOOK_KEY, eventAbout(randomUUID()));
    const heard = (status: number) => status === 202 && acknowledged.push(id);
    return { method: 'POST', path: '/api/webhooks/codat', headers, body, heard };
  };
  const load = startLoad([first.port, second.port], 12, next);
  await expect.poll(() => acknowledged.length).toBeGreaterThan(100);
  first.running.child.kill('SIGTERM');
  expect(await first.running.ended).toEqual([0, null]);
  const before = acknowledged.length;
  await expect.poll(() => acknowledged.length).toBeGreaterThan(before + 100);
  await load.stop();
  expect(load.lost).toEqual([]);
  expect([...load.statuses.keys()]).toEqual([202]);
  expect(await listWebhooks(database.db, acknowledged)).toHaveLength(acknowledged.length);
  const { waiting, done } = await countJobs(database.db);
  expect(waiting + done).toBe(acknowledged.length);
});

test('a worker that is ended under load loses nothing, and leaves nothing that waits for a lease', async () => {
  const lanes = Array.from({ length: 20 }, () => randomUUID());
  const enqueue = async () => {
    for (const lane of lanes) {
      // A business that Codat does not know: the job is real, and calls nothing.
      const job = { kind: 'check-connections', companyId: lane } as const;
      await insertJob(database.db, { job, requestId: 'r' });
    }
  };
  const ownDone = async () => (await countJobs(database.db, lanes)).done;
  const first = start('scripts/worker.mjs');
  for (let n = 0; n < 5; n += 1) await enqueue();
  await expect.poll(ownDone, { interval: 20 }).toBeGreaterThan(20);
  first.child.kill('SIGTERM');
  for (let n = 0; n < 5; n += 1) await enqueue();
  expect(await first.ended).toEqual([0, null]);
  expect(await countJobs(database.db, lanes)).toMatchObject({ dead: 0, leased: 0 });
  start('scripts/worker.mjs');
  await expect.poll(ownDone, { interval: 50 }).toBe(10 * lanes.length);
});

test('a worker without its database stops at the signal', async () => {
  const nowhere = `postgres://nobody:x@127.0.0.1:${await freePort()}/none`;
  const worker = start('scripts/worker.mjs', { DATABASE_URL: nowhere });
  await expect.poll(() => worker.said()).toContain('waiting');
  worker.child.kill('SIGTERM');
  expect(await worker.ended).toEqual([0, null]);
});

test('a stand-alone API says plainly what it does not serve', async () => {
  const { port } = await startApi();
  const get = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    return [response.status, await response.json()];
  };
  const elsewhere = { error: 'not-here', message: expect.stringContaining('npm start') };
  expect(await get('/home')).toEqual([404, elsewhere]);
  expect(await get('/api/auth/callback/x')).toEqual([404, elsewhere]);
  expect(await get('/api/nothing')).toEqual([404, { error: 'not-found' }]);
  expect(await get('/.well-known/jwks.json')).toMatchObject([
    200,
    { keys: [{ kty: 'OKP' }, { kty: 'OKP' }] },
  ]);
});
