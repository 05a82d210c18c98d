import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { APP_ROLE, LEDGER_TABLES } from '@/db/app-role';
import { listConsents, upsertConsents } from '@/db/queries/consents';
import { listLedgerGuards } from '@/db/queries/ledger';
import { useTestDatabase } from '@/e2e/database';
import { grantInput, makeCustomer, makeTools } from '@/e2e/factories';
import { forgeEvent } from '@/e2e/forged-event';
import { NO_CODAT } from '@/e2e/no-codat';
import { textOf } from '@/e2e/text-of';
import { deferConsent } from '../consent/decline-consent';
import { grantConsent } from '../consent/grant-consent';
import { sha256 } from '../domain/crypto/sha256';
import type { LedgerFault } from '../domain/ledger/ledger-audit';
import { NotFound } from '../errors';
import { publishedKeys } from '../receipt/check-receipt-text';
import { exportLedger } from './export-ledger';
import { rebuildStandings } from './rebuild-standings';
import { verifyLedger } from './verify-ledger';

const database = useTestDatabase();
async function withEvents() {
  const ctx = await makeCustomer(makeTools(database.db, NO_CODAT));
  for (const id of ['business-insights', 'lending']) await grantConsent(ctx, await grantInput(ctx.db, id));
  await deferConsent(ctx, await grantInput(ctx.db, 'cash-flow', 'fr'));
  return ctx;
}

/** One bit of one character. */
function flipBit(text: string, where: number, bit: number): string {
  const at = where % text.length;
  return text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << bit)) + text.slice(at + 1);
}

/** An operator with every right on the database could do this, but none of Accord's code can. */
async function tamper(statement: string, table = 'consent_events'): Promise<void> {
  await database.owner.transaction(async (tx) => {
    await tx.execute(sql.raw(`alter table ${table} disable trigger user`));
    await tx.execute(sql.raw(statement));
    await tx.execute(sql.raw(`alter table ${table} enable trigger user`));
    for (const what of LEDGER_TABLES.includes(table)
      ? ['append_only', 'no_truncate', ...(table === 'consent_events' ? ['stamp'] : [])]
      : [])
      await tx.execute(sql.raw(`alter table ${table} enable always trigger ${table}_${what}`));
  });
}

const faultsOf = async (companyId: string) =>
  (await verifyLedger(database.url, publishedKeys())).faults.filter((fault) => fault.companyId === companyId);

test('an untouched ledger is sound, and needs no mending', async () => {
  const ctx = await withEvents();
  const report = await verifyLedger(database.url, publishedKeys());
  expect(report.events).toBeGreaterThanOrEqual(3);
  expect(report.faults.filter((fault) => fault.companyId === ctx.companyId)).toEqual([]);
  expect((await rebuildStandings(database.db, publishedKeys())).mended).not.toContain(ctx.companyId);
});

test.each([
  [
    'an event that was changed',
    `body = jsonb_set(body::jsonb, '{retention_days}', '31')::json`,
    { kind: 'chain', seq: 2, problem: 'hash' },
  ],
  ['a hash that was changed', `hash = repeat('0', 64)`, { kind: 'chain', seq: 2, problem: 'hash' }],
  ['a type beside the event', `type = 'withdrawn'`, { kind: 'column', seq: 2, column: 'type' }],
  ['a product beside the event', `product_id = 'other'`, { kind: 'column', seq: 2, column: 'productId' }],
  ['a time beside the event', `at = at + interval '1 ms'`, { kind: 'column', seq: 2, column: 'at' }],
])('finds and names %s', async (_what, set, fault) => {
  const ctx = await withEvents();
  await tamper(`update consent_events set ${set} where company_id = '${ctx.companyId}' and seq = 2`);
  expect(await faultsOf(ctx.companyId)).toContainEqual({ companyId: ctx.companyId, ...fault });
});

test('finds an event that was taken out', async () => {
  const ctx = await withEvents();
  await tamper(`delete from consent_events where company_id = '${ctx.companyId}' and seq = 2`);
  expect(await faultsOf(ctx.companyId)).toContainEqual({
    companyId: ctx.companyId,
    kind: 'chain',
    seq: 3,
    problem: 'gap',
  });
});

