// Statement budgets: how many statements a verb or a page sends to Postgres. BEGIN, COMMIT and SET are left out, since
// every write has them.
import { randomUUID } from 'node:crypto';
import { authorize, startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { APP_ROLE } from '@/db/app-role';
import type { HotDb } from '@/db/client';
import { listConnections } from '@/db/queries/connections';
import { isChainProven } from '@/db/queries/proven-events';
import { findViewer } from '@/db/queries/sessions';
import { insertWebhooks } from '@/db/queries/webhooks';
import { ensureCodatCompany } from '@/lib/company/ensure-codat-company';
import { catchUp } from '@/lib/connection/catch-up';
import { listOwnConnections } from '@/lib/connection/list-own-connections';
import { refreshConnections } from '@/lib/connection/refresh-connections';
import { grantConsent } from '@/lib/consent/grant-consent';
import { listOwnConsents } from '@/lib/consent/list-own-consents';
import { pauseConsent, resumeConsent } from '@/lib/consent/pause-consent';
import { withdrawConsent } from '@/lib/consent/withdraw-consent';
import type { Ctx } from '@/lib/context';
import { sha256 } from '@/lib/domain/crypto/sha256';
import { getHome } from '@/lib/home/get-home';
import { getProductView } from '@/lib/product/get-product-view';
import { applyWebhooks } from '@/lib/webhooks-in/apply-webhooks';
import { useTestDatabase } from './database';
import { grantInput, makeCodat, makeCustomer, makeSession, makeTools } from './factories';

const BRACKETS = /^\s*(begin|commit|rollback|savepoint|release|set)\b/i;
/** The driver reads the types once per connection. */
const OF_DRIVER = /\btyparray\b/;

const database = useTestDatabase();
let sandbox: TestSandbox;
let counted: HotDb;
let client: postgres.Sql;
let statements: string[] = [];

beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0 });
  client = postgres(database.url, {
    max: 2,
    onnotice: () => {},
    connection: { role: APP_ROLE },
    debug: (_connection, statement) => {
      if (!BRACKETS.test(statement) && !OF_DRIVER.test(statement)) statements.push(statement);
    },
  });
  counted = drizzle(client);
});
afterAll(async () => {
  await client.end({ timeout: 5 });
  await sandbox.close();
});

/** A business in use: two products agreed, two platforms connected. */
async function customer(): Promise<Ctx> {
  const ctx = await makeCustomer(makeTools(counted, makeCodat(sandbox)));
  await grantConsent(ctx, await grantInput(ctx.db, 'lending'));
  const companyId = await ensureCodatCompany(ctx);
  for (const platformKey of ['gbol', 'natwest_uk']) {
    const made = await sandbox.sdk.connections.create({ companyId, requestBody: { platformKey } });
    await authorize(sandbox, companyId, made.id);
  }
  await refreshConnections(ctx);
  await grantConsent(later(ctx), await grantInput(ctx.db));
  return { ...later(ctx), polling: { everyMs: 60_000, mayAsk: true } };
}

const later = (ctx: Ctx): Ctx => ({ ...ctx, now: new Date(ctx.now.getTime() + 1000) });

async function count(work: () => Promise<unknown>): Promise<number> {
  statements = [];
  await work();
  return statements.length;
}

interface Spent {
  what: string;
  statements: number;
  budget: number;
}

function holds(spent: readonly Spent[]): void {
  console.table(spent);
  expect(spent.filter(({ statements, budget }) => statements > budget)).toEqual([]);
}

test('pages ask for what they show in five statements at most', async () => {
  const ctx = await customer();
  const token = sha256(await makeSession(counted, ctx.actor.userId, ctx.companyId));
  await listOwnConnections(ctx);
  /** The statements of every page of a customer: the session (guard), and whether the chain is proven (layout). */
  const framed = (page: () => Promise<unknown>) =>
    count(async () => {
      expect(await findViewer(counted, token, null)).toMatchObject({ companyId: ctx.companyId });
      expect(await isChainProven(counted, ctx.companyId)).toBe(true);
      await page();
    });
  const home = await framed(async () => {
    await catchUp(ctx);
    expect((await getHome(ctx)).connections).toHaveLength(2);
  });
  const consents = await framed(async () => expect((await listOwnConsents(ctx)).current).toHaveLength(2));
  const connections = await framed(async () =>
    expect((await listOwnConnections(ctx)).connections).toHaveLength(2),
  );
  const product = await framed(async () => {
    await catchUp(ctx);
    expect((await getProductView(ctx, 'lending')).consent?.standing).toBe('given');
  });
  holds([
    { what: '/home', statements: home, budget: 5 },
    { what: '/consents', statements: consents, budget: 5 },
    { what: '/connections', statements: connections, budget: 5 },
    { what: '/products/[product]', statements: product, budget: 5 },
  ]);
});

test('a verb of consent reads each fact once and writes once', async () => {
  const ctx = await customer();
  const other = await makeCustomer(makeTools(counted, makeCodat(sandbox)));
  const input = await grantInput(counted);
  const grant = await count(() => grantConsent(other, input));
  const pause = await count(() => pauseConsent(later(ctx), 'lending'));
  const resume = await count(() => resumeConsent(later(ctx), 'lending'));
  const withdraw = await count(() => withdrawConsent(later(ctx), { productId: 'lending', deletion: 'keep' }));
  const last = await count(() =>
    withdrawConsent(later(ctx), { productId: 'business-insights', deletion: 'keep' }),
  );
  holds([
    { what: 'grant', statements: grant, budget: 12 },
    { what: 'pause', statements: pause, budget: 10 },
    { what: 'resume', statements: resume, budget: 10 },
    { what: 'withdraw', statements: withdraw, budget: 12 },
    { what: 'withdraw, with connections to give up', statements: last, budget: 12 },
  ]);
});

test('messages of Codat about a company are applied in ten statements at most', async () => {
  const ctx = await customer();
  const codatCompanyId = await ensureCodatCompany(ctx);
  const tools = { db: counted, codat: makeCodat(sandbox), now: () => later(ctx).now };
  const told = async (eventType: string) => {
    await insertWebhooks(counted, [
      { messageId: `msg_${randomUUID()}`, codatCompanyId, eventType, body: '{}', requestId: 'r' },
    ]);
    return count(() => applyWebhooks(tools, { codatCompanyId, requestId: 'r' }));
  };
  const quiet = await told('connection.connected');
  const reads = await told('read.completed');
  const [row] = await listConnections(counted, ctx.companyId);
  const made = await sandbox.sdk.connections.create({
    companyId: codatCompanyId,
    requestBody: { platformKey: 'fztf' },
  });
  await authorize(sandbox, codatCompanyId, made.id);
  const linked = await told('connection.connected');
  await sandbox.call(
    'POST',
    `/_sandbox/companies/${codatCompanyId}/connections/${row?.codatConnectionId}/deauthorize`,
  );
  const lost = await told('connection.disconnected');
  holds([
    { what: 'applyWebhooks: nothing new', statements: quiet, budget: 10 },
    { what: 'applyWebhooks: connected', statements: linked, budget: 10 },
    { what: 'applyWebhooks: first read', statements: reads, budget: 10 },
    { what: 'applyWebhooks: lost', statements: lost, budget: 10 },
  ]);
});
