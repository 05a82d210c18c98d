import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { findConsent, findNotice, listConsents, listEvents } from '@/db/queries/consents';
import { useTestDatabase } from '@/e2e/database';
import { CONTROLLER, grantInput, makeCustomer, makeTools } from '@/e2e/factories';
import { NO_CODAT } from '@/e2e/no-codat';
import { rebuild } from '../domain/consent/projection';
import { sha256 } from '../domain/crypto/sha256';
import { verifyChain } from '../domain/ledger/ledger';
import { Conflict, NotFound } from '../errors';
import { readLedger } from '../ledger/read-ledger';
import { deferConsent } from './decline-consent';
import { grantConsent } from './grant-consent';

const database = useTestDatabase();
const customer = () => makeCustomer(makeTools(database.db, NO_CODAT));

test('20 parallel grants give one standing and one event', async () => {
  const ctx = await customer();
  const input = await grantInput(ctx.db);
  const rows = await Promise.all(Array.from({ length: 20 }, () => grantConsent(ctx, input)));
  expect(new Set(rows.map((row) => row.eventId)).size).toBe(1);
  const events = await listEvents(ctx.db, ctx.companyId);
  expect(events.map((e) => e.body.event_type)).toEqual(['given']);
  expect(verifyChain(await readLedger(ctx.db, ctx.companyId))).toEqual({ ok: true, length: 1 });
});

test('parallel answers for several products give a gapless, sound chain and the standing that follows from it', async () => {
  const ctx = await customer();
  const products = ['business-insights', 'lending', 'cash-flow', 'revenue-advance'];
  const inputs = await Promise.all(products.map((id) => grantInput(ctx.db, id)));
  const work = Array.from({ length: 20 }, (_, index) => {
    const input = inputs[index % inputs.length];
    if (input === undefined) throw new Error('no input');
    return index % 3 === 0 ? deferConsent(ctx, input) : grantConsent(ctx, input);
  });
  await Promise.all(work);
  const events = await listEvents(ctx.db, ctx.companyId);
  expect(verifyChain(await readLedger(ctx.db, ctx.companyId))).toEqual({ ok: true, length: events.length });
  const standing = await listConsents(ctx.db, ctx.companyId);
  expect(standing.map((row) => [row.productId, row.standing])).toEqual(
    [...products].sort().map((id) => [id, 'given']),
  );
  expect(rebuild(events.map((event) => event.body))).toEqual(standing);
});

test('the exact words are kept once, and their hash is in the event', async () => {
  const ctx = await customer();
  const input = await grantInput(ctx.db, 'business-insights', 'fr');
  await grantConsent(ctx, input);
  const [event] = await listEvents(ctx.db, ctx.companyId);
  const notice = await findNotice(ctx.db, input.noticeHash);
  expect(event?.body.privacy_notice).toEqual({ hash: input.noticeHash, language: 'fr', product_version: 2 });
  expect(sha256(notice?.text ?? '')).toBe(input.noticeHash);
  expect(event?.body.validity_duration.type).toBe('until');
  expect(event?.body.processors).toContain('Codat');
});

test('words that are not today’s are not agreed to', async () => {
  const ctx = await customer();
  const input = await grantInput(ctx.db);
  await expect(grantConsent(ctx, { ...input, noticeHash: sha256('other words') })).rejects.toBeInstanceOf(
    Conflict,
  );
  await expect(
    grantConsent(ctx, { ...input, controller: { ...CONTROLLER, name: 'Other Bank' } }),
  ).rejects.toBeInstanceOf(Conflict);
  await expect(grantConsent(ctx, { ...input, productId: 'no-such-product' })).rejects.toBeInstanceOf(
    NotFound,
  );
  expect(await listEvents(ctx.db, ctx.companyId)).toEqual([]);
});

test('«not now» is kept, and never undoes an agreement', async () => {
  const ctx = await customer();
  const input = await grantInput(ctx.db);
  await deferConsent(ctx, input);
  await deferConsent(ctx, input);
  expect((await findConsent(ctx.db, ctx.companyId, input.productId))?.standing).toBe('deferred');
  await grantConsent(ctx, input);
  await deferConsent(ctx, input);
  expect((await findConsent(ctx.db, ctx.companyId, input.productId))?.standing).toBe('given');
  expect((await listEvents(ctx.db, ctx.companyId)).map((e) => e.body.event_type)).toEqual([
    'deferred',
    'given',
  ]);
});

test('one business never sees another’s consent', async () => {
  const [mine, theirs] = [await customer(), await customer()];
  await grantConsent(mine, await grantInput(mine.db));
  expect(await listConsents(theirs.db, theirs.companyId)).toEqual([]);
  expect(await listEvents(theirs.db, theirs.companyId)).toEqual([]);
});

test.each([
  "update consent_events set type = 'withdrawn'",
  'delete from consent_events',
  'truncate consent_events',
])('the database itself refuses, its owner too: %s', async (statement) => {
  const ctx = await customer();
  await grantConsent(ctx, await grantInput(ctx.db));
  await expect(database.owner.execute(sql.raw(statement))).rejects.toMatchObject({
    cause: { code: '23001' },
  });
});