test('finds words that are not the words that were agreed to', async () => {
  const ctx = await withEvents();
  const { noticeHash } = await grantInput(ctx.db, 'cash-flow', 'fr');
  await tamper(`update notices set text = text || ' ' where hash = '${noticeHash}'`, 'notices');
  expect(await faultsOf(ctx.companyId)).toEqual([
    { companyId: ctx.companyId, kind: 'notice', seq: 3, hash: noticeHash },
  ]);
  // Other tests of this database agreed to the same words.
  await tamper(`update notices set text = rtrim(text, ' ') where hash = '${noticeHash}'`, 'notices');
});

test('a flipped bit anywhere in a stored event is found and named', async () => {
  const ctx = await withEvents();
  const rows = await database.owner.execute<{ seq: number; body: string; hash: string }>(
    sql`select seq, body::text as body, hash from consent_events where company_id = ${ctx.companyId} order by seq`,
  );
  const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...rows),
      fc.boolean(),
      fc.nat(),
      fc.nat(6),
      async (row, inBody, where, bit) => {
        const old = inBody ? row.body : row.hash;
        const forged = flipBit(old, where, bit);
        const set = inBody ? `body = ${literal(forged)}::json` : `hash = ${literal(forged)}`;
        const at = `company_id = '${ctx.companyId}' and seq = ${row.seq}`;
        const done = await tamper(`update consent_events set ${set} where ${at}`).then(
          () => true,
          // A text that is no JSON, or that Postgres refuses, cannot be stored.
          () => false,
        );
        fc.pre(done);
        const faults = await faultsOf(ctx.companyId);
        await tamper(
          `update consent_events set body = ${literal(row.body)}::json, hash = ${literal(row.hash)} where ${at}`,
        );
        expect(faults.some((fault) => fault.kind === 'chain' && fault.seq - row.seq <= 1)).toBe(true);
      },
    ),
    { numRuns: 25 },
  );
  expect(await faultsOf(ctx.companyId)).toEqual([]);
});

test.each<[string, (where: string) => [statement: string, table?: string][], Partial<LedgerFault>]>([
  [
    'an event whose id was changed',
    (w) => [[`update consent_events set id = gen_random_uuid() where ${w} and seq = 2`]],
    { kind: 'column', seq: 2, column: 'id' },
  ],
  [
    'a time that is off by a microsecond',
    (w) => [[`update consent_events set at = at + interval '1 microsecond' where ${w} and seq = 2`]],
    { kind: 'column', seq: 2, column: 'at' },
  ],
  [
    'an order that was changed',
    (w) => [[`update consent_events set position = -position where ${w} and seq = 2`]],
    { kind: 'column', seq: 2, column: 'position' },
  ],
  [
    'an end that was cut off',
    (w) => [[`delete from consent_events where ${w} and seq = 3`]],
    { kind: 'standing' },
  ],
  [
    'an end that was cut off with its standing, by the receipt',
    (w) => [
      [`delete from consent_events where ${w} and seq > 1`],
      [`delete from consents where ${w} and event_seq > 1`, 'consents'],
    ],
    { kind: 'receipt', problem: 'no-event' },
  ],
  [
    'a business that was taken out whole, by its receipts',
    (w) => [[`delete from consent_events where ${w}`], [`delete from consents where ${w}`, 'consents']],
    { kind: 'receipt', problem: 'no-event' },
  ],
  [
    'a receipt that was taken out',
    (w) => [[`delete from receipts where ${w}`, 'receipts']],
    { kind: 'receipt', problem: 'missing' },
  ],
  [
    'receipts that changed places',
    (w) => [
      [
        `update receipts set event_hash = (select event_hash from receipts other where other.${w} and other.id <> receipts.id limit 1) where ${w}`,
        'receipts',
      ],
    ],
    { kind: 'receipt', problem: 'other-event' },
  ],
])('finds and names %s', async (_what, harm, fault) => {
  const ctx = await withEvents();
  for (const [statement, table] of harm(`company_id = '${ctx.companyId}'`)) await tamper(statement, table);
  expect(await faultsOf(ctx.companyId)).toContainEqual(
    expect.objectContaining({ companyId: ctx.companyId, ...fault }),
  );
});

