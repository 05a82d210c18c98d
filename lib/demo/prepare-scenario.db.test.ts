import { startSandbox } from 'codat-sandbox/server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { findCompany } from '@/db/queries/companies';
import { listConnections } from '@/db/queries/connections';
import { findNotice, listEvents } from '@/db/queries/consents';
import { findViewer } from '@/db/queries/sessions';
import { findUser } from '@/db/queries/users';
import { useTestDatabase } from '@/e2e/database';
import { CONTROLLER, makeCodat, makeCustomer, makeSession, makeTools } from '@/e2e/factories';
import { listOwnConsents } from '../consent/list-own-consents';
import { sha256 } from '../domain/crypto/sha256';
import type { Locale } from '../domain/text/language';
import { getHome } from '../home/get-home';
import { verifyLedger } from '../ledger/verify-ledger';
import { publishedKeys } from '../receipt/check-receipt-text';
import { createControl, type DemoControl } from './control';
import { newFault } from './faults';
import { getCodatCompanyId, getDirectorView } from './get-director-view';
import { prepareScenario } from './prepare-scenario';
import { endRuns, findRun, listRuns } from './runs';
import { getScenario, languageFor, SCENARIOS, type ScenarioId } from './scenarios';

const database = useTestDatabase();
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let control: DemoControl;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
  control = createControl(sandbox.url);
});
afterAll(() => sandbox.close());
beforeEach(() => control.takeBackAllFaults());

const tools = (locale: Locale = 'en') => makeTools(database.db, makeCodat(sandbox, 700), locale);

async function prepare(id: ScenarioId, locale: Locale = 'en') {
  const who = await prepareScenario(
    tools(locale),
    { control, controller: CONTROLLER, now: () => new Date() },
    getScenario(id),
  );
  return { ...who, db: database.db, now: new Date() };
}

const steps = async (ctx: Awaited<ReturnType<typeof prepare>>) =>
  Object.fromEntries((await getHome(ctx)).cards.map(({ product, step }) => [product.id, step.kind]));
const states = async (ctx: Awaited<ReturnType<typeof prepare>>) =>
  (await listConnections(ctx.db, ctx.companyId)).map((c) => [c.platformName, c.state]);
const agreements = async (ctx: Awaited<ReturnType<typeof prepare>>) =>
  (await listOwnConsents(ctx)).current.map(({ product }) => product.id).sort();

test('somebody new has agreed to nothing and connected nothing', async () => {
  const ctx = await prepare('first-time');
  expect(await agreements(ctx)).toEqual([]);
  expect(await states(ctx)).toEqual([]);
  expect(await listEvents(ctx.db, ctx.companyId)).toEqual([]);
});

test('an existing customer can take up a second product without connecting anything', async () => {
  const ctx = await prepare('second-product');
  expect(await agreements(ctx)).toEqual(['business-insights']);
  expect(await states(ctx)).toEqual([
    ['Xero', 'Linked'],
    ['Plaid', 'Linked'],
  ]);
  expect(await steps(ctx)).toMatchObject({ 'business-insights': 'ready', lending: 'consent' });
  for (const connection of await listConnections(ctx.db, ctx.companyId)) {
    expect(connection.organisation).toBe('Boulangerie Tremblay SARL');
    expect(connection.lastSyncAt).toBeInstanceOf(Date);
  }
});

test('a customer has one platform and room for another', async () => {
  const ctx = await prepare('another-platform');
  expect(await states(ctx)).toEqual([['Xero', 'Linked']]);
  expect(await steps(ctx)).toMatchObject({ 'business-insights': 'ready' });
});

test('a connected customer is asked about a product that reads what is authorised already', async () => {
  const ctx = await prepare('more-data');
  expect(await agreements(ctx)).toEqual(['business-insights']);
  expect((await states(ctx)).flat()).toContain('Linked');
  expect(await steps(ctx)).toMatchObject({ 'cash-flow': 'consent' });
});

test('two products rely on one bank', async () => {
  const ctx = await prepare('stop-sharing');
  expect(await agreements(ctx)).toEqual(['cash-flow', 'lending']);
  expect(await steps(ctx)).toMatchObject({ 'cash-flow': 'ready', lending: 'ready' });
});

test('a bank that was connected once has taken its permission back', async () => {
  const ctx = await prepare('bank-expired');
  expect(await states(ctx)).toEqual([['Plaid', 'Deauthorized']]);
  expect((await listConnections(ctx.db, ctx.companyId))[0]?.firstLinkedAt).toBeInstanceOf(Date);
  expect(await agreements(ctx)).toEqual(['cash-flow']);
  expect(await steps(ctx)).toMatchObject({ 'cash-flow': 'reconnect' });
});

