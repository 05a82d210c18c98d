// Test of the audit commands, for an operator, and for a stranger who has only a file and the public keys.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { grantConsent } from '@/lib/consent/grant-consent';
import { pauseConsent, resumeConsent } from '@/lib/consent/pause-consent';
import type { Ctx } from '@/lib/context';
import { makeSigningKey } from '@/lib/domain/receipt/receipt-keys';
import { exportLedger } from '@/lib/ledger/export-ledger';
import { verifyExport } from '@/lib/ledger/verify-export';
import { publishedKeys } from '@/lib/receipt/check-receipt-text';
import { getReceiptIssuer } from '@/lib/receipt/issuer';
import { checkpointWords } from '@/scripts/ledger-checkpoint';
import { checkpointLines } from '@/scripts/ledger-export';
import { verifyFile } from '@/scripts/verify-file';
import { useTestDatabase } from './database';
import { grantInput, makeCustomer, makeTools } from './factories';
import { NO_CODAT } from './no-codat';
import { cutOff } from './owner-forgery';
import { testKeys } from './receipt-issuer';
import { textOf } from './text-of';

const database = useTestDatabase();
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'accord-ledger-'));
  process.env.CHECKPOINT_DIR = folder;
});
afterAll(async () => {
  delete process.env.CHECKPOINT_DIR;
  await rm(folder, { recursive: true });
});

interface Run {
  code: number;
  out: string;
  err: string;
}

async function ledger(given: Record<string, string>, ...args: string[]): Promise<Run> {
  const env: NodeJS.ProcessEnv = { NODE_ENV: 'test', PATH: process.env.PATH ?? '', ...given };
  try {
    const run = await promisify(execFile)(process.execPath, ['scripts/ledger.mjs', ...args], { env });
    return { code: 0, out: run.stdout, err: run.stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
}

const file = (name: string) => path.join(folder, name);
const keys = () => getReceiptIssuer().keys;
const ours = () => ({
  DATABASE_URL: database.url,
  RECEIPT_SIGNING_KEYS: testKeys(),
  PERSON_KEY: process.env.PERSON_KEY ?? '',
  CHECKPOINT_DIR: folder,
});

async function withEvents(): Promise<Ctx> {
  const ctx = await makeCustomer(makeTools(database.db, NO_CODAT));
  await grantConsent(ctx, await grantInput(ctx.db, 'lending'));
  await pauseConsent(ctx, 'lending');
  return ctx;
}

/** Export as the command writes it. */
async function exportOf({ companyId }: Ctx, given?: string): Promise<string> {
  const lines = await checkpointLines(database.db, companyId, keys(), given);
  return textOf(exportLedger(database.db, companyId, new Date(), lines));
}

test('an operator, and a stranger, see what a kept checkpoint vouches for', async () => {
  const [ctx] = [await withEvents(), await withEvents()];
  const first = await checkpointWords(database.db, keys(), undefined);
  expect(first).toEqual({ problems: [], warnings: [], told: ['Checkpoint 1 is written.'] });
  const kept = await readFile(file('checkpoint-00000001.jsonl'), 'utf8');
  const line = kept.slice(0, kept.indexOf('\n'));
  await writeFile(file('kept.jsonl'), kept);
  await resumeConsent(ctx, 'lending');
  expect((await checkpointWords(database.db, keys(), file('kept.jsonl'))).told[1]).toMatch(
    /All that checkpoint 1 of \S+ vouches for is there: 2 businesses\./,
  );

  const whole = await exportOf(ctx, file('kept.jsonl'));
  const vouched = { faults: [], isGivenSilent: false };
  const [by1, by2] = [
    { number: 1, seq: 2 },
    { number: 2, seq: 3 },
  ];
  expect(await verifyExport(whole, publishedKeys(), line)).toMatchObject({
    ...vouched,
    vouchedBy: [by1, by2],
  });
  const later = await exportOf(ctx);
  expect(await verifyExport(later, publishedKeys(), kept)).toMatchObject({
    ...vouched,
    vouchedBy: [by2, by1],
  });
  expect(await verifyExport(later, publishedKeys(), line)).toMatchObject({ faults: [], isGivenSilent: true });
  await writeFile(file('export.jsonl'), whole);
  const set = publishedKeys().map((key) => ({ ...key, alg: 'EdDSA', use: 'sig' }));
  await writeFile(file('jwks.json'), JSON.stringify({ keys: set }));
  const stranger = (...args: string[]) =>
    ledger({}, 'verify', '--export', file('export.jsonl'), '--keys', file('jwks.json'), ...args);
  expect(await stranger()).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringContaining(`3 events and 1 receipts of business ${ctx.companyId}: sound.`),
  });

  await cutOff(database.owner, ctx.companyId, 1);
  const named = (seq: number, number: number) =>
    `event ${seq}: checkpoint ${number} vouches for it, and it is not there any more`;
  const audit = await ledger(ours(), 'verify', '--checkpoint', file('kept.jsonl'));
  expect(audit.code).toBe(1);
  expect(audit.err).toContain(`business ${ctx.companyId}, ${named(3, 2)}`);
  expect(audit.err).toContain(named(2, 1));
  await writeFile(file('export.jsonl'), await exportOf(ctx));
  const seen = await stranger('--checkpoint', file('kept.jsonl'));
  expect(seen).toMatchObject({ code: 1, err: expect.stringContaining(named(2, 1)) });
});

