// Answers of the decision API over HTTP: they are those of the rule, in a bounded number of statements.
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import { createLocalJWKSet, jwtVerify } from 'jose';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { connectDatabase } from '@/db/client';
import { companies } from '@/db/schema/people';
import { useTestDatabase } from '@/e2e/database';
import { ask, decisionStage, later, SITE } from '@/e2e/decision-stage';
import { grantInput, ISSUER } from '@/e2e/factories';
import { receiptIssuer } from '@/e2e/receipt-issuer';
import { decideAccess } from '../access/decide-access';
import { MOST_MOMENTS } from '../access/product-evaluator';
import { grantConsent } from '../consent/grant-consent';
import { pauseConsent, resumeConsent } from '../consent/pause-consent';
import { withdrawConsent } from '../consent/withdraw-consent';
import type { Ctx } from '../context';
import { answerTo } from '../domain/access/access-question';
import { checkReceipt } from '../domain/receipt/receipt-check';
import { verifyWithNode } from '../receipt/check-receipt-text';
import { createWellKnown } from './well-known';

const database = useTestDatabase();
const { addKey, start, post, business } = decisionStage(database);

test('a life of one agreement: denied with where to ask, allowed with its event, denied in the very next question', async () => {
  const ctx = await business({ agrees: false });
  const { companyId } = ctx;
  const answer = async (more: object = {}, headers = {}) =>
    (await post('evaluation', ask(companyId, more), { headers })).body;
  const form_url = `${SITE}/products/lending/consent`;
  const before = await answer();
  expect(before).toMatchObject({
    decision: false,
    context: { reason: 'no-consent', event: null, valid_until: null, access_request: { form_url } },
  });
  expect(before.context.evaluation_id).toMatch(/^ev_[0-9a-f-]{36}$/);
  expect(before.context.reason_user).toBe('The business never agreed to it.');
  expect((await answer({}, { 'accept-language': 'fr-CA, en;q=0.5' })).context.reason_user).toBe(
    'L’entreprise ne l’a jamais accepté.',
  );
  const { eventId, eventSeq, expiresAt } = await grantConsent(ctx, await grantInput(ctx.db, 'lending'));
  const allowed = await answer();
  expect(allowed).toMatchObject({
    decision: true,
    context: { reason: 'agreed', valid_until: expiresAt?.toISOString() ?? null },
  });
  expect(allowed.context.event).toEqual({
    id: eventId,
    seq: eventSeq,
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(allowed.context).not.toHaveProperty('access_request');
  expect(allowed.context.connections).toHaveLength(1);
  await pauseConsent(later(ctx, 60), 'lending');
  expect(await answer()).toMatchObject({ decision: false, context: { reason: 'paused' } });
  const kept = await answer({ action: { name: 'use' } });
  expect(kept).toMatchObject({ decision: true, context: { reason: 'read-before' } });
  expect(kept.context.valid_until).toBe(expiresAt?.toISOString() ?? null);
  await withdrawConsent(later(ctx, 120), { productId: 'lending', deletion: 'keep' });
  for (const name of ['read', 'use'])
    expect(await answer({ action: { name } })).toMatchObject({
      decision: false,
      context: { reason: 'withdrawn', access_request: { form_url } },
    });
});

test('what is unknown is denied with 200, whatever it is called', async () => {
  const { companyId } = await business();
  const cases: [object, string][] = [
    [{ subject: { type: 'user', id: 'alice' } }, 'unknown-subject'],
    [{ action: { name: 'delete' } }, 'unknown-action'],
    [{ resource: { type: 'record', id: 'record-1' } }, 'unknown-resource'],
    [{ resource: { type: 'data', id: 'invoices' } }, 'unknown-resource'],
    [{ resource: { type: 'data', id: `${randomUUID()}/invoices` } }, 'unknown-company'],
    [{ resource: { type: 'data', id: "x' or 1=1/invoices" } }, 'unknown-company'],
    [{ resource: { type: 'data', id: `${companyId}/nothing` } }, 'not-covered'],
    [{ subject: { type: 'product', id: 'nothing' } }, 'unknown-product'],
  ];
  for (const [more, reason] of cases) {
    const { status, body } = await post('evaluation', ask(companyId, more), { key: await addKey({}) });
    expect([reason, status, body.decision, body.context.reason]).toEqual([reason, 200, false, reason]);
    // No answer of the customer would change it.
    expect(body.context).not.toHaveProperty('access_request');
    expect(body.context.reason_user.length).toBeGreaterThan(10);
  }
});

test('a business is named by Accord’s id, by the client’s own, or by Codat’s', async () => {
  const { companyId } = await business();
  const codatCompanyId = randomUUID();
  const externalId = `branch/17 ${randomUUID().toUpperCase()}`;
  await database.db
    .update(companies)
    .set({ issuer: ISSUER, externalId, codatCompanyId })
    .where(eq(companies.id, companyId));
  // The same id at another sign-in service is another business.
  await database.db.insert(companies).values({ name: 'Other', issuer: 'https://other.test', externalId });
  const names = [companyId, companyId.toUpperCase(), `ext:${externalId}`, `codat:${codatCompanyId}`];
  const unknown = [
    `ext:${externalId.toLowerCase()}`,
    `codat:${companyId}`,
    'ext:x',
    'codat:x',
    codatCompanyId,
  ];
  const evaluations = [...names, ...unknown].map((name) => ({
    resource: { type: 'data', id: `${name}/invoices` },
  }));
  const { body } = await post('evaluations', { ...ask('x'), evaluations });
  expect(body.evaluations.map((one: { decision: boolean }) => one.decision)).toEqual([
    ...names.map(() => true),
    ...unknown.map(() => false),
  ]);
});

test('a past moment is answered from the ledger; one that cannot be read is an error', async () => {
  const ctx = await business();
  const { companyId } = ctx;
  await withdrawConsent(later(ctx, 600), { productId: 'lending', deletion: 'keep' });
  const api = start({ now: () => later(ctx, 3600).now });
  const at = (time: unknown) => post('evaluation', ask(companyId, { context: { time } }), { api });
  const then = later(ctx, 300).now.toISOString();
  expect((await at(then)).body).toMatchObject({ decision: true, context: { evaluated_at: then } });
  expect((await at(later(ctx, 601).now.toISOString())).body.context.reason).toBe('withdrawn');
  // What lies ahead is answered as of now.
  expect((await at(later(ctx, 9999).now.toISOString())).body.context.reason).toBe('withdrawn');
  for (const odd of ['yesterday', 12, null, {}]) expect([odd, (await at(odd)).status]).toEqual([odd, 400]);
  const evaluations = Array.from({ length: MOST_MOMENTS + 1 }, (_, n) => ({
    context: { time: later(ctx, n).now.toISOString() },
  }));
  const many = await post('evaluations', { ...ask(companyId), evaluations }, { api });
  expect(many.body.evaluations[0].context.error.status).toBe(400);
  const fewer = await post('evaluations', { ...ask(companyId), evaluations: evaluations.slice(1) }, { api });
  expect(fewer.body.evaluations.every((one: { decision: boolean }) => one.decision)).toBe(true);
});

test('a thousand questions about many businesses take as many statements as one, and their answers are those of the rule', async () => {
  const some: Ctx[] = [];
  for (let n = 0; n < 6; n += 1)
    some.push(
      await business({
        agrees: n % 3 !== 0,
        connects: n % 2 === 0,
        productId: n === 5 ? 'business-insights' : 'lending',
      }),
    );
  const empty = await database.db
    .insert(companies)
    .values(Array.from({ length: 244 }, () => ({ name: 'Empty' })))
    .returning({ id: companies.id });
  const ids = [...some.map(({ companyId }) => companyId), ...empty.map(({ id }) => id)];
  const questions = ids.flatMap((id) =>
    (['read', 'use'] as const).flatMap((name) =>
      ['invoices', 'banking-accounts'].map((dataType) => ({ id, name, dataType })),
    ),
  );
  let statements = 0;
  const counted = postgres(database.url, { connection: { role: 'accord_app' } });
  const db = drizzle(counted, { logger: { logQuery: () => (statements += 1) } });
  const api = start({ db });
  const askAll = async (asked: typeof questions) => {
    statements = 0;
    const evaluations = asked.map(({ id, name, dataType }) => ({
      action: { name },
      resource: { type: 'data', id: `${id}/${dataType}` },
    }));
    const { body } = await post('evaluations', { ...ask('x'), evaluations }, { api });
    return { took: statements, answers: body.evaluations };
  };
  await askAll(questions.slice(0, 1));
  const one = await askAll(questions.slice(0, 1));
  const all = await askAll(questions);
  await counted.end();
  expect(all.answers).toHaveLength(1000);
  expect([one.took, all.took]).toEqual([4, 4]);
  for (const [n, { id, name, dataType }] of questions.slice(0, 40).entries()) {
    const decision = await decideAccess(
      { db: database.db, now: new Date() },
      { companyId: id, productId: 'lending', dataType },
    );
    const { isAllowed, reason } = answerTo(name, decision);
    expect(all.answers[n]).toMatchObject({ decision: isAllowed, context: { reason } });
  }
  expect(new Set(all.answers.map((one: { decision: boolean }) => one.decision)).size).toBe(2);
});

test('after each stop the very next question is denied, on another connection and with a clock an hour behind', async () => {
  const ctx = await business();
  const other = connectDatabase(database.url);
  const key = await addKey({});
  const behind = start({ db: other.db, now: () => new Date(Date.now() - 3_600_000) });
  const ahead = start({ db: other.db, now: () => new Date(Date.now() + 3_600_000) });
  const answers: boolean[][] = [];
  const each = async () => {
    const asked: boolean[] = [];
    for (const api of [behind, ahead, start()])
      asked.push((await post('evaluation', ask(ctx.companyId), { api, key })).body.decision);
    return asked;
  };
  for (let round = 0; round < 25; round += 1) {
    await pauseConsent({ ...ctx, now: new Date() }, 'lending');
    answers.push(await each());
    await resumeConsent({ ...ctx, now: new Date() }, 'lending');
    answers.push(await each());
  }
  await withdrawConsent({ ...ctx, now: new Date() }, { productId: 'lending', deletion: 'keep' });
  answers.push(await each());
  await other.close();
  expect(answers).toEqual(answers.map((_, n) => [0, 0, 0].map(() => n % 2 === 1)));
});

test('a token says an allowance again for a minute, and other software checks it by the published keys', async () => {
  const { companyId } = await business();
  const key = await addKey({});
  const headers = { prefer: 'respond-async, decision-token' };
  const answered = await post('evaluation', ask(companyId), { key, headers });
  expect(answered.headers.get('preference-applied')).toBe('decision-token');
  const { context } = answered.body;
  const jwks = await createWellKnown(() => receiptIssuer().keys.published).request('/.well-known/jwks.json');
  const keys = createLocalJWKSet(await jwks.json());
  const check = (at: number) =>
    jwtVerify(context.decision_token, keys, {
      issuer: SITE,
      typ: 'decision+jwt',
      currentDate: new Date(Date.now() + at * 1000),
    });
  const { payload } = await check(0);
  expect(payload).toMatchObject({ ...ask(companyId), decision: true, jti: context.evaluation_id });
  expect(payload.event).toEqual(context.event);
  await expect(check(61)).rejects.toThrow('"exp"');
  // It is no receipt.
  const { published } = receiptIssuer().keys;
  const verdict = await checkReceipt(context.decision_token, published, verifyWithNode);
  expect(verdict.kind).toBe('altered');
  const none = [
    await post('evaluation', ask(companyId), { key }),
    await post('evaluation', ask(randomUUID()), { key, headers }),
    await post('evaluation', ask(companyId, { context: { time: new Date().toISOString() } }), {
      key,
      headers,
    }),
  ];
  for (const { body } of none) expect(body.context).not.toHaveProperty('decision_token');
});

test('searches find what an evaluation allows, page by page, and nothing else', async () => {
  const [ctx, silent, ended] = [await business(), await business({ agrees: false }), await business()];
  await withdrawConsent(later(ended, 60), { productId: 'lending', deletion: 'keep' });
  const subject = { type: 'product', id: 'lending' };
  const read = { name: 'read' };
  const data = (id: string) => ({ type: 'data', id: `${id}/invoices` });
  const key = await addKey({});
  const search = async (what: string, body: object) => (await post(`search/${what}`, body, { key })).body;
  const subjects = await search('subject', {
    subject: { type: 'product' },
    action: read,
    resource: data(ctx.companyId),
  });
  expect(subjects.results).toEqual([{ type: 'product', id: 'lending' }]);
  expect((await search('action', { subject, resource: data(ctx.companyId) })).results).toEqual([
    { name: 'read' },
    { name: 'use' },
  ]);
  expect((await search('action', { subject, resource: data(silent.companyId) })).results).toEqual([]);
  const ofOne = await search('resource', {
    subject,
    action: read,
    resource: { type: 'data', properties: { business: ctx.companyId } },
  });
  expect(ofOne.results.length).toBeGreaterThan(1);
  for (const resource of ofOne.results)
    expect((await post('evaluation', { subject, action: read, resource })).body.decision).toBe(true);
  const found: { id: string }[] = [];
  let token = '';
  let pages = 0;
  do {
    const resource = { type: 'business', properties: { data_type: 'invoices' } };
    const page = await search('resource', { subject, action: read, resource, page: { limit: 2, token } });
    expect(page.results.length).toBeLessThanOrEqual(2);
    found.push(...page.results);
    token = page.page.next_token;
    pages += 1;
  } while (token !== '');
  expect(pages).toBeGreaterThan(2);
  expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
  const has = ({ companyId }: Ctx) => found.some(({ id }) => id === companyId);
  expect([ctx, silent, ended].map(has)).toEqual([true, false, false]);
  const odd = { subject, action: read, resource: { type: 'business' } };
  expect((await post('search/resource', odd)).status).toBe(400);
  const page = { token: 'x' };
  const resource = { type: 'business', properties: { data_type: 'invoices' } };
  expect((await post('search/resource', { ...odd, resource, page })).status).toBe(400);
});
