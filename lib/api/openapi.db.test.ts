// The OpenAPI document of the decision API is true: each route stands in it, and each example is answered as it promises.
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { companies } from '@/db/schema/people';
import { useTestDatabase } from '@/e2e/database';
import { ask, decisionStage, SITE } from '@/e2e/decision-stage';
import { ISSUER } from '@/e2e/factories';
import { EXAMPLE_BUSINESS, OPERATIONS, openApiDocument } from './openapi';

const database = useTestDatabase();
const { addKey, start, post, business } = decisionStage(database);
const served = async () => (await start().request('http://evil.example/v1/openapi.json')).json();

/** Validates against a schema of the served document. */
async function validator(name: string) {
  const ajv = addFormats.default(new Ajv2020({ strict: true }));
  const { components } = await served();
  return ajv.compile(components.schemas[name]);
}

test('the document is served as it is made, for the configured site, and needs no key', async () => {
  const document = await served();
  expect(document).toEqual(JSON.parse(JSON.stringify(openApiDocument(SITE))));
  expect(document.servers).toEqual([{ url: SITE }]);
  expect(JSON.stringify(document)).not.toContain('evil');
});

test('every route stands in the document, and every path of the document is a route', async () => {
  const routes = start()
    .routes.filter(({ path }) => !path.includes('*'))
    .map(({ path, method }) => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, '{$1}')}`);
  const { paths } = await served();
  const described = Object.entries(paths as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  expect(described.sort()).toEqual([...new Set(routes)].sort());
});

test.each(
  OPERATIONS.flatMap(({ path, takes, gives, examples }) =>
    Object.entries(examples).map(([name, example]) => ({ path, name, takes, gives, example })),
  ),
)(
  '$path, $name: the example is a question and its answer as promised',
  async ({ path, takes, gives, example }) => {
    const { companyId } = await business();
    await database.db.update(companies).set({ externalId: null }).where(eq(companies.externalId, 'A-17'));
    await database.db
      .update(companies)
      .set({ issuer: ISSUER, externalId: 'A-17' })
      .where(eq(companies.id, companyId));
    const question = JSON.parse(JSON.stringify(example).replaceAll(EXAMPLE_BUSINESS, companyId));
    const isQuestion = await validator(takes);
    expect([isQuestion(question), isQuestion.errors]).toEqual([true, null]);
    const { status, headers, body } = await post(path.replace('/access/v1/', ''), question, {
      key: await addKey({}),
    });
    expect(status).toBe(200);
    for (const name of ['limit', 'remaining', 'reset'])
      expect(headers.get(`ratelimit-${name}`)).toMatch(/^\d+$/);
    const isAnswer = await validator(gives);
    expect([isAnswer(body), isAnswer.errors]).toEqual([true, null]);
  },
);

test('an answer is found again by its id, by keys that may ask as its product', async () => {
  const { companyId } = await business();
  const context = { time: new Date().toISOString(), note: 'not kept' };
  const question = { ...ask(companyId), context, subject: { ...ask('x').subject, properties: { a: 'b' } } };
  const evaluations = [{}, { action: { name: 'use' } }, {}].map((one) => ({ ...one }));
  const { body } = await post('evaluations', { ...question, evaluations });
  const isLogged = await validator('Logged');
  const get = async (id: string, key: string) => {
    const response = await start().request(`/v1/decisions/${id}`, {
      headers: { authorization: `Bearer ${key}` },
    });
    return { status: response.status, body: await response.json() };
  };
  const [own, every, other] = [
    await addKey({ products: ['lending'] }),
    await addKey({}),
    await addKey({ products: ['business-insights'] }),
  ];
  for (const [n, answer] of body.evaluations.entries()) {
    const id = answer.context.evaluation_id;
    const found = await get(id, n === 0 ? own : every);
    expect([found.status, isLogged(found.body), isLogged.errors]).toEqual([200, true, null]);
    expect(found.body.answer).toEqual(answer);
    expect(found.body.question).toEqual({
      ...ask(companyId),
      ...(n === 1 ? { action: { name: 'use' } } : {}),
      time: context.time,
    });
    expect((await get(id, other)).status).toBe(404);
  }
  for (const odd of [`ev_${crypto.randomUUID()}`, 'ev_x', 'x', crypto.randomUUID()])
    expect([odd, (await get(odd, every)).status]).toEqual([odd, 404]);
  expect((await get('ev_x', 'x')).status).toBe(401);
});

test('whatever is asked in whatever letters, it is answered or refused, and never fails', async () => {
  const api = start();
  const key = await addKey({});
  const { companyId } = await business();
  const name = fc.oneof(
    fc.constantFrom(
      'product',
      'lending',
      'read',
      'use',
      'data',
      'business',
      `${companyId}/invoices`,
      'ext:a/b',
    ),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom('\0', '\ud800', 'ext:\0/invoices', 'codat:\udc00/x', "'; drop table companies; --", '%'),
  );
  const properties = fc.option(fc.record({ business: name, data_type: name }), { nil: undefined });
  const entity = fc.record({ type: name, id: name, properties });
  const context = fc.option(fc.record({ time: fc.oneof(name, fc.date({ noInvalidDate: true })) }), {
    nil: undefined,
  });
  const page = fc.option(fc.record({ token: name, limit: fc.integer({ min: 1 }) }), { nil: undefined });
  const asked = fc.record({
    subject: entity,
    action: fc.record({ name }),
    resource: entity,
    context,
    page,
    evaluations: fc.option(fc.array(fc.oneof(fc.record({ resource: entity }), fc.jsonValue())), {
      nil: undefined,
    }),
  });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...OPERATIONS), asked, async ({ path }, question) => {
      const { status } = await post(path.replace('/access/v1/', ''), question, { api, key });
      expect([200, 400]).toContain(status);
    }),
    { numRuns: 300 },
  );
});

test('refusals are as promised, too', async () => {
  const isProblem = await validator('Problem');
  const [operation] = OPERATIONS;
  const question = operation?.examples.now;
  const bound = await addKey({ products: ['business-insights'] });
  const asked = [
    await post('evaluation', {}),
    await post('evaluation', question, { key: 'x' }),
    await post('evaluation', question, { key: bound }),
    await post('evaluation', { ...question, context: { padding: 'x'.repeat(1024 * 1024) } }),
  ];
  expect(asked.map(({ status }) => status)).toEqual([400, 401, 403, 413]);
  for (const { body } of asked) expect([isProblem(body), isProblem.errors]).toEqual([true, null]);
});
