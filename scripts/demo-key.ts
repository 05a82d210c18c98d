// API key of the demo: one that every start prints again, made anew when it opens nothing any more.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Db } from '../db/client';
import { addApiKey, authenticateKey, LONGEST_DAYS } from '../lib/access/api-keys';
import { SCOPES } from '../lib/domain/identity/api-key';
import { machineClock } from '../lib/runtime/clock';

export const demoKeyFile = (dataDir: string) => path.join(dataDir, 'demo-api-key');

/** Every product, every scope. */
export async function keepDemoKey(db: Db, dataDir: string): Promise<string> {
  const file = demoKeyFile(dataDir);
  const now = machineClock.now();
  const kept = (await readFile(file, 'utf8').catch(() => '')).trim();
  if ((await authenticateKey({ db, now }, `Bearer ${kept}`)) !== null) return kept;
  const wanted = { name: 'demo', products: null, scopes: SCOPES, perMinute: 60_000, days: LONGEST_DAYS };
  const { token } = await addApiKey({ db, mode: 'test', now }, wanted);
  await mkdir(dataDir, { recursive: true });
  await writeFile(file, `${token}\n`, { mode: 0o600 });
  return token;
}
