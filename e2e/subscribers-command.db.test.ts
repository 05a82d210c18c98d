// Test of the log of deliveries on the command line, which prints no secret.
import { expect, test } from 'vitest';
import { listDeliveries, recordAttempt } from '@/db/queries/deliveries';
import { main } from '@/scripts/commands/subscribers';
import { useTestDatabase } from './database';
import { businessWith, sealKey, subscribe } from './outbound';
import { commandEnv, given, saidBy, saidByProcess } from './said';

const database = useTestDatabase();

const settings = async () => ({ seal: { keys: [sealKey] }, policy: { privateHosts: ['127.0.0.1'] } });
const command = (...args: string[]) => saidBy(() => main(args, { withDatabase: given(database), settings }));

test('the log of a subscriber lists every attempt, or those of one message', async () => {
  const { id, secret } = await subscribe(database.db, 'scoring', 'http://127.0.0.1:1/');
  const { companyId } = await businessWith(database.db, 2);
  const [first, second] = await listDeliveries(database.db, id, ['waiting'], 2);
  const attempt = { status: 503, ms: 12, acknowledgement: null, outcome: 'refused' } as const;
  await recordAttempt(database.db, { ...attempt, deliveryId: first?.id ?? '' }, 'waiting');
  await recordAttempt(database.db, { ...attempt, deliveryId: second?.id ?? '', status: null }, 'waiting');
  const env = commandEnv(database, { OUTBOUND_KEY: sealKey.toString('base64') });
  const { code, out } = await saidByProcess('subscribers', ['log', 'scoring'], env);
  expect(code).toBe(0);
  const lines = out.trim().split('\n');
  expect(lines).toEqual([
    expect.stringMatching(`Z {2}${first?.id} {2}business ${companyId} {2}seq 1 {2}refused 503 {2}12 ms$`),
    expect.stringMatching(`Z {2}${second?.id} {2}business ${companyId} {2}seq 2 {2}refused {2}12 ms$`),
  ]);
  const logOf = (event: string) => command('log', 'scoring', '--event', event);
  expect(await logOf(second?.id ?? '')).toEqual({ code: 0, out: `${lines[1]}\n`, err: '' });
  expect((await logOf('evt_none')).out).toBe('No attempt is known.\n');
  expect(lines.join()).not.toContain(secret);
});
