import { expect, test } from 'vitest';
import { findConsent, listEvents } from '@/db/queries/consents';
import { findProduct, publishVersion } from '@/db/queries/products';
import { useTestDatabase } from '@/e2e/database';
import { grantInput, makeCodat, makeCustomer, makeTools } from '@/e2e/factories';
import type { Ctx } from '../context';
import { rebuild } from '../domain/consent/projection';
import { verifyChain } from '../domain/ledger/ledger';
import { DAY_MS } from '../domain/text/duration';
import { NotFound, Precondition } from '../errors';
import { sweepBusiness } from '../expiry/sweep-business';
import { readLedger } from '../ledger/read-ledger';
import { grantConsent } from './grant-consent';
import { pauseConsent } from './pause-consent';
import { renewConsent } from './renew-consent';
import { withdrawConsent } from './withdraw-consent';

const database = useTestDatabase();
const START = Date.parse('2027-01-10T09:00:00.000Z');
const at = (day: number) => new Date(START + day * DAY_MS);
/** Nothing here asks Codat. */
const NOWHERE = makeCodat({ url: 'http://127.0.0.1:9', config: { apiKey: 'none' } });
const on = (ctx: Ctx, day: number): Ctx => ({ ...ctx, now: at(day) });
/** Three months after the start. */
const FIRST_END = new Date('2027-04-10T09:00:00.000Z');

async function customer(productId = 'cash-flow'): Promise<Ctx> {
  const ctx = await makeCustomer({ ...makeTools(database.db, NOWHERE), now: at(0) });
  await grantConsent(ctx, await grantInput(ctx.db, productId));
  return ctx;
}

async function eventsOf(ctx: Ctx) {
  const events = await listEvents(ctx.db, ctx.companyId);
  expect(verifyChain(await readLedger(ctx.db, ctx.companyId))).toEqual({ ok: true, length: events.length });
  const bodies = events.map(({ body }) => body);
  expect([await findConsent(ctx.db, ctx.companyId, 'cash-flow')]).toEqual(rebuild(bodies));
  return bodies;
}

const input = { productId: 'cash-flow', shownEnd: FIRST_END };

test('eight clicks are one event, with the same terms and a new end from now', async () => {
  const ctx = await customer();
  const rows = await Promise.all(Array.from({ length: 8 }, () => renewConsent(on(ctx, 70), input)));
  const until = new Date('2027-06-21T09:00:00.000Z');
  for (const row of rows) expect(row).toMatchObject({ standing: 'renewed', expiresAt: until });
  const [given, renewed, ...more] = await eventsOf(ctx);
  expect(more).toEqual([]);
  expect(renewed).toMatchObject({
    event_type: 'renewed',
    purposes: given?.purposes,
    pii: given?.pii,
    privacy_notice: given?.privacy_notice,
    validity_duration: { valid_from: at(70).toISOString(), valid_until: until.toISOString() },
    change: { terms: { added: { pii_types: [] }, valid_until: { to: until.toISOString() } } },
  });
});

test('what has run out goes on, before and after the ledger says so', async () => {
  const [early, late] = [await customer(), await customer()];
  await renewConsent(on(early, 95), input);
  await sweepBusiness(database.db, late.companyId, at(95));
  await renewConsent(on(late, 96), input);
  expect((await eventsOf(early)).map((body) => body.event_type)).toEqual(['given', 'renewed']);
  expect((await eventsOf(late)).map((body) => body.event_type)).toEqual(['given', 'expired', 'renewed']);
});

test.each([
  ['paused', (ctx: Ctx) => pauseConsent(ctx, 'cash-flow')],
  ['withdrawn', (ctx: Ctx) => withdrawConsent(ctx, { productId: 'cash-flow', deletion: 'keep' })],
])('what is %s is not renewed', async (_standing, change) => {
  const ctx = await customer();
  await change(on(ctx, 1));
  await expect(renewConsent(on(ctx, 2), input)).rejects.toMatchObject({ code: 'not-renewable' });
  expect(await eventsOf(ctx)).toHaveLength(2);
});

test('a withdrawal in the same moment is the last word, whichever comes first', async () => {
  const ctx = await customer();
  const [renewal] = await Promise.allSettled([
    renewConsent(on(ctx, 70), input),
    withdrawConsent(on(ctx, 70), { productId: 'cash-flow', deletion: 'keep' }),
  ]);
  expect((await eventsOf(ctx)).at(-1)?.event_type).toBe('withdrawn');
  if (renewal.status === 'rejected') expect(renewal.reason).toBeInstanceOf(Precondition);
});

test('a product that asks for more by now is asked about anew', async () => {
  const ctx = await customer();
  const product = await findProduct(ctx.db, 'cash-flow');
  if (product === null) throw new Error('no product');
  const { version, asksSince: _, ...definition } = product;
  const more = { ...definition, retentionDays: definition.retentionDays + 1 };
  await publishVersion(ctx.db, { version: version + 1, position: 3, definition: more, publishedAt: at(1) });
  await expect(renewConsent(on(ctx, 70), input)).rejects.toMatchObject({ code: 'needs-new-yes' });
});

test('what was never agreed, and what another business agreed, is not there', async () => {
  const [ctx, other] = [await customer('lending'), await customer()];
  await expect(renewConsent(ctx, input)).rejects.toBeInstanceOf(NotFound);
  expect(await findConsent(other.db, other.companyId, 'cash-flow')).toMatchObject({ standing: 'given' });
});
