// Checkpoint attacks: by the owner of the database, and by damage to files.
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { listCheckpoints } from '@/db/queries/checkpoints';
import { useTestDatabase } from '@/e2e/database';
import { grantInput, makeCustomer, makeTools } from '@/e2e/factories';
import { forgeEvent } from '@/e2e/forged-event';
import { putInPlace } from '@/e2e/forged-rows';
import { NO_CODAT } from '@/e2e/no-codat';
import { cutOff } from '@/e2e/owner-forgery';
import { grantConsent } from '../consent/grant-consent';
import { pauseConsent } from '../consent/pause-consent';
import type { Ctx } from '../context';
import { makeCheckpoint } from '../domain/ledger/checkpoint';
import { makeSigningKey } from '../domain/receipt/receipt-keys';
import { getReceiptIssuer } from '../receipt/issuer';
import { getCheckpointState } from '../staff/get-checkpoint-state';
import { auditCheckpoints } from './audit-checkpoints';
import { auditGiven } from './audit-given';
import { openCheckpoints } from './checkpoint-store';
import { startCheckpointer } from './checkpointer';
import { readLog } from './read-log';
import { CheckpointCache } from './read-whole';
import { rebuildStandings } from './rebuild-standings';
import { writeCheckpoint } from './write-checkpoint';

const database = useTestDatabase();
let directory = '';

beforeEach(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'accord-checkpoints-'));
  vi.stubEnv('CHECKPOINT_DIR', directory);
  await database.owner.execute(sql`delete from checkpoints`);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(directory, { recursive: true });
});

const store = () => openCheckpoints(directory);
const keys = () => getReceiptIssuer().keys;
const write = (now = new Date()) => writeCheckpoint(database.db, store(), keys(), now);
const audit = () => auditCheckpoints(database.db, store(), keys().published);
const fileOf = (number: number) => path.join(directory, `checkpoint-0000000${number}.jsonl`);

async function withEvents(): Promise<Ctx> {
  const ctx = await makeCustomer(makeTools(database.db, NO_CODAT));
  await grantConsent(ctx, await grantInput(ctx.db, 'lending'));
  await pauseConsent(ctx, 'lending');
  return ctx;
}

test('the next one goes on from the last one, and each is known to the database', async () => {
  await withEvents();
  expect(await write()).toMatchObject({ number: 1, lost: 0 });
  await withEvents();
  expect(await write()).toMatchObject({ number: 2, lost: 0 });
  expect(await audit()).toMatchObject({ number: 2, faults: [], lost: [] });
  expect((await listCheckpoints(database.db)).map(({ number }) => number)).toEqual([2, 1]);
  const [line] = (await readFile(fileOf(2), 'utf8')).split('\n');
  expect((await listCheckpoints(database.db))[0]?.line).toBe(line);
});

test('a tail that the owner cuts off with all that stands beside it is named by every later checkpoint', async () => {
  const ctx = await withEvents();
  await write();
  const kept = await readFile(fileOf(1), 'utf8');
  await cutOff(database.owner, ctx.companyId, 1);
  const lost = (number: number) => [{ companyId: ctx.companyId, kind: 'checkpoint', seq: 2, number }];
  expect((await audit()).lost).toEqual(lost(1));
  expect(await write()).toMatchObject({ number: 2, lost: 1 });
  // A later consent does not cover it up.
  await pauseConsent(ctx, 'lending');
  expect(await write()).toMatchObject({ number: 3, lost: 1 });
  expect((await audit()).lost).toEqual(lost(3));
  expect((await getCheckpointState({ db: database.db }))?.lost).toEqual({ count: 1, first: [ctx.companyId] });
  const given = await auditGiven(database.db, kept, keys().published, null);
  expect(given).toMatchObject({ ok: true, isWhole: true, lost: lost(1) });
});

test('what was put behind the newest event with its hash and signature is vouched for by no checkpoint', async () => {
  const ctx = await withEvents();
  await putInPlace(database.db, ctx.companyId, '{}');
  await write();
  const { newest } = await readLog(database.db, store(), keys().published);
  expect(newest?.heads.filter(({ companyId }) => companyId === ctx.companyId)).toEqual([]);
  // Taking it out again is no loss.
  await cutOff(database.owner, ctx.companyId, 2);
  expect(await write()).toMatchObject({ number: 2, lost: 0 });
  expect((await audit()).lost).toEqual([]);
});

