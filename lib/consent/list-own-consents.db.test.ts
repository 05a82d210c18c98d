import { expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/database';
import { grantInput, makeCustomer, makeTools } from '@/e2e/factories';
import { NO_CODAT } from '@/e2e/no-codat';
import type { Ctx } from '../context';
import { DAY_MS } from '../domain/text/duration';
import { grantConsent } from './grant-consent';
import { listOwnConsents } from './list-own-consents';
import { pauseConsent } from './pause-consent';
import { withdrawConsent } from './withdraw-consent';

const database = useTestDatabase();
const onDay = (ctx: Ctx, day: number): Ctx => ({ ...ctx, now: new Date(ctx.now.getTime() + day * DAY_MS) });
const told = async (ctx: Ctx) => {
  const { current, past } = await listOwnConsents(ctx);
  const line = ({ product, shown, isLatest }: (typeof current)[number]) =>
    `${product.id} ${shown}${isLatest ? '' : ', earlier'}`;
  return { current: current.map(line), past: past.map(line) };
};

test('every agreement is told, also the one before the one that runs', async () => {
  const ctx = await makeCustomer(makeTools(database.db, NO_CODAT));
  const give = async (day: number, id: string) => grantConsent(onDay(ctx, day), await grantInput(ctx.db, id));
  await give(0, 'lending');
  await withdrawConsent(onDay(ctx, 10), { productId: 'lending', deletion: 'keep' });
  await give(20, 'lending');
  await give(30, 'cash-flow');
  await pauseConsent(onDay(ctx, 31), 'cash-flow');
  expect(await told(onDay(ctx, 32))).toEqual({
    current: ['lending unconnected', 'cash-flow paused'],
    past: ['lending withdrawn, earlier'],
  });
  const [first] = (await listOwnConsents(onDay(ctx, 32))).past;
  expect(first?.period).toMatchObject({ from: onDay(ctx, 0).now, endedAt: onDay(ctx, 10).now });
  // Ended or not, the page says who agreed.
  const { current, past } = await listOwnConsents(onDay(ctx, 32));
  for (const { period } of [...current, ...past])
    expect(period.began.entity).toMatchObject({ kind: 'customer', name: 'Maya Okafor' });
  // As it was seen then, and as it is seen when all time is over.
  expect(await told(onDay(ctx, 5))).toEqual({ current: ['lending unconnected'], past: [] });
  const end = await told(onDay(ctx, 2000));
  expect(end.current).toEqual([]);
  expect(end.past).toContain('lending expired');
  expect(end.past).toHaveLength(3);
});

test('nobody else’s agreements are told', async () => {
  const mine = await makeCustomer(makeTools(database.db, NO_CODAT));
  const other = await makeCustomer(makeTools(database.db, NO_CODAT));
  await grantConsent(mine, await grantInput(mine.db, 'lending'));
  expect(await told(other)).toEqual({ current: [], past: [] });
});
