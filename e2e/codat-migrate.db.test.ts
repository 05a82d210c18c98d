// Test of token migration: a killed run continues, each connection is made once, and no token is stored.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { isNull, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { listConnections } from '@/db/queries/connections';
import { findOpenCheck } from '@/db/queries/organisation-checks';
import { idempotencyKeys } from '@/db/schema/connection';
import { ensureCodatCompany } from '@/lib/company/ensure-codat-company';
import { answerCheck } from '@/lib/connection/answer-check';
import type { Ctx } from '@/lib/context';
import { alignReading } from '@/lib/reading/align-reading';
import { main } from '@/scripts/commands/codat-migrate';
import { connected, later, only, statesAtCodat } from './connection-stage';
import { useTestDatabase } from './database';
import { makeCodat } from './factories';
import { queuedAt, readAt } from './reading-plan-stage';
import { commandEnv, given, saidBy } from './said';

const database = useTestDatabase();
const SECRET = `refresh-${randomUUID()}`;
let sandbox: TestSandbox;
let folder: string;
beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0 });
  folder = await mkdtemp(path.join(tmpdir(), 'migrate-'));
});
afterEach(() => sandbox.call('DELETE', '/_sandbox/faults'));
afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

/** A process that can be killed. */
function begin(file: string) {
  const codat = { CODAT_API_KEY: sandbox.config.apiKey, CODAT_BASE_URL: sandbox.url };
  const env = commandEnv(database, codat);
  const child = spawn(process.execPath, ['scripts/codat-migrate.mjs', file], { env, detached: true });
  let said = '';
  child.stdout.on('data', (part) => {
    said += part;
  });
  child.stderr.on('data', (part) => {
    said += part;
  });
  const ended = new Promise<{ code: number | null; said: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, said }));
  });
  return { ended, kill: () => process.kill(-(child.pid ?? 0), 'SIGKILL') };
}

/** Retries at once what another run still holds. */
async function migrated(file: string): Promise<{ code: number; said: string }> {
  const place = { withDatabase: given(database), codat: () => makeCodat(sandbox), pauseMs: 100 };
  const { code, out, err } = await saidBy(() => main([file], place));
  return { code, said: out + err };
}

async function fileOf(lines: object[]): Promise<string> {
  const file = path.join(folder, `${randomUUID()}.jsonl`);
  await writeFile(file, lines.map((line) => JSON.stringify(line)).join('\n'));
  return file;
}
const tokens = { refreshToken: SECRET };
const PUT = '/companies/:companyId/connections/:connectionId/authorization';
async function puts(): Promise<number> {
  const { requests } = (await (await sandbox.call('GET', '/_sandbox/requests')).json()) as {
    requests: { template: string }[];
  };
  return requests.filter(({ template }) => template === PUT).length;
}

/** Searches the whole database as text: it may hold nothing of a token. */
async function isKept(word: string): Promise<boolean> {
  const tables = await database.owner.execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  for (const { name } of tables) {
    const [row] = await database.owner.execute<{ found: boolean }>(
      sql`select exists (select 1 from ${sql.identifier(name)} t where t::text like ${`%${word}%`}) as found`,
    );
    if (row?.found) return true;
  }
  return false;
}

const align = (ctx: Ctx) =>
  alignReading(
    { db: ctx.db, codat: ctx.codat, now: () => later(ctx, 120_000).now },
    { companyId: ctx.companyId, requestId: 'r' },
  );

