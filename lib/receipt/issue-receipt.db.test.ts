import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { insertCheckpoint } from '@/db/queries/checkpoints';
import { listEvents } from '@/db/queries/consents';
import { makePersonKeys } from '@/db/queries/person-keys';
import { findReceiptForEvent, insertReceipts, listCompanyReceipts } from '@/db/queries/receipts';
import { useTestDatabase } from '@/e2e/database';
import { grantInput, makeCustomer, makeTools } from '@/e2e/factories';
import { NO_CODAT } from '@/e2e/no-codat';
import { deferConsent } from '../consent/decline-consent';
import { grantConsent } from '../consent/grant-consent';
import { pauseConsent, resumeConsent } from '../consent/pause-consent';
import { withdrawConsent } from '../consent/withdraw-consent';
import type { Ctx } from '../context';
import { personsOf } from '../domain/consent/sealed-event';
import { makeCheckpoint } from '../domain/ledger/checkpoint';
import { hashEvent, verifyChain } from '../domain/ledger/ledger';
import { contactIn, receiptOf } from '../domain/receipt/receipt';
import { makeSigningKey } from '../domain/receipt/receipt-keys';
import { readLedger } from '../ledger/read-ledger';
import { auditReceipts } from './audit-receipts';
import { checkReceiptText } from './check-receipt-text';
import { getReceipt } from './get-receipt';
import { issueReceipt } from './issue-receipt';
import { getReceiptIssuer } from './issuer';
import { listOwnReceipts } from './list-receipts';

const database = useTestDatabase();
const customer = () => makeCustomer(makeTools(database.db, NO_CODAT));
const PRODUCT = 'business-insights';

async function withHistory(): Promise<Ctx> {
  const ctx = await customer();
  await grantConsent(ctx, await grantInput(ctx.db, PRODUCT, 'fr'));
  await deferConsent(ctx, await grantInput(ctx.db, 'cash-flow'));
  await pauseConsent(ctx, PRODUCT);
  await resumeConsent(ctx, PRODUCT);
  await withdrawConsent(ctx, { productId: PRODUCT, deletion: 'keep' });
  return ctx;
}

test('a yes and its end have a receipt each, under the hash of their events; the rest has none', async () => {
  const ctx = await withHistory();
  const events = await listEvents(ctx.db, ctx.companyId);
  expect(verifyChain(await readLedger(ctx.db, ctx.companyId))).toEqual({ ok: true, length: 5 });
  expect(events.map(({ body }) => [body.event_type, typeof body.receipt_id])).toEqual([
    ['given', 'string'],
    ['deferred', 'object'],
    ['paused', 'object'],
    ['resumed', 'object'],
    ['withdrawn', 'string'],
  ]);
  for (const { body, hash } of events) {
    const row = await findReceiptForEvent(ctx.db, ctx.companyId, body.record_id);
    expect(row?.id ?? null).toBe(body.receipt_id);
    if (row === null) continue;
    const verdict = await checkReceiptText(row.jws);
    if (verdict.kind !== 'genuine') throw new Error(verdict.kind);
    expect(verdict.receipt).toEqual(receiptOf(body, hash, contactIn(verdict.receipt)));
    expect(verdict.receipt.ledger.hash).toBe(hash);
    expect(verdict.receipt.header.language).toBe('fr');
    expect((await getReceipt(ctx.db, ctx.companyId, row.id))?.receipt).toEqual(verdict.receipt);
  }
  expect((await listOwnReceipts(ctx, PRODUCT)).items.map(({ type }) => type)).toEqual(['withdrawn', 'given']);
});

test('event and receipt are written together or not at all', async () => {
  const ctx = await customer();
  await expect(
    ctx.db.transaction(async (tx) => {
      await grantConsent({ ...ctx, db: tx }, await grantInput(tx));
      throw new Error('too late');
    }),
  ).rejects.toThrow('too late');
  expect(await listEvents(ctx.db, ctx.companyId)).toEqual([]);
  expect(await listCompanyReceipts(ctx.db, ctx.companyId)).toEqual([]);
});

test('another business finds nothing', async () => {
  const [mine, other] = [await withHistory(), await customer()];
  for (const row of await listCompanyReceipts(mine.db, mine.companyId)) {
    expect(await getReceipt(mine.db, other.companyId, row.id)).toBeNull();
    expect(await findReceiptForEvent(mine.db, other.companyId, row.eventId)).toBeNull();
  }
  expect((await listOwnReceipts(other, PRODUCT)).items).toEqual([]);
});

test('a receipt names the newest genuine checkpoint, and the audit accepts it', async () => {
  const { keys } = getReceiptIssuer();
  const head = { companyId: crypto.randomUUID(), seq: 1, fingerprint: 'a'.repeat(64) };
  const make = (number: number, by = keys.signing) => {
    const text = makeCheckpoint({ number, before: [], heads: [head], lost: [], at: new Date() }, by);
    return text.slice(0, text.indexOf('\n'));
  };
  const ctx = await withHistory();
  await insertCheckpoint(ctx.db, 7, make(7));
  await insertCheckpoint(ctx.db, 8, make(8, makeSigningKey()));
  // A genuine line under another number is none.
  await insertCheckpoint(ctx.db, 9, make(7));
  await grantConsent(ctx, await grantInput(ctx.db, PRODUCT));
  const receipts = await listCompanyReceipts(ctx.db, ctx.companyId);
  const named = await Promise.all(
    receipts.map(async ({ jws }) => {
      const verdict = await checkReceiptText(jws);
      return verdict.kind === 'genuine' ? verdict.receipt.ledger.checkpoint?.number : verdict.kind;
    }),
  );
  expect(named.filter((number) => number !== undefined)).toEqual([7]);
  expect(named).toHaveLength(3);
  const { faults } = await auditReceipts(ctx.db, keys.published);
  expect(faults.filter(({ companyId }) => companyId === ctx.companyId)).toEqual([]);
});

const LIMIT = 15;

test('issuing one costs no more than a few questions to the database', async () => {
  const ctx = await withHistory();
  const [first] = await listEvents(ctx.db, ctx.companyId);
  if (first === undefined) throw new Error('no event');
  const keys = await makePersonKeys(ctx.db, personsOf(first.body));
  const [issuing, asking]: [number[], number[]] = [[], []];
  const time = async (into: number[], work: () => Promise<unknown>) => {
    const started = performance.now();
    await work();
    into.push(performance.now() - started);
  };
  for (let i = 0; i < 50; i += 1) {
    const body = { ...first.body, record_id: crypto.randomUUID(), receipt_id: crypto.randomUUID() };
    await time(asking, () => ctx.db.execute(sql`select 1`));
    await time(issuing, async () => {
      const receipt = await issueReceipt(body, hashEvent(body), keys, null);
      if (receipt !== null) await insertReceipts(ctx.db, [receipt]);
    });
  }
  // Medians: the database of a busy machine may take longer now and then.
  const median = (times: number[]) => times.sort((a, b) => a - b)[25] ?? 0;
  const ratio = median(issuing) / median(asking);
  console.log(
    `issuing ${median(issuing).toFixed(2)} ms, asking ${median(asking).toFixed(2)} ms, ratio ${ratio.toFixed(1)}`,
  );
  expect(ratio).toBeLessThan(LIMIT);
});
