import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { listDeliveries, recordAttempt } from '@/db/queries/deliveries';
import { useTestDatabase } from './database';
import { businessWith, sealKey, subscribe } from './outbound';

const database = useTestDatabase();

async function command(...args: string[]): Promise<string> {
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: 'test',
    PATH: process.env.PATH ?? '',
    ACCORD_MODE: 'demo',
    DATABASE_URL: database.url,
    OUTBOUND_KEY: sealKey.toString('base64'),
  };
  return (await promisify(execFile)(process.execPath, ['scripts/subscribers.mjs', ...args], { env })).stdout;
}

test('the log of a subscriber tells every attempt, or those of one message', async () => {
  const { id, secret } = await subscribe(database.db, 'scoring', 'http://127.0.0.1:1/');
  const { companyId } = await businessWith(database.db, 2);
  const [first, second] = await listDeliveries(database.db, id, ['waiting'], 2);
  const attempt = { status: 503, ms: 12, acknowledgement: null, outcome: 'refused' } as const;
  await recordAttempt(database.db, { ...attempt, deliveryId: first?.id ?? '' }, 'waiting');
  await recordAttempt(database.db, { ...attempt, deliveryId: second?.id ?? '', status: null }, 'waiting');
  const lines = (await command('log', 'scoring')).trim().split('\n');
  expect(lines).toEqual([
    expect.stringMatching(`Z {2}${first?.id} {2}business ${companyId} {2}seq 1 {2}refused 503 {2}12 ms$`),
    expect.stringMatching(`Z {2}${second?.id} {2}business ${companyId} {2}seq 2 {2}refused {2}12 ms$`),
  ]);
  expect(await command('log', 'scoring', '--event', second?.id ?? '')).toBe(`${lines[1]}\n`);
  expect(await command('log', 'scoring', '--event', 'evt_none')).toBe('No attempt is known.\n');
  expect(lines.join()).not.toContain(secret);
});
