import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { setCodatCompanyId } from '@/db/queries/companies';
import { listEvents } from '@/db/queries/consents';
import { useTestDatabase } from '@/e2e/database';
import { grantInput, makeCustomer, makeTools } from '@/e2e/factories';
import { NO_CODAT } from '@/e2e/no-codat';
import { textOf } from '@/e2e/text-of';
import { grantConsent } from '../consent/grant-consent';
import { pauseConsent } from '../consent/pause-consent';
import { withdrawConsent } from '../consent/withdraw-consent';
import { NotFound } from '../errors';
import type { StaffCtx } from './context';
import { exportBusiness } from './export-business';
import { getStaffBusiness } from './get-business';
import { getStaffDecision } from './get-decision';

const database = useTestDatabase();
function staff(now: Date): StaffCtx & { views: string[] } {
  const views: string[] = [];
  return {
    db: database.db,
    now,
    views,
    auditView: async (companyId, what) => void views.push(`${companyId} ${what}`),
  };
}

async function business() {
  const ctx = await makeCustomer(makeTools(database.db, NO_CODAT));
  await grantConsent(ctx, await grantInput(ctx.db, 'lending'));
  await pauseConsent({ ...ctx, now: new Date(ctx.now.getTime() + 1000) }, 'lending');
  return ctx;
}

test('shows the record with its hashes, and leaves a trace', async () => {
  const { companyId, now } = await business();
  const ctx = staff(new Date(now.getTime() + 2000));
  const view = await getStaffBusiness(ctx, companyId.toUpperCase());
  const events = await listEvents(database.db, companyId);
  expect(view.agreements.map(({ product, shown }) => [product.id, shown])).toEqual([['lending', 'paused']]);
  expect(view.record.items.map(({ seq, hash }) => [seq, hash])).toEqual(
    events.map(({ seq, hash }) => [seq, hash]).reverse(),
  );
  expect([view.events, view.faults]).toEqual([2, []]);
  expect(ctx.views).toEqual([`${companyId} business`]);
});

test('says for each agreement how long what was read is kept: until its end, and after it', async () => {
  const { companyId, now, ...rest } = await business();
  const kept = async (at: Date) =>
    (await getStaffBusiness(staff(at), companyId)).agreements.map(({ data }) => data);
  const [lending] = (await getStaffBusiness(staff(now), companyId)).agreements;
  const days = lending?.product.retentionDays ?? 0;
  expect(await kept(now)).toEqual([{ kind: 'after-end', days }]);
  const stopped = new Date(now.getTime() + 5000);
  await withdrawConsent({ ...rest, companyId, now: stopped }, { productId: 'lending', deletion: 'keep' });
  const until = new Date(stopped.getTime() + days * 86_400_000);
  expect(await kept(new Date(stopped.getTime() + 1000))).toEqual([{ kind: 'until', at: until }]);
});

test.each([
  ['an event was changed', `body = jsonb_set(body::jsonb, '{retention_days}', '31')::json`, 1],
  ['a column says something else', `type = 'withdrawn'`, 1],
])('says at which event the record is not sound: %s', async (_what, set, seq) => {
  const { companyId, now } = await business();
  await database.owner.transaction(async (tx) => {
    await tx.execute(sql.raw('alter table consent_events disable trigger user'));
    await tx.execute(
      sql.raw(`update consent_events set ${set} where company_id = '${companyId}' and seq = ${seq}`),
    );
    await tx.execute(sql.raw('alter table consent_events enable trigger user'));
  });
  const { faults } = await getStaffBusiness(staff(now), companyId);
  expect(faults[0]).toMatchObject({ companyId, seq });
});

test('a decision names the event it rests on, and its hash', async () => {
  const { companyId, now } = await business();
  const ctx = staff(new Date(now.getTime() + 2000));
  const events = await listEvents(database.db, companyId);
  const ask = (at: Date) =>
    getStaffDecision(ctx, { companyId, productId: 'lending', dataType: 'invoices', at });
  const paused = await ask(ctx.now);
  expect(paused.decision.reason).toBe('paused');
  expect([paused.basis?.seq, paused.basis?.hash]).toEqual([2, events[1]?.hash]);
  expect([paused.yes?.seq, paused.yes?.hash]).toEqual([1, events[0]?.hash]);
  const before = await ask(now);
  expect([before.decision.reason, before.basis?.seq]).toEqual(['no-connection', 1]);
  expect(ctx.views).toEqual([`${companyId} decision`, `${companyId} decision`]);
});

test('the export is the business’s own, and leaves a trace', async () => {
  const { companyId, now } = await business();
  const ctx = staff(now);
  expect(await textOf(exportBusiness(ctx, companyId))).toContain(`"company_id":"${companyId}"`);
  expect(ctx.views).toEqual([`${companyId} export`]);
});

test('what is no business of ours is not found, and nothing is written about it', async () => {
  const { companyId, now } = await business();
  const codatId = crypto.randomUUID();
  await setCodatCompanyId(database.db, companyId, codatId);
  const ctx = staff(now);
  for (const id of ['x', crypto.randomUUID(), codatId, "' or 1=1"]) {
    await expect(getStaffBusiness(ctx, id)).rejects.toBeInstanceOf(NotFound);
    await expect(exportBusiness(ctx, id)).rejects.toBeInstanceOf(NotFound);
  }
  const unknown = { companyId: crypto.randomUUID(), productId: 'lending', dataType: 'invoices', at: now };
  expect((await getStaffDecision(ctx, unknown)).decision.reason).toBe('unknown-company');
  expect(ctx.views).toEqual([]);
});
