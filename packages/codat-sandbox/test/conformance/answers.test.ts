// Conformance of answers: every route has the agreed shape, by our schemas and by the published ones.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROUTES } from '../../src/api/app';
import { FOREIGN_API_KEY } from '../../src/config/config';
import { authHeader, startForTest, type TestSandbox } from '../client';
import { errorSchema } from '../schemas/error';
import { clientCases } from './client-cases';
import { companyCases } from './company-cases';
import { connectionCases } from './connection-cases';
import { dataCases } from './data-cases';
import { readDocument } from './document';
import { fileCases } from './file-cases';
import { forbiddenNulls } from './nulls';
import { readCases } from './read-cases';
import { type Case, NOBODY, type Scene, send, stage } from './stage';

const DOCUMENT = fileURLToPath(new URL('../../../../../shared/codat/platform-openapi.json', import.meta.url));
const published = existsSync(DOCUMENT) ? readDocument(readFileSync(DOCUMENT, 'utf8')) : undefined;

const CASES: readonly Case[] = [
  ...companyCases,
  ...connectionCases,
  ...readCases,
  ...dataCases,
  ...fileCases,
  ...clientCases,
];
const NAMES = ROUTES.map(({ method, template }) => `${method} ${template}`);

let sandbox: TestSandbox;
let scene: Scene;

beforeAll(async () => {
  sandbox = await startForTest({ profile: { name: 'lenient' }, syncSeconds: 0 });
  scene = await stage(sandbox);
});
afterAll(() => sandbox.close());

async function check(response: Response, { on, status, schema, says, type }: Case): Promise<void> {
  const text = await response.text();
  expect(response.status, text).toBe(status);
  expect(Number(response.headers.get('x-rate-limit-limit'))).toBeGreaterThan(0);
  expect(response.headers.get('x-rate-limit-remaining')).toMatch(/^\d+$/);
  expect(Date.parse(response.headers.get('x-rate-limit-reset') ?? '')).toBeGreaterThan(Date.now());
  if (status === 204 || status === 202) return expect(text).toBe('');

  expect(response.headers.get('content-type')).toContain(type ?? 'application/json');
  if (type) return expect(text.length).toBeGreaterThan(0);
  const json: unknown = JSON.parse(text);
  expect(forbiddenNulls(json)).toEqual([]);
  if (status >= 400) expect(json).toMatchObject({ statusCode: status });
  const checked = (status >= 400 ? errorSchema : schema)?.safeParse(json);
  expect(checked, 'a good answer needs a schema').toBeDefined();
  expect(checked?.success ? [] : checked?.error.issues).toEqual([]);
  if (says) expect(json).toMatchObject(says);
  const [method = '', template = ''] = on.split(' ');
  const official = published?.check(template, method, status);
  if (official) expect(official(json) ? [] : official.errors).toEqual([]);
}

describe('every answer', () => {
  it.each(CASES)('$on answers $status $query $body', async (each) => {
    const own = await stage(sandbox);
    for (const earlier of each.before ?? []) {
      expect((await send(sandbox, own, earlier)).status).toBeLessThan(300);
    }
    await check(await send(sandbox, own, each), each);
  });
});

describe.each(NAMES)('%s', (on) => {
  it.each([
    ['a wrong key', 'sandbox-wrong', 401, 'Unauthorized'],
    ['a key of somebody else', FOREIGN_API_KEY, 403, 'You are using an outdated API key'],
  ])('refuses %s before anything else', async (_, key, status, words) => {
    const response = await send(sandbox, scene, { on }, { authorization: authHeader(key) });
    await check(response, { on, status, says: { error: expect.stringContaining(words) } });
  });

  it.each([402, 429, 451, 500, 503])('can be made to answer %i', async (status) => {
    const [method, path] = on.split(' ');
    const fault = { method, path, effect: { kind: 'status', status } };
    expect((await sandbox.call('POST', '/_sandbox/faults', { body: fault })).status).toBe(201);
    const response = await send(sandbox, scene, { on });
    expect(response.headers.has('retry-after')).toBe(status === 429);
    await check(response, { on, status });
  });

  it('answers another method with 405 and those that are there', async () => {
    const template = on.split(' ').at(1) ?? '';
    const there = NAMES.filter((name) => name.endsWith(` ${template}`)).map((name) => name.split(' ').at(0));
    const other = ['PATCH', 'DELETE', 'PUT', 'POST'].find((method) => !there.includes(method));
    const response = await send(sandbox, scene, { on: `${other} ${template}` });
    expect(response.headers.get('allow')).toBe(there.join(', '));
    await check(response, { on, status: 405 });
  });
});

describe.each(NAMES.filter((name) => name.includes(':companyId')))('%s', (on) => {
  it('does not know a company that is not there', async () => {
    const body = /^(GET|DELETE) /.test(on) ? {} : { body: { name: 'A' } };
    const response = await send(sandbox, scene, { on, at: NOBODY, ...body });
    const error = `No company was found with ID ${NOBODY.companyId}`;
    await check(response, { on, status: 404, says: { service: 'ClientsApi', error } });
  });
});

it('gives a retired or unknown address the same 404', async () => {
  for (const on of [
    'GET /companies/:companyId/connectionManagement/accessToken',
    'GET /companies/:companyId/nothing/at/all',
    'POST /webhooks/x/y/z',
  ]) {
    const response = await send(sandbox, scene, { on });
    await check(response, { on, status: 404, says: { service: 'PublicApi', error: 'NotFound' } });
  }
});

describe('the census', () => {
  it('finds no route of the subset without a test', () => {
    const cased = new Set(CASES.filter(({ status }) => status < 300).map(({ on }) => on));
    expect(NAMES.filter((name) => !cased.has(name))).toEqual([]);
  });

  it('finds no case for a route that is not there', () => {
    expect(CASES.map(({ on }) => on).filter((on) => !NAMES.includes(on))).toEqual([]);
  });

  it.runIf(published)('finds every published operation served', () => {
    // Since 12 October 2026 the service answers this one with 404.
    const retired = 'GET /companies/:companyId/connectionManagement/accessToken';
    const operations = published?.operations.map(({ name }) => name) ?? [];
    expect(operations.filter((name) => name !== retired && !NAMES.includes(name))).toEqual([]);
  });

  it.runIf(published)('checks nothing against thin air', () => {
    const known = new Set(published?.operations.map(({ name }) => name));
    for (const { on, status, schema } of CASES.filter((each) => each.status === 200 && known.has(each.on))) {
      const [method = '', template = ''] = on.split(' ');
      if (method === 'DELETE') continue;
      expect(published?.check(template, method, status), on).toBeDefined();
      expect(schema, on).toBeDefined();
    }
  });
});