test('a business that is taken out whole is named, and its standing is not put right from nothing', async () => {
  const ctx = await withEvents();
  await write();
  await cutOff(database.owner, ctx.companyId, 0);
  expect((await audit()).lost).toMatchObject([{ companyId: ctx.companyId, seq: 2 }]);
  const other = await withEvents();
  await write();
  await database.owner.transaction(async (tx) => {
    await tx.execute(sql`alter table consent_events disable trigger user`);
    await tx.execute(sql`delete from consent_events where company_id = ${other.companyId} and seq = 2`);
    for (const name of ['append_only', 'no_truncate', 'stamp'])
      await tx.execute(sql.raw(`alter table consent_events enable always trigger consent_events_${name}`));
  });
  expect((await rebuildStandings(database.db, keys().published)).mended).not.toContain(other.companyId);
});

test('a forged event at the end is not vouched for, and taking it out is no loss', async () => {
  const ctx = await withEvents();
  await forgeEvent(database.db, ctx.companyId, { event_type: 'resumed' });
  await write();
  await cutOff(database.owner, ctx.companyId, 2);
  expect(await audit()).toMatchObject({ faults: [], lost: [] });
  await write();
  expect(await audit()).toMatchObject({ number: 2, faults: [], lost: [] });
});

test.each<[string, (text: string) => string, string]>([
  ['edited', (text) => text.replace('"lost":{"count":0', '"lost":{"count":9'), 'signature'],
  ['signed with another key', () => forged(makeSigningKey()), 'unknown-key'],
  [
    'signed with another key under our name',
    () => forged({ ...makeSigningKey(), kid: keys().signing.kid }),
    'signature',
  ],
  ['shortened', (text) => `${text.trimEnd().split('\n').slice(0, -1).join('\n')}\n`, 'heads'],
  ['left its first line alone', (text) => `${text.split('\n')[0]}\n`, 'heads'],
  ['emptied', () => '', 'unreadable'],
])('a checkpoint that was %s is named, and the one before it vouches on', async (_what, change, problem) => {
  const ctx = await withEvents();
  await write();
  await withEvents();
  await write();
  await writeFile(fileOf(2), change(await readFile(fileOf(2), 'utf8')));
  await cutOff(database.owner, ctx.companyId, 1);
  const fault = { kind: 'checkpoint-refused', number: 2, problem };
  expect(await audit()).toMatchObject({
    number: 1,
    faults: [fault],
    lost: [{ companyId: ctx.companyId, number: 1 }],
  });
  expect((await getCheckpointState({ db: database.db }))?.faults).toEqual([fault]);
  expect(await write()).toMatchObject({ number: 3, lost: 1 });
  expect((await audit()).faults).toEqual([fault]);
});

const forged = (by: Parameters<typeof makeCheckpoint>[1]) =>
  makeCheckpoint({ number: 2, before: [], heads: [], lost: [], at: new Date() }, by);

test('pages read from what is kept of the files find the newest genuine one with its heads', async () => {
  const ctx = await withEvents();
  for (let number = 1; number <= 3; number += 1) await write();
  const cache = new CheckpointCache();
  const auditView = async () => {
    const whole = cache.reads(store(), keys().published);
    const { newest, faults } = await readLog(database.db, store(), keys().published, undefined, whole);
    const head = newest?.heads.find(({ companyId }) => companyId === ctx.companyId);
    return { number: newest?.checkpoint.number, seq: head?.seq, faults: faults.map(({ kind }) => kind) };
  };
  expect(await auditView()).toEqual({ number: 3, seq: 2, faults: [] });
  expect(await auditView()).toEqual({ number: 3, seq: 2, faults: [] });
  await writeFile(fileOf(3), 'not a checkpoint');
  expect(await auditView()).toEqual({ number: 2, seq: 2, faults: ['checkpoint-refused'] });
});