test('a run that is killed in the middle goes on where it stopped; each connection is made once, and no token is kept', async () => {
  const agreed = await connected(database.db, sandbox, ['business-insights'], []);
  const silent = await connected(database.db, sandbox, [], []);
  const file = await fileOf([
    { business: agreed.companyId, platform: 'gbol', tokens },
    { business: silent.companyId, platform: 'natwest_uk', reference: 'one', tokens },
    { business: silent.companyId, platform: 'natwest_uk', reference: 'two', tokens },
  ]);
  // The second line's tokens were sent, and no answer comes.
  const companyId = await ensureCodatCompany(silent);
  const hang = { kind: 'hang' };
  await sandbox.call('POST', '/_sandbox/faults', {
    body: { method: 'PUT', path: PUT, companyId, effect: hang },
  });
  const first = begin(file);
  await expect
    .poll(() => statesAtCodat(sandbox, silent), { timeout: 90_000, interval: 500 })
    .toEqual(['PendingAuth']);
  first.kill();
  expect((await first.ended).said).not.toContain(SECRET);
  // Long enough that one try meets the killed run's lock, and the next one finds it expired.
  await database.owner
    .update(idempotencyKeys)
    .set({ claimedUntil: sql`now() + interval '6.5 seconds'` })
    .where(isNull(idempotencyKeys.codatId));
  await sandbox.call('DELETE', '/_sandbox/faults');

  const second = await migrated(file);
  expect(second).toMatchObject({ code: 0 });
  expect(second.said).toContain('3 of 3 connected.');
  expect(second.said).not.toContain(SECRET);
  expect(await statesAtCodat(sandbox, silent)).toEqual(['Linked', 'Linked']);
  expect(await statesAtCodat(sandbox, agreed)).toEqual(['Linked']);
  expect((await listConnections(database.db, silent.companyId)).map(({ state }) => state)).toEqual([
    'Linked',
    'Linked',
  ]);
  expect(await isKept(SECRET)).toBe(false);

  // A third run has nothing left to do.
  const before = await puts();
  expect(await migrated(file)).toMatchObject({ code: 0 });
  expect(await puts()).toBe(before);

  // Data without an agreement is not read, and agreed data is queued.
  for (const ctx of [agreed, silent]) await align(ctx);
  expect(await queuedAt(sandbox, silent)).toEqual([]);
  expect(await readAt(sandbox, silent)).toEqual([]);
  // Codat named no organisation for the tokens: the customer has to confirm it before anything is read.
  expect(await queuedAt(sandbox, agreed)).toEqual([]);
  const { id } = await only(agreed);
  const check = await findOpenCheck(agreed.db, agreed.companyId, id);
  await answerCheck(later(agreed, 121_000), { connectionId: id, checkId: check?.id ?? '', answer: 'right' });
  await align(agreed);
  const read = [...(await queuedAt(sandbox, agreed)), ...(await readAt(sandbox, agreed))];
  expect(read).toContain('invoices');
  expect(read).not.toContain('accountTransactions');
}, 240_000);

test('a line that fails is reported with its number, and the other lines go on', async () => {
  const one = await connected(database.db, sandbox, [], [{ platformKey: 'gbol' }]);
  const two = await connected(database.db, sandbox, [], []);
  const file = await fileOf([
    { business: randomUUID(), platform: 'gbol', tokens },
    { business: two.companyId, platform: 'none', tokens },
    { business: one.companyId, platform: 'qhyg', tokens },
    { business: two.companyId, platform: 'gbol', tokens },
  ]);
  const { code, said } = await migrated(file);
  expect(code).toBe(1);
  expect(said.split('\n').slice(0, 5)).toEqual([
    'line 1: not connected: no single business has this id',
    'line 2: not connected: Codat has no such platform switched on',
    'line 3: not connected: another accounting platform is',
    'line 4: connected',
    '1 of 4 connected.',
  ]);
});

test('a file with a problem sends nothing, and its content is not printed', async () => {
  const ctx = await connected(database.db, sandbox, [], []);
  const before = await puts();
  const file = await fileOf([{ business: ctx.companyId, platform: 'gbol', tokens }, { business: SECRET }]);
  const { code, said } = await migrated(file);
  expect(code).toBe(2);
  expect(said).toContain('line 2: no-platform');
  expect(said).not.toContain(SECRET);
  expect(await puts()).toBe(before);
});
