import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { listConsents, upsertConsent } from '@/db/queries/consents';
import { useTestDatabase } from '@/e2e/database';
import { grantInput, makeCustomer, makeTools } from '@/e2e/factories';
import type { Codat } from '../codat/client';
import { deferConsent } from '../consent/defer-consent';
import { grantConsent } from '../consent/grant-consent';
import { sha256 } from '../domain/ledger';
import { NotFound } from '../errors';
import { exportLedger } from './export-ledger';
import { rebuildStandings } from './rebuild-standings';
import { verifyLedger } from './verify-ledger';

const database = useTestDatabase();
const NO_CODAT: Codat = {
  call: () => {
    throw new Error('The ledger must not call Codat.');
  },
};

async function withEvents() {
  const ctx = await makeCustomer(makeTools(database.db, NO_CODAT));
  for (const id of ['business-insights', 'lending']) await grantConsent(ctx, await grantInput(ctx.db, id));
  await deferConsent(ctx, await grantInput(ctx.db, 'cash-flow', 'fr'));
  return ctx;
}

/** What a person with every right on the database could do, but no code of ours can. */
async function tamper(statement: string, table = 'consent_events'): Promise<void> {
  await database.db.transaction(async (tx) => {
    await tx.execute(sql.raw(`alter table ${table} disable trigger user`));
    await tx.execute(sql.raw(statement));
    await tx.execute(sql.raw(`alter table ${table} enable trigger user`));
  });
}

const faultsOf = async (companyId: string) =>
  (await verifyLedger(database.db)).faults.filter((fault) => fault.companyId === companyId);

test('an untouched ledger is sound, and needs no mending', async () => {
  const ctx = await withEvents();
  const report = await verifyLedger(database.db);
  expect(report.events).toBeGreaterThanOrEqual(3);
  expect(report.faults.filter((fault) => fault.companyId === ctx.companyId)).toEqual([]);
  expect((await rebuildStandings(database.db)).mended).not.toContain(ctx.companyId);
});

test.each([
  [
    'an event that was changed',
    `body = jsonb_set(body, '{retention_days}', '31')`,
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

test('mends a standing that is not what the events add up to', async () => {
  const ctx = await withEvents();
  const before = await listConsents(ctx.db, ctx.companyId);
  const [first] = before;
  if (first === undefined) throw new Error('no standing');
  await upsertConsent(ctx.db, { ...first, standing: 'withdrawn' });
  expect(await faultsOf(ctx.companyId)).toEqual([{ companyId: ctx.companyId, kind: 'standing' }]);
  expect((await rebuildStandings(database.db)).mended).toContain(ctx.companyId);
  expect(await listConsents(ctx.db, ctx.companyId)).toEqual(before);
});

test('an export can be checked by anybody', async () => {
  const ctx = await withEvents();
  const text = await exportLedger(ctx.db, ctx.companyId, ctx.now);
  const lines = text.trimEnd().split('\n');
  const parsed = lines.map((line) => JSON.parse(line) as { kind: string; hash?: string; text?: string });
  expect(parsed.map((line) => line.kind)).toEqual([
    ...['event', 'event', 'event'],
    ...['notice', 'notice', 'notice'],
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