test.each(['en', 'fr'] as const)(
  'with a presenter in %s the words agreed to are in the persona’s language',
  async (locale) => {
    for (const { id, persona, agreedTo } of SCENARIOS) {
      const ctx = await prepare(id, locale);
      const events = await listEvents(ctx.db, ctx.companyId);
      expect(events.map(({ body }) => body.service.product_id)).toEqual(agreedTo);
      for (const { body } of events) {
        const language = languageFor(persona, locale);
        expect(body.entity).toMatchObject({ name: persona.name, role: persona.role });
        expect(body.collection.locale).toBe(language);
        expect(await findNotice(ctx.db, body.privacy_notice.hash)).toMatchObject({ language });
      }
    }
  },
);

test('each start is a new person with a new business, and what was recorded before stays', async () => {
  const first = await prepare('second-product');
  const before = await listEvents(first.db, first.companyId);
  const second = await prepare('second-product');
  expect(second.companyId).not.toBe(first.companyId);
  expect(second.userId).not.toBe(first.userId);
  expect((await findCompany(second.db, second.companyId))?.name).toBe('Boulangerie Tremblay');
  expect((await findUser(second.db, second.userId))?.name).toBe('Luc Tremblay');
  expect(await listEvents(first.db, first.companyId)).toEqual(before);
  expect(await verifyLedger(database.url, publishedKeys())).toMatchObject({ faults: [] });
});

test('ten presses at once are ten businesses', async () => {
  const made = await Promise.all(Array.from({ length: 10 }, () => prepare('another-platform')));
  expect(new Set(made.map(({ companyId }) => companyId)).size).toBe(10);
  for (const ctx of made) expect(await states(ctx)).toEqual([['Xero', 'Linked']]);
});

test('going on leads to the latest start, once somebody was signed in there', async () => {
  const ctx = await prepare('more-data');
  await expect(findRun(database.db, 'more-data')).rejects.toMatchObject({ name: 'NotFound' });
  await makeSession(database.db, ctx.userId, ctx.companyId);
  expect(await findRun(database.db, 'more-data')).toMatchObject({
    userId: ctx.userId,
    companyId: ctx.companyId,
  });
  const again = await prepare('more-data');
  await makeSession(database.db, again.userId, again.companyId);
  const runs = await listRuns(database.db);
  expect(runs.get('more-data')).toMatchObject({ companyId: again.companyId, mayGoOn: true });
  expect(runs.get('more-data')?.startedAt.getTime()).toBeGreaterThan(Date.now() - 60_000);
});

test('after everything was reset nobody of the demo can go on, and real people stay signed in', async () => {
  const ctx = await prepare('more-data');
  await makeSession(database.db, ctx.userId, ctx.companyId);
  const real = await makeCustomer(tools());
  const token = await makeSession(database.db, real.actor.userId, real.companyId);
  await endRuns(database.db);
  await expect(findRun(database.db, 'more-data')).rejects.toMatchObject({ name: 'NotFound' });
  expect(await findViewer(database.hot, sha256(token))).not.toBeNull();
});

test.each(['down', 'silent', 'garbage', 'busy'] as const)(
  'when Codat is %s the start fails, and works afterwards',
  async (kind) => {
    await control.addFault(newFault(kind, 'always', null));
    await expect(prepare('another-platform')).rejects.toMatchObject({ name: 'Upstream' });
    await control.takeBackAllFaults();
    expect(await states(await prepare('another-platform'))).toEqual([['Xero', 'Linked']]);
  },
);

test('the page knows the business that is signed in, and opens without the sandbox', async () => {
  const ctx = await prepare('first-time');
  const view = await getDirectorView(database.db, control, ctx.companyId);
  const codatCompanyId = await getCodatCompanyId(database.db, ctx.companyId);
  expect(view.business).toEqual({ name: 'Kestrel Coffee', codatCompanyId });
  expect(view.sandbox?.faults).toEqual([]);
  const alone = await getDirectorView(database.db, createControl('http://127.0.0.1:1', 500), null);
  expect(alone).toMatchObject({ sandbox: null, business: null });
  expect(alone.products.length).toBeGreaterThan(2);
  await expect(getCodatCompanyId(database.db, null)).rejects.toMatchObject({ name: 'NotFound' });
});