test('several processes find what one finds', async () => {
  const ctx = await withEvents();
  await tamper(
    `update consent_events set hash = repeat('0', 64) where company_id = '${ctx.companyId}' and seq = 2`,
  );
  await database.owner.execute(sql`analyze consent_events`);
  const one = await verifyLedger(database.url, publishedKeys(), { processes: 1 });
  expect(await verifyLedger(database.url, publishedKeys(), { processes: 2, eventsPerSlice: 5 })).toEqual(one);
  expect(one.events).toBeGreaterThan(10);
});

test('tells who could change the ledger', async () => {
  const guards = await listLedgerGuards(database.db);
  expect(guards.map(({ table }) => table)).toEqual([...LEDGER_TABLES].sort());
  // Tests connect as the owner who lays everything down; the running app does not.
  for (const { table: _, ...guard } of guards)
    expect(guard).toEqual({ mayChange: false, mightChange: true, isGuarded: true });
  await database.owner.execute(sql`alter table receipts disable trigger receipts_append_only`);
  await database.owner.execute(sql`grant update (jws) on receipts to ${sql.identifier(APP_ROLE)}`);
  const [receipts] = (await listLedgerGuards(database.db)).filter(({ table }) => table === 'receipts');
  expect(receipts).toMatchObject({ mayChange: true, isGuarded: false });
  await database.owner.execute(sql`alter table receipts enable always trigger receipts_append_only`);
  await database.owner.execute(sql`revoke update (jws) on receipts from ${sql.identifier(APP_ROLE)}`);
});

test('mends a standing that is not what the events add up to', async () => {
  const ctx = await withEvents();
  const before = await listConsents(ctx.db, ctx.companyId);
  const [first] = before;
  if (first === undefined) throw new Error('no standing');
  await upsertConsents(ctx.db, [{ ...first, standing: 'withdrawn' }]);
  expect(await faultsOf(ctx.companyId)).toEqual([{ companyId: ctx.companyId, kind: 'standing' }]);
  expect((await rebuildStandings(database.db, publishedKeys())).mended).toContain(ctx.companyId);
  expect(await listConsents(ctx.db, ctx.companyId)).toEqual(before);
});

test('an export can be checked by anybody', async () => {
  const ctx = await withEvents();
  const text = await textOf(exportLedger(ctx.db, ctx.companyId, ctx.now));
  const lines = text.trimEnd().split('\n');
  const parsed = lines.map((line) => JSON.parse(line) as { kind: string; hash?: string; text?: string });
  expect(parsed.map((line) => line.kind)).toEqual([
    ...['event', 'event', 'event'],
    ...['notice', 'notice', 'notice'],
    ...['receipt', 'receipt'],
    'proof',
  ]);
  expect(parsed.at(-1)).toMatchObject({
    company_id: ctx.companyId,
    events: 3,
    head_hash: parsed[2]?.hash,
    chain: 'sound',
    lines_hash: sha256(`${lines.slice(0, -1).join('\n')}\n`),
  });
  for (const line of parsed.filter(({ kind }) => kind === 'notice')) {
    expect(sha256(line.text ?? '')).toBe(line.hash);
  }
  await expect(exportLedger(ctx.db, crypto.randomUUID(), ctx.now)).rejects.toBeInstanceOf(NotFound);
});

test('puts nothing right from an event that is not proven', async () => {
  const ctx = await withEvents();
  await forgeEvent(database.db, ctx.companyId, { event_type: 'given' });
  const before = await listConsents(ctx.db, ctx.companyId);
  const { mended, unproven } = await rebuildStandings(database.db, publishedKeys());
  expect(mended).not.toContain(ctx.companyId);
  expect(unproven).toContainEqual({ companyId: ctx.companyId, kind: 'signature', seq: 4 });
  expect(await listConsents(ctx.db, ctx.companyId)).toEqual(before);
});

test('an event that says another time than that of its insertion is named, whatever stamp it was given', async () => {
  const ctx = await withEvents();
  const event_time = new Date(ctx.now.getTime() - 86_400_000).toISOString();
  await forgeEvent(database.db, ctx.companyId, { event_time });
  const stamp = sql`update consent_events set inserted_at = at where company_id = ${ctx.companyId}`;
  await expect(database.db.execute(stamp)).rejects.toThrow();
  for (const problem of ['back', 'stamp'] as const)
    expect(await faultsOf(ctx.companyId)).toContainEqual({
      companyId: ctx.companyId,
      kind: 'time',
      seq: 4,
      problem,
    });
});
