// Clock skew between processes: nothing is lost silently, and time does not run backwards.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { listConsents, listEvents } from '@/db/queries/consents';
import { useTestDatabase } from '@/e2e/database';
import { grantInput, makeCustomer, makeTools } from '@/e2e/factories';
import { NO_CODAT } from '@/e2e/no-codat';
import { decideAccess } from '../access/decide-access';
import type { Ctx } from '../context';
import { HOUR_MS } from '../domain/text/duration';
import { LedgerContradiction } from '../errors';
import { sweepBusiness } from '../expiry/sweep-business';
import { eraseBusiness } from '../retention/erase-business';
import { deferConsent } from './decline-consent';
import { grantConsent } from './grant-consent';
import { pauseConsent, resumeConsent } from './pause-consent';
import { renewConsent } from './renew-consent';
import { withdrawConsent } from './withdraw-consent';

const database = useTestDatabase();
const hoursOff = (ctx: Ctx, hours: number): Ctx => ({
  ...ctx,
  now: new Date(ctx.now.getTime() + hours * HOUR_MS),
});

async function agreed(): Promise<Ctx> {
  const ctx = await makeCustomer(makeTools(database.db, NO_CODAT));
  await grantConsent(ctx, await grantInput(ctx.db, 'lending'));
  return ctx;
}

const written = async ({ db, companyId }: Ctx) => (await listEvents(db, companyId)).map(({ body }) => body);

test.each<[string, (behind: Ctx, ctx: Ctx) => Promise<unknown>, string]>([
  [
    'withdrawing',
    (behind) => withdrawConsent(behind, { productId: 'lending', deletion: 'keep' }),
    'withdrawn',
  ],
  ['pausing', (behind) => pauseConsent(behind, 'lending'), 'paused'],
  [
    'resuming',
    async (behind, ctx) => {
      await pauseConsent(ctx, 'lending');
      await resumeConsent(behind, 'lending');
    },
    'resumed',
  ],
  [
    'agreeing again',
    async (behind, ctx) => {
      await withdrawConsent(ctx, { productId: 'lending', deletion: 'keep' });
      await grantConsent(behind, await grantInput(ctx.db, 'lending'));
    },
    'given',
  ],
  [
    'saying not now',
    async (behind) => deferConsent(behind, await grantInput(behind.db, 'cash-flow')),
    'deferred',
  ],
  [
    'erasing the business',
    ({ db, companyId, now }) => eraseBusiness(db, { companyId, now, requestId: crypto.randomUUID() }),
    'withdrawn',
  ],
])('%s is written, and at a time that is not before the last', async (_what, act, type) => {
  const ctx = await agreed();
  await act(hoursOff(ctx, -1), ctx);
  const events = await written(ctx);
  expect(events.at(-1)?.event_type).toBe(type);
  expect(events.every(({ event_time }) => event_time >= ctx.now.toISOString())).toBe(true);
  expect(events.at(-1)?.validity_duration.valid_from).toBe(ctx.now.toISOString());
});

test('what was withdrawn is not read for a process that still lives before it', async () => {
  const ctx = await agreed();
  const later = hoursOff(ctx, 1);
  await withdrawConsent(later, { productId: 'lending', deletion: 'keep' });
  const question = { companyId: ctx.companyId, productId: 'lending', dataType: 'invoices' };
  expect(await decideAccess(ctx, question)).toMatchObject({ outcome: 'deny', reason: 'withdrawn' });
});

/** A standing that the ledger knows nothing of. */
async function forgeStanding(ctx: Ctx): Promise<void> {
  await database.db.execute(sql`insert into consents select company_id, 'cash-flow', standing, product_version,
    event_id, event_seq, notice_hash, given_at, now() - interval '1 day', updated_at from consents
    where company_id = ${ctx.companyId} and product_id = 'lending'`);
}

test.each<[string, (ctx: Ctx) => Promise<unknown>]>([
  ['withdrawing', (ctx) => withdrawConsent(ctx, { productId: 'cash-flow', deletion: 'keep' })],
  ['resuming', (ctx) => resumeConsent(ctx, 'cash-flow')],
  ['agreeing', async (ctx) => grantConsent(ctx, await grantInput(ctx.db, 'cash-flow'))],
  ['renewing', (ctx) => renewConsent(ctx, { productId: 'cash-flow', shownEnd: new Date() })],
  ['time', (ctx) => sweepBusiness(ctx.db, ctx.companyId, ctx.now)],
  [
    'erasing',
    ({ db, companyId, now }) => eraseBusiness(db, { companyId, now, requestId: crypto.randomUUID() }),
  ],
])('%s fails aloud where something stands and has no terms', async (_what, act) => {
  const ctx = await agreed();
  await forgeStanding(ctx);
  const before = [await listConsents(ctx.db, ctx.companyId), await written(ctx)];
  await expect(act(ctx)).rejects.toBeInstanceOf(LedgerContradiction);
  expect([await listConsents(ctx.db, ctx.companyId), await written(ctx)]).toEqual(before);
});
