import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { listEvents } from '@/db/queries/consents';
import { listBasis } from '@/db/queries/snapshots';
import { useTestDatabase } from '@/e2e/database';
import { grantInput, makeCustomer, makeTools } from '@/e2e/factories';
import { NO_CODAT } from '@/e2e/no-codat';
import type { Ctx } from '../context';
import { agreementPeriods } from '../domain/consent/agreement-periods';
import { compact, ledgerState, SNAPSHOT_EVERY } from '../domain/ledger/ledger-snapshot';
import { ENDED_PAGE, RECEIPTS_PAGE } from '../domain/text/paging';
import { rebuildStandings } from '../ledger/rebuild-standings';
import { verifyLedger } from '../ledger/verify-ledger';
import { publishedKeys } from '../receipt/check-receipt-text';
import { listOwnReceipts } from '../receipt/list-receipts';
import { getStaffBusiness } from '../staff/get-business';
import { grantConsent } from './grant-consent';
import { listHistory } from './list-history';
import { listOwnConsents } from './list-own-consents';
import { pauseConsent, resumeConsent } from './pause-consent';
import { withdrawConsent } from './withdraw-consent';

const database = useTestDatabase();

const ROUNDS = 22;

/** Agreed, paused, resumed and withdrawn again and again, beside another product that stands. */
async function longLedger() {
  const start = await makeCustomer(makeTools(database.db, NO_CODAT));
  let seconds = 0;
  const later = (): Ctx => {
    seconds += 1;
    return { ...start, now: new Date(start.now.getTime() + seconds * 1_000) };
  };
  const input = await grantInput(start.db, 'lending');
  await grantConsent(later(), await grantInput(start.db, 'cash-flow'));
  for (let round = 0; round < ROUNDS; round += 1) {
    await grantConsent(later(), input);
    await pauseConsent(later(), 'lending');
    if (round % 2 === 0) await resumeConsent(later(), 'lending');
    if (round < ROUNDS - 1) await withdrawConsent(later(), { productId: 'lending', deletion: 'keep' });
  }
  return later();
}

const bodiesOf = async (rows: ReturnType<typeof listEvents>) => (await rows).map(({ body }) => body);

let ctx: Ctx;
beforeAll(async () => {
  ctx = await longLedger();
});

test('a long ledger is answered from few events, now and for every moment, and its lists come in pages', async () => {
  const { db, companyId } = ctx;
  const all = await bodiesOf(listEvents(db, companyId));
  const own = (events: typeof all) => events.filter((body) => body.service.product_id === 'lending');

  for (const [index, { event_time: time }] of all.entries()) {
    const basis = await bodiesOf(listBasis(db, companyId, { productId: 'lending', until: new Date(time) }));
    expect(ledgerState(basis)).toBe(ledgerState(own(all.slice(0, index + 1))));
    expect(basis.length).toBeLessThanOrEqual(compact(basis).length + SNAPSHOT_EVERY);
  }

  // Every agreement once, whichever page it is on, as the whole ledger tells it.
  const pages = [await listOwnConsents(ctx)];
  for (let older = pages[0]?.pages.older; older; older = pages.at(-1)?.pages.older)
    pages.push(await listOwnConsents(ctx, { cursor: older }));
  expect(pages).toHaveLength(Math.ceil((ROUNDS - 1) / ENDED_PAGE));
  expect(pages[0]?.current.map(({ product }) => product.id).sort()).toEqual(['cash-flow', 'lending']);
  const shown = pages.flatMap(({ current, past }) => [...current, ...past]).map(({ period }) => period);
  const whole = agreementPeriods(all, ctx.now);
  expect(shown).toHaveLength(whole.length);
  for (const period of whole)
    expect(shown).toContainEqual({
      ...period,
      began: expect.objectContaining({ seq: period.began.seq }),
      terms: expect.objectContaining({ event_type: period.terms.event_type }),
    });
  expect((await listOwnConsents(ctx, { isSearch: true })).past).toHaveLength(ROUNDS - 1);
  expect(pages.at(-1)?.past.every(({ isFar }) => isFar)).toBe(true);

  const seen: number[] = [];
  for (let [cursor, turns]: [string | undefined, number] = [undefined, 0]; turns < 9; turns += 1) {
    const page = await listHistory(ctx, 'lending', cursor);
    seen.push(...page.items.map(({ seq }) => seq));
    if (page.older === null) break;
    cursor = page.older;
  }
  expect(seen).toEqual(
    own(all)
      .map(({ seq }) => seq)
      .reverse(),
  );

  const first = await listOwnReceipts(ctx, 'lending');
  expect(first.items).toHaveLength(RECEIPTS_PAGE);
  const second = await listOwnReceipts(ctx, 'lending', first.older ?? '');
  const back = await listOwnReceipts(ctx, 'lending', second.newer ?? '');
  expect(back.items).toEqual(first.items);
  expect(second.items.map(({ id }) => id)).not.toContain(first.items.at(-1)?.id);

  // No other business sees any of it, whatever id it claims.
  const other = await makeCustomer(makeTools(database.db, NO_CODAT));
  expect((await listHistory(other, 'lending', 'older-60')).items).toEqual([]);
  expect((await listOwnReceipts(other, 'lending', 'older-60')).items).toEqual([]);
});

