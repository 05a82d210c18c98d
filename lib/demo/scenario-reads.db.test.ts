import { startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/database';
import { CONTROLLER, grantInput, identified, makeCodat, makeTools } from '@/e2e/factories';
import { queuedAt, readAt } from '@/e2e/reading-plan-stage';
import { grantConsent } from '../consent/grant-consent';
import type { Ctx } from '../context';
import { dataTypesOf } from '../domain/product/product';
import { getProduct } from '../product/get-product';
import { alignReading } from '../reading/align-reading';
import { createControl } from './control';
import { prepareScenario } from './prepare-scenario';
import { getScenario, type ScenarioId } from './scenarios';

const database = useTestDatabase();
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0 });
});
afterAll(() => sandbox.close());

async function prepare(id: ScenarioId): Promise<Ctx> {
  const tools = makeTools(database.db, makeCodat(sandbox));
  const stage = { control: createControl(sandbox.url), controller: CONTROLLER, now: () => new Date() };
  const who = await prepareScenario(tools, stage, getScenario(id));
  return {
    ...tools,
    now: new Date(),
    companyId: who.companyId,
    actor: {
      kind: 'customer',
      userId: who.userId,
      name: 'Luc Tremblay',
      role: 'owner',
      identified: identified(tools.now),
    },
  };
}

async function agreeTo(ctx: Ctx, productId: string): Promise<void> {
  await grantConsent(ctx, await grantInput(database.db, productId));
  await alignReading(
    { db: ctx.db, codat: ctx.codat, now: () => new Date() },
    { companyId: ctx.companyId, requestId: 'r' },
  );
}

async function ownOf(...sourceTypes: ('Accounting' | 'Banking')[]): Promise<string[]> {
  const insights = await getProduct(database.db, 'business-insights');
  return sourceTypes.flatMap((sourceType) => dataTypesOf(insights, sourceType)).sort();
}

test('where one product reads one platform, Codat reads the kinds of that product and no others', async () => {
  const ctx = await prepare('another-platform');
  expect(await readAt(sandbox, ctx)).toEqual(await ownOf('Accounting'));
  expect(await queuedAt(sandbox, ctx)).toEqual([]);
});

test('the second product of the demo reads more of what is connected, once it is agreed to', async () => {
  const ctx = await prepare('second-product');
  expect(await readAt(sandbox, ctx)).toEqual(await ownOf('Accounting', 'Banking'));
  await agreeTo(ctx, 'lending');
  expect(await queuedAt(sandbox, ctx)).toEqual(['chartOfAccounts', 'accountTransactions']);
});

test('agreeing to more in the demo makes Codat read more of the bank, without a new sign-in', async () => {
  const ctx = await prepare('more-data');
  expect(await readAt(sandbox, ctx)).toEqual(await ownOf('Accounting', 'Banking'));
  await agreeTo(ctx, 'cash-flow');
  expect(await queuedAt(sandbox, ctx)).toEqual(['banking-transactionCategories']);
});
