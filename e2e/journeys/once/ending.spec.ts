// Playwright journey: graceful shutdown of a web process under load.
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { connectDatabase } from '../../../db/client';
import { startEmbeddedPostgres } from '../../../db/embedded';
import { countJobs } from '../../../db/queries/jobs';
import { freePort } from '../../free-port';
import { type Question, startLoad } from '../../keep-alive-load';
import { listWebhooks } from '../../kept-webhooks';
import { productionEnv, type Running, startProcess, untilAnswers, WEBHOOK_KEY } from '../../process';
import { eventAbout, signWebhook } from '../../signed-webhook';

test('a web process that is stopped under load answers every open request, and loses no job', async () => {
  const root = await mkdtemp(path.join(os.tmpdir(), 'accord-ending-'));
  await chmod(root, 0o755);
  const server = await startEmbeddedPostgres({ dataDir: path.join(root, 'pg'), durable: false });
  const started: Running[] = [];
  const startWeb = async () => {
    const port = await freePort();
    const running = startProcess(['scripts/start.mjs'], { ...productionEnv(server.url), PORT: String(port) });
    started.push(running);
    await untilAnswers(running, `http://127.0.0.1:${port}/api/health/live`);
    return { running, port };
  };
  try {
    const first = await startWeb();
    const second = await startWeb();
    const url = `http://127.0.0.1:${second.port}/api/webhooks/codat`;
    const { body: genuine, headers: signed } = signWebhook(WEBHOOK_KEY, eventAbout(randomUUID()));
    const refusal = async (body: string, headers: Record<string, string>) =>
      (await fetch(url, { method: 'POST', body, headers })).status;
    const { 'content-length': _, ...plain } = signed;
    // The same route inside Next also refuses what is changed, compressed or too large.
    expect(await refusal(genuine.replace('connected', 'deleted'), plain)).toBe(401);
    expect(await refusal(genuine, { ...plain, 'content-encoding': 'gzip' })).toBe(415);
    expect(await refusal(`{"x":"${'x'.repeat(300_000)}"}`, plain)).toBe(413);
    const acknowledged: string[] = [];
    let turn = 0;
    const next = (): Question => {
      turn += 1;
      if (turn % 2 === 0) return { method: 'GET', path: '/privacy' };
      const { id, body, headers } = signWebhook(WEBHOOK_KEY, eventAbout(randomUUID()));
      const heard = (status: number) => status === 202 && acknowledged.push(id);
      return { method: 'POST', path: '/api/webhooks/codat', headers, body, heard };
    };
    const load = startLoad([first.port, second.port], 6, next);
    await expect.poll(() => acknowledged.length).toBeGreaterThan(40);
    first.running.child.kill('SIGTERM');
    expect(await first.running.ended, first.running.said()).toEqual([0, null]);
    const before = acknowledged.length;
    await expect.poll(() => acknowledged.length).toBeGreaterThan(before + 40);
    await load.stop();
    expect(load.lost).toEqual([]);
    expect([...load.statuses.keys()].sort()).toEqual([200, 202]);
    const { db, close } = connectDatabase(server.url);
    expect(await listWebhooks(db, acknowledged)).toHaveLength(acknowledged.length);
    // All are about unknown companies: each job waits its hour, and none is a dead letter.
    expect(await countJobs(db)).toMatchObject({ waiting: acknowledged.length, dead: 0 });
    await close();
  } finally {
    for (const { child } of started) child.kill('SIGTERM');
    await Promise.all(started.map(({ ended }) => ended));
    await server.stop();
    await rm(root, { recursive: true, force: true });
  }
});
