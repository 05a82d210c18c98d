import { startSandbox } from 'codat-sandbox/server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { connectDatabase } from '@/db/client';
import { findConsent } from '@/db/queries/consents';
import { dropClockOffset, raiseClockOffset, readClockOffset } from '@/db/queries/demo-clock';
import { findViewer } from '@/db/queries/sessions';
import { useTestDatabase } from '@/e2e/database';
import { grantInput, makeCodat, makeCustomer, makeSession, makeTools } from '@/e2e/factories';
import { recordSignIn } from '../company/record-sign-in';
import { grantConsent } from '../consent/grant-consent';
import { sha256 } from '../domain/crypto/sha256';
import { DAY_MS } from '../domain/text/duration';
import { Upstream } from '../errors';
import { CLOCK_STEPS, stepMs } from './clock-steps';
import { createControl, type DemoControl } from './control';
import { followClock } from './follow-clock';
import { moveClocks, resetClocks } from './move-clock';

const database = useTestDatabase();
const tools = () => ({ db: database.db, logger: { info: () => {}, error: () => {} } });
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let control: DemoControl;
/** The time of this process is the other tests' too: what a move would do to it is only kept. */
let here = 0;
const apply = (offsetMs: number) => {
  here = offsetMs;
};
const move = (step: (typeof CLOCK_STEPS)[number]) => moveClocks(tools(), control, step, apply);
const offsets = async () => [(await control.state()).offsetMs, await readClockOffset(database.db), here];

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
  control = createControl(sandbox.url);
});
afterAll(() => sandbox.close());
beforeEach(() => resetClocks(database.db, control, apply));

test('both clocks go as far as the step says, and on from there', async () => {
  let expected = 0;
  for (const step of CLOCK_STEPS) {
    await move(step);
    expected += stepMs(step);
    expect(await offsets()).toEqual([expected, expected, expected]);
  }
});

test('whoever is behind catches up, and nobody goes back', async () => {
  await control.moveClock(5 * DAY_MS);
  await move('day');
  expect(await offsets()).toEqual([6, 6, 6].map((days) => days * DAY_MS));
  await raiseClockOffset(database.db, 10 * DAY_MS);
  await move('day');
  expect(await offsets()).toEqual([11, 11, 11].map((days) => days * DAY_MS));
  expect(await raiseClockOffset(database.db, DAY_MS)).toBe(11 * DAY_MS);
});

test('when Codat does not answer, nothing moves here', async () => {
  const nowhere = createControl('http://127.0.0.1:9', 500);
  await expect(moveClocks(tools(), nowhere, 'day', apply)).rejects.toBeInstanceOf(Upstream);
  await expect(resetClocks(database.db, nowhere, apply)).rejects.toBeInstanceOf(Upstream);
  expect(await offsets()).toEqual([0, 0, 0]);
});

test('every process follows, also one that begins later', async () => {
  const [first, second] = [connectDatabase(database.url), connectDatabase(database.url)];
  const seen: Record<string, number> = {};
  const stopFirst = await followClock(first, (offsetMs) => {
    seen.first = offsetMs;
  });
  expect(seen).toEqual({ first: 0 });
  await move('month');
  await expect.poll(() => seen.first).toBe(30 * DAY_MS);
  const stopSecond = await followClock(second, (offsetMs) => {
    seen.second = offsetMs;
  });
  expect(seen.second).toBe(30 * DAY_MS);
  await resetClocks(database.db, control, apply);
  await expect.poll(() => seen).toEqual({ first: 0, second: 0 });
  await Promise.all([stopFirst(), stopSecond()]);
  await raiseClockOffset(database.db, DAY_MS);
  await Promise.all([first.close(), second.close()]);
  expect(seen).toEqual({ first: 0, second: 0 });
});

test('what falls due on the way has happened when the move is over', async () => {
  const ctx = await makeCustomer(makeTools(database.db, makeCodat(sandbox)));
  await grantConsent(ctx, await grantInput(ctx.db, 'cash-flow'));
  await move('quarter');
  await move('month');
  expect(await findConsent(ctx.db, ctx.companyId, 'cash-flow')).toMatchObject({ standing: 'expired' });
});

test('set back, a business that lived in the future is left behind, and another begins anew', async () => {
  const claims = {
    issuer: 'https://issuer.test',
    subject: crypto.randomUUID(),
    name: 'Maya Okafor',
    email: null,
    role: 'owner',
    businessId: 'b1',
    businessName: 'Kestrel Coffee',
  } as const;
  const before = await recordSignIn(database.db, claims);
  const today = await makeCustomer(makeTools(database.db, makeCodat(sandbox)));
  await grantConsent(today, await grantInput(today.db, 'lending'));
  const [theirs, mine] = [
    await makeSession(database.db, before.userId, before.companyId),
    await makeSession(database.db, today.actor.userId, today.companyId),
  ];
  await grantConsent(
    {
      ...today,
      companyId: before.companyId ?? '',
      actor: { ...today.actor, userId: before.userId },
      now: new Date(Date.now() + 40 * DAY_MS),
    },
    await grantInput(today.db, 'lending'),
  );
  await dropClockOffset(database.db, new Date());
  const signedIn = async (token: string) => (await findViewer(database.hot, sha256(token))) !== null;
  expect([await signedIn(theirs), await signedIn(mine)]).toEqual([false, true]);
  const after = await recordSignIn(database.db, claims);
  expect(after.userId).toBe(before.userId);
  expect(after.companyId).not.toBe(before.companyId);
});
