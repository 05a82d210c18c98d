import { afterEach, expect, test } from 'vitest';
import type { Db } from '@/db/client';
import { listEvents } from '@/db/queries/consents';
import { useTestDatabase } from '@/e2e/database';
import { businessWith } from '@/e2e/outbound';
import type { EventCtx } from '../context';
import { setMetricsSink } from '../runtime/metrics/sink';
import { changeAgreement, changeWithin } from './change-agreement';
import { pauseConsent, resumeConsent } from './pause-consent';
import { termsInForce } from './terms-in-force';

const database = useTestDatabase();
afterEach(() => setMetricsSink(undefined));

test('an event is counted when it is committed, and not at all when it is taken back', async () => {
  const ctx = await businessWith(database.db, 1);
  const terms = await termsInForce(database.db, ctx.companyId, 'lending');
  if (terms === null) throw new Error('nothing is agreed');
  const heard: object[] = [];
  setMetricsSink((line) => heard.push(line));
  const append = (then: () => void) =>
    database.db.transaction(async (tx) => {
      await changeWithin(tx, ctx, (agreements) => agreements.append({ type: 'paused', terms }));
      then();
    });
  const failure = new Error('the database went away');
  const failing = append(() => {
    throw failure;
  });
  await expect(failing).rejects.toBe(failure);
  expect(heard).toEqual([]);
  await append(() => expect(heard).toEqual([]));
  expect(heard).toEqual([{ event: 'consent', type: 'paused' }]);
  expect(await listEvents(database.db, ctx.companyId)).toHaveLength(2);
});

test('an event tells how the person was identified, and nothing where nobody had signed in', async () => {
  const ctx = await businessWith(database.db, 1);
  const terms = await termsInForce(database.db, ctx.companyId, 'lending');
  if (terms === null) throw new Error('nothing is agreed');
  const append = (actor: EventCtx['actor']) =>
    changeAgreement({ ...ctx, actor }, (agreements) => agreements.append({ type: 'paused', terms }));
  const how = { at: new Date('2026-03-01T10:00:00Z'), acr: 'urn:bank:sca', amr: ['pwd', 'otp'] };
  await append({ ...ctx.actor, identified: { method: 'issuer', ...how } });
  await append({ ...ctx.actor, identified: { method: 'mail-link', ...how, acr: null, amr: [] } });
  await append({ ...ctx.actor, identified: null });
  await append({ kind: 'system', name: 'expiry' });
  const told = (await listEvents(database.db, ctx.companyId))
    .slice(-4)
    .map(({ body }) => body.collection.identification);
  const time = '2026-03-01T10:00:00.000Z';
  expect(told).toEqual([
    { method: 'issuer', time, acr: 'urn:bank:sca', amr: ['pwd', 'otp'] },
    { method: 'mail-link', time, acr: null, amr: [] },
    undefined,
    undefined,
  ]);
});

test('an event of a nested transaction is counted with the whole one, and not when only its part is taken back', async () => {
  const ctx = await businessWith(database.db, 1);
  const heard: object[] = [];
  setMetricsSink((line) => heard.push(line));
  const failure = new Error('only this part fails');
  const undo = (tx: Db) =>
    tx.transaction(async (part) => {
      await pauseConsent({ ...ctx, db: part }, 'lending');
      throw failure;
    });
  await database.db.transaction(async (tx) => {
    await expect(undo(tx)).rejects.toBe(failure);
    await tx.transaction(async (part) => {
      await pauseConsent({ ...ctx, db: part }, 'lending');
    });
    expect(heard).toEqual([]);
  });
  expect(heard).toEqual([{ event: 'consent', type: 'paused' }]);
  const whole = database.db.transaction(async (tx) => {
    await resumeConsent({ ...ctx, db: tx }, 'lending');
    throw failure;
  });
  await expect(whole).rejects.toBe(failure);
  expect(heard).toHaveLength(1);
  expect(await listEvents(database.db, ctx.companyId)).toHaveLength(2);
});