test('files that are taken away are named: the database knows that they were written', async () => {
  const ctx = await withEvents();
  for (let n = 0; n < 3; n += 1) await write();
  await cutOff(database.owner, ctx.companyId, 1);
  await rm(fileOf(3));
  await rm(fileOf(2));
  const missing = { kind: 'checkpoint-missing', from: 2, to: 3 };
  expect(await audit()).toMatchObject({ faults: [missing], lost: [{ companyId: ctx.companyId }] });
  // A number is never given twice.
  expect(await write()).toMatchObject({ number: 4, lost: 1 });
  expect((await audit()).faults).toEqual([missing]);
  expect((await getCheckpointState({ db: database.db }))?.faults).toEqual([missing]);
});

test('a row that nobody signed makes no checkpoint known', async () => {
  await withEvents();
  await write();
  await database.db.execute(sql`insert into checkpoints (number, line) values (99, '{}')`);
  expect((await audit()).faults).toEqual([]);
  expect(await write()).toMatchObject({ number: 2 });
});

test('another checkpoint with the same number is a fork', async () => {
  await withEvents();
  await write();
  const other = makeCheckpoint(
    { number: 1, before: [], heads: [], lost: [], at: new Date() },
    keys().signing,
  );
  expect(await auditGiven(database.db, other, keys().published, store())).toMatchObject({
    fault: { kind: 'checkpoint-fork', number: 1 },
  });
  const [line = ''] = (await readFile(fileOf(1), 'utf8')).split('\n');
  const given = (from: ReturnType<typeof store> | null) =>
    auditGiven(database.db, line, keys().published, from);
  expect(await given(store())).toMatchObject({ isWhole: true, fault: null, lost: [] });
  expect(await given(null)).toMatchObject({ isWhole: false, fault: null, lost: [] });
});

test('of several that write at once each number is written once, and none stops another', async () => {
  await withEvents();
  const written = await Promise.all(Array.from({ length: 5 }, () => write()));
  const numbers = written.filter(({ text }) => text !== null).map(({ number }) => number);
  expect(new Set(numbers).size).toBe(numbers.length);
  expect((await audit()).faults).toEqual([]);
  expect(await store().list()).toEqual(numbers.toSorted());
});

test('a clock that is behind writes no earlier time, and one that was far ahead stops nobody', async () => {
  await withEvents();
  const ahead = new Date(Date.now() + 86_400_000);
  await write(ahead);
  const lines: object[] = [];
  const logger = { info: (line: object) => lines.push(line), warn: (line: object) => lines.push(line) };
  const rounds = startCheckpointer({ db: database.db, store: store(), keys: keys(), logger }, 5);
  await expect.poll(() => lines).toMatchObject([{ event: 'checkpoint', number: 2 }]);
  await rounds.stop();
  expect(lines).toHaveLength(1);
  expect(await audit()).toMatchObject({ number: 2, writtenAt: ahead.toISOString(), faults: [] });
});

test('a process whose checkpoint is not due writes none', async () => {
  await withEvents();
  await write();
  const warned: object[] = [];
  const logger = { info: (line: object) => warned.push(line), warn: (line: object) => warned.push(line) };
  const rounds = startCheckpointer({ db: database.db, store: store(), keys: keys(), logger }, 1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  await rounds.stop();
  expect([warned, await store().list()]).toEqual([[], [1]]);
});

test('what a crash left in the middle of a write is no checkpoint, and is cleared once it is old', async () => {
  await withEvents();
  const part = path.join(directory, `.part-${crypto.randomUUID()}`);
  await writeFile(part, '{"kind":"checkpoint"');
  await write();
  expect(await audit()).toMatchObject({ number: 1, faults: [] });
  expect(await readdir(directory)).toHaveLength(2);
  const old = new Date(Date.now() - 2 * 3_600_000);
  await utimes(part, old, old);
  await write();
  expect((await readdir(directory)).sort()).toEqual([
    'checkpoint-00000001.jsonl',
    'checkpoint-00000002.jsonl',
  ]);
});

test('a directory that is not there is told, and not taken for an empty one', async () => {
  await withEvents();
  await write();
  vi.stubEnv('CHECKPOINT_DIR', path.join(directory, 'away'));
  await expect(
    writeCheckpoint(database.db, openCheckpoints(path.join(directory, 'away')), keys(), new Date()),
  ).rejects.toThrow('ENOENT');
  expect(await getCheckpointState({ db: database.db })).toMatchObject({
    writtenAt: null,
    faults: [{ kind: 'checkpoint-unreadable', problem: 'ENOENT' }],
  });
});
