import { authorize, startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listEvents } from '@/db/queries/consents';
import { useTestDatabase } from '@/e2e/database';
import { grantInput, makeCodat, makeCustomer, makeTools } from '@/e2e/factories';
import { ensureCodatCompany } from '../company/ensure-codat-company';
import { refreshConnections } from '../connection/refresh-connections';
import { grantConsent } from '../consent/grant-consent';
import { pauseConsent, resumeConsent } from '../consent/pause-consent';
import { withdrawConsent } from '../consent/withdraw-consent';
import type { Ctx } from '../context';
import type { Decision } from '../domain/access/decide';
import { decideAccess } from './decide-access';
import { getExplanation } from './get-explanation';

const database = useTestDatabase();
let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0 });
});
afterAll(() => sandbox.close());

const LENDING = { productId: 'lending', dataType: 'invoices' };
const ask = (ctx: Ctx, at?: Date) =>
  decideAccess(ctx, { companyId: ctx.companyId, ...LENDING, ...(at === undefined ? {} : { at }) });
const later = (ctx: Ctx, seconds: number): Ctx => ({
  ...ctx,
  now: new Date(ctx.now.getTime() + seconds * 1000),
});

test('what was answered while a customer agreed, connected, paused, resumed and withdrew is answered so ever after', async () => {
  const start = await makeCustomer(makeTools(database.db, makeCodat(sandbox)));
  const answered: { at: Date; answer: Decision }[] = [];
  let ctx = start;
  const step = async (reason: Decision['reason'], work: (at: Ctx) => Promise<unknown>) => {
    ctx = later(ctx, 60);
    await work(ctx);
    ctx = later(ctx, 60);
    const answer = await ask(ctx);
    expect(answer.reason).toBe(reason);
    answered.push({ at: ctx.now, answer });
  };
  const companyId = await ensureCodatCompany(ctx);
  const made = await sandbox.sdk.connections.create({ companyId, requestBody: { platformKey: 'gbol' } });
  await step('no-consent', async () => {});
  await step('no-connection', async (at) => grantConsent(at, await grantInput(at.db, 'lending')));
  await step('agreed', async (at) => {
    await authorize(sandbox, companyId, made.id);
    await refreshConnections(at);
  });
  await step('paused', (at) => pauseConsent(at, 'lending'));
  await step('agreed', (at) => resumeConsent(at, 'lending'));
  await step('connection-not-linked', async (at) => {
    await sandbox.call('POST', `/_sandbox/companies/${companyId}/connections/${made.id}/deauthorize`);
    await refreshConnections(at);
  });
  await step('withdrawn', (at) => withdrawConsent(at, { productId: 'lending', deletion: 'keep' }));
  await step('connection-not-linked', async (at) => grantConsent(at, await grantInput(at.db, 'lending')));

  const muchLater = later(ctx, 3600);
  for (const { at, answer } of answered) expect(await ask(muchLater, at)).toEqual(answer);
  // What lies ahead is answered as of now.
  expect(await ask(muchLater, new Date(muchLater.now.getTime() + 1000))).toEqual(await ask(muchLater));

  const paused = answered[3]?.at ?? ctx.now;
  const view = await getExplanation(muchLater, 'lending', paused);
  const events = await listEvents(ctx.db, ctx.companyId);
  expect(view.summary).toEqual({ readable: 'none', reason: 'paused' });
  expect(view.yes?.record_id).toBe(events[0]?.body.record_id);
  expect(view.since.get('paused')?.toISOString()).toBe(events[1]?.body.event_time);
  expect(view.words).toContain('Lending');
});

test('what is unknown is a reason to say no, not an error', async () => {
  const ctx = await makeCustomer(makeTools(database.db, makeCodat(sandbox)));
  const reasonOf = async (question: { companyId?: string; productId?: string; dataType?: string }) =>
    (await decideAccess(ctx, { companyId: ctx.companyId, ...LENDING, ...question })).reason;
  expect(await reasonOf({ companyId: crypto.randomUUID() })).toBe('unknown-company');
  expect(await reasonOf({ companyId: "x' or 1=1" })).toBe('unknown-company');
  expect(await reasonOf({ productId: 'nothing' })).toBe('unknown-product');
  expect(await reasonOf({ dataType: 'nothing' })).toBe('no-consent');
  await grantConsent(ctx, await grantInput(ctx.db, 'lending'));
  expect(await reasonOf({ dataType: 'nothing' })).toBe('not-covered');
});