test('staff see what happened last checked, and all of it on demand', async () => {
  const staff = { db: ctx.db, now: ctx.now, auditView: async () => {} };
  const view = await getStaffBusiness(staff, ctx.companyId);
  const { seq = 0 } = (await listEvents(ctx.db, ctx.companyId)).at(-1) ?? {};
  expect([view.faults, view.checked, view.events]).toEqual([[], 30, seq]);
  const whole = await getStaffBusiness(staff, ctx.companyId, { check: 'all' });
  expect([whole.faults, whole.checked]).toEqual([[], seq]);
  const older = await getStaffBusiness(staff, ctx.companyId, { record: view.record.older ?? '' });
  expect(older.record.items[0]?.seq).toBe((view.record.items.at(-1)?.seq ?? 0) - 1);
  expect(older.record.items.some(({ hasReceipt }) => hasReceipt)).toBe(true);
});

/** Inserted with the app's own role, which may write these rows. */
const FORGED = {
  'hides a withdrawal': sql`update consent_snapshots s set basis = basis[1:1]`,
  'ends what is read early, at a moment still to come': sql`update consent_snapshots s set at = 'infinity'`,
  'is of another product': sql`update consent_snapshots s set product_id = 'cash-flow'`,
  'has no signature': sql`update consent_snapshots s set signature = ''`,
};

test('a forged snapshot changes no answer, is named, and is made anew from the events', async () => {
  const { companyId } = ctx;
  const faults = async () =>
    (await verifyLedger(database.url, publishedKeys())).faults.filter(
      (fault) => fault.companyId === companyId,
    );
  expect(await faults()).toEqual([]);
  const state = async () =>
    ledgerState(await bodiesOf(listBasis(ctx.db, companyId, { productId: 'lending' })));
  const ended = async () => (await listOwnConsents(ctx)).past.map(({ shown }) => shown);
  const [before, over] = [await state(), await ended()];
  for (const [what, forge] of Object.entries(FORGED)) {
    await ctx.db.execute(sql`${forge} where company_id = ${companyId}
      and seq = (select max(seq) from consent_snapshots where company_id = s.company_id)`);
    expect(await state(), what).toBe(before);
    expect(await faults(), what).toEqual([{ companyId, kind: 'standing' }]);
    expect((await rebuildStandings(database.db, publishedKeys())).mended).toEqual([companyId]);
    expect(await faults(), what).toEqual([]);
    expect([await state(), await ended()], what).toEqual([before, over]);
  }
  // Those taken one by one are those that follow from all events.
  expect((await rebuildStandings(database.db, publishedKeys())).mended).toEqual([]);
});