test('a checkpoint that cannot be written, or a missing one, is reported and is not sound', async () => {
  const directory = path.join(folder, 'away');
  const away = await ledger({ ...ours(), CHECKPOINT_DIR: directory }, 'verify');
  expect(away.code).toBe(1);
  expect(away.err).toContain('The checkpoints in CHECKPOINT_DIR cannot be read (ENOENT).');
  expect(away.err).toContain('No checkpoint could be written to CHECKPOINT_DIR (ENOENT).');
  await expect(checkpointWords(database.db, keys(), file('none'))).rejects.toThrow('cannot be read (ENOENT)');
  await expect(verifyFile(file('none'), file('none'), undefined)).rejects.toThrow('cannot be read');
});

test('a stranger sees each thing that was changed in an export', async () => {
  const ctx = await withEvents();
  await checkpointWords(database.db, keys(), undefined);
  const text = await exportOf(ctx);
  const kindsOf = async (changed: string, by = publishedKeys()) =>
    (await verifyExport(changed, by, null)).faults.map((fault) => fault.kind);
  expect(await verifyExport(text, publishedKeys(), null)).toMatchObject({
    companyId: ctx.companyId,
    events: 2,
    receipts: 1,
    vouchedBy: [{ seq: 2 }],
    faults: [],
  });
  expect(await kindsOf('nothing')).toEqual(['file']);
  expect(await kindsOf(text.replace('"retention_days":', '"retention_days":1'))).toContain('chain');
  expect(await kindsOf(text.replace(/("kind":"notice".*"text":")/, '$1x'))).toContain('notice');
  expect(await kindsOf(text.replace('"jws":"', '"jws":"x'))).toContain('receipt-text');
  expect(await kindsOf(text.replace('"inclusion":["', '"inclusion":["0'))).toContain('proof');
  const without = (kind: string) =>
    `${text
      .trimEnd()
      .split('\n')
      .filter((line) => !line.startsWith(`{"kind":"${kind}"`))
      .join('\n')}\n`;
  for (const kind of ['event', 'notice', 'receipt', 'checkpoint'])
    expect(await kindsOf(without(kind))).toContain('file');
  const strangers = await kindsOf(text, [makeSigningKey()]);
  expect(strangers).toEqual(expect.arrayContaining(['signature', 'receipt-text', 'proof']));
});
