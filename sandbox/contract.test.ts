// Owns the proof that every answer of the API has the agreed shape: by our schemas, and by the published ones.
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { FOREIGN_API_KEY } from './config';
import { companiesSchema, companySchema, connectionSchema, connectionsSchema } from './schemas/company';
import { corsSchema, dataStatusSchema, profileSchema } from './schemas/data-status';
import { errorSchema } from './schemas/error';
import { brandingSchema, integrationSchema, integrationsSchema } from './schemas/integration';
import {
  authHeader,
  authorize,
  createCompany,
  createConnection,
  startForTest,
  type TestSandbox,
} from './testing';

const PUBLISHED = fileURLToPath(new URL('../../shared/codat/platform-openapi.json', import.meta.url));
const published = existsSync(PUBLISHED) ? publishedChecks(readFileSync(PUBLISHED, 'utf8')) : undefined;

interface Json {
  [key: string]: Json | undefined;
}

function walk(document: Json, pointer: string): Json | undefined {
  const parts = pointer.split('/').slice(1);
  return parts.reduce<Json | undefined>(
    (at, part) => at?.[part.replaceAll('~1', '/').replaceAll('~0', '~')],
    document,
  );
}

/** A check per template, method and status of the published document; known faults of it are mended. */
function publishedChecks(text: string) {
  const document: Json = JSON.parse(text);
  const key = walk(document, '/components/schemas/Integration/properties/key') ?? {};
  // Four letters are claimed, longer keys exist.
  for (const limit of ['minLength', 'maxLength', 'pattern']) delete key[limit];
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema(document, 'published');
  return (template: string, method: string, status: number): ValidateFunction | undefined => {
    const path = template.replace(/:(\w+)/g, '{$1}').replaceAll('/', '~1');
    const direct = `/paths/${path}/${method.toLowerCase()}/responses/${status}`;
    const response = walk(document, direct);
    const reference: unknown = response?.$ref;
    // A status the document does not list for the call still has the common error body.
    const at = response
      ? typeof reference === 'string'
        ? reference.slice(1)
        : direct
      : '/components/responses/Not-Found';
    const body = '/content/application~1json/schema';
    return walk(document, at + body) ? ajv.compile({ $ref: `published#${at}${body}` }) : undefined;
  };
}

let sandbox: TestSandbox;
let companyId = '';
let connectionId = '';

beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0 });
  const company = await createCompany(sandbox);
  companyId = company.id;
  connectionId = (await createConnection(sandbox, companyId)).id;
  await authorize(sandbox, companyId, connectionId);
  await createConnection(sandbox, companyId, 'natwest_uk');
});
afterAll(() => sandbox.close());

interface Case {
  method: string;
  template: string;
  status: number;
  schema?: z.ZodType;
  params?: () => Record<string, string>;
  query?: string;
  body?: unknown;
  key?: string;
}

const own = () => ({ companyId, connectionId });
const foreign = () => ({ companyId: randomUUID(), connectionId: randomUUID() });
const company = '/companies/:companyId';
const connections = `${company}/connections`;
const connection = `${connections}/:connectionId`;
const integration = '/integrations/:platformKey';

const CASES: Case[] = [
  {
    method: 'POST',
    template: '/companies',
    status: 200,
    schema: companySchema,
    body: { name: 'A', tags: { a: 'b' } },
  },
  { method: 'POST', template: '/companies', status: 400, body: {} },
  { method: 'POST', template: '/companies', status: 400, body: { name: '()[]{}' } },
  { method: 'POST', template: '/companies', status: 400, body: 'not json' },
  {
    method: 'GET',
    template: '/companies',
    status: 200,
    schema: companiesSchema,
    query: '?page=1&pageSize=1',
  },
  {
    method: 'GET',
    template: '/companies',
    status: 200,
    schema: companiesSchema,
    query: '?query=dataConnections.status%3DPendingAuth',
  },
  { method: 'GET', template: '/companies', status: 400, query: '?query=name' },
  { method: 'GET', template: '/companies', status: 400, query: '?query=colour%3Dred' },
  { method: 'GET', template: '/companies', status: 400, query: '?page=0' },
  { method: 'GET', template: company, status: 200, schema: companySchema, params: own },
  { method: 'GET', template: company, status: 404, params: foreign },
  { method: 'GET', template: company, status: 400, params: () => ({ companyId: 'x' }) },
  { method: 'PUT', template: company, status: 200, schema: companySchema, params: own, body: { name: 'B' } },
  { method: 'PUT', template: company, status: 400, params: own, body: { description: 'no name' } },
  {
    method: 'PATCH',
    template: company,
    status: 200,
    schema: companySchema,
    params: own,
    body: { description: 'C' },
  },
  { method: 'PATCH', template: company, status: 404, params: foreign, body: {} },
  { method: 'DELETE', template: company, status: 404, params: foreign },
  {
    method: 'POST',
    template: connections,
    status: 200,
    schema: connectionSchema,
    params: own,
    body: { platformKey: 'exgd' },
  },
  {
    method: 'POST',
    template: connections,
    status: 200,
    schema: connectionSchema,
    params: own,
    body: '"exgd"',
  },
  { method: 'POST', template: connections, status: 404, params: own, body: { platformKey: 'nope' } },
  { method: 'POST', template: connections, status: 404, params: own, body: { platformKey: 'rvam' } },
  { method: 'POST', template: connections, status: 400, params: own, body: {} },
  {
    method: 'GET',
    template: connections,
    status: 200,
    schema: connectionsSchema,
    params: own,
    query: '?orderBy=-created',
  },
  { method: 'GET', template: connections, status: 400, params: own, query: '?orderBy=nothing' },
  { method: 'GET', template: connection, status: 200, schema: connectionSchema, params: own },
  {
    method: 'GET',
    template: connection,
    status: 404,
    params: () => ({ companyId, connectionId: randomUUID() }),
  },
  { method: 'PATCH', template: connection, status: 400, params: own, body: { status: 'Linked' } },
  { method: 'PATCH', template: connection, status: 400, params: own, body: { status: 'unlinked' } },
  { method: 'GET', template: `${company}/dataStatus`, status: 200, schema: dataStatusSchema, params: own },
  { method: 'GET', template: `${company}/dataStatus`, status: 404, params: foreign },
  {
    method: 'PATCH',
    template: connection,
    status: 200,
    schema: connectionSchema,
    params: own,
    body: { status: 'Unlinked' },
  },
  { method: 'PATCH', template: connection, status: 400, params: own, body: { status: 'Unlinked' } },
  { method: 'DELETE', template: connection, status: 200, schema: z.literal(true), params: own },
  { method: 'DELETE', template: connection, status: 404, params: own },
  { method: 'GET', template: '/integrations', status: 200, schema: integrationsSchema },
  { method: 'GET', template: '/integrations', status: 400, query: '?query=logo~x' },
  {
    method: 'GET',
    template: integration,
    status: 200,
    schema: integrationSchema,
    params: () => ({ platformKey: 'gbol' }),
  },
  { method: 'GET', template: integration, status: 404, params: () => ({ platformKey: 'nope' }) },
  {
    method: 'GET',
    template: `${integration}/branding`,
    status: 200,
    schema: brandingSchema,
    params: () => ({ platformKey: 'qhyg' }),
  },
  {
    method: 'GET',
    template: `${integration}/branding`,
    status: 200,
    schema: brandingSchema,
    params: () => ({ platformKey: 'natwest_uk' }),
  },
  {
    method: 'GET',
    template: `${integration}/branding`,
    status: 404,
    params: () => ({ platformKey: 'nope' }),
  },
  { method: 'GET', template: '/profile', status: 200, schema: profileSchema },
  {
    method: 'PUT',
    template: '/profile',
    status: 200,
    schema: profileSchema,
    body: { name: 'Bank', redirectUrl: 'http://127.0.0.1:1/x' },
  },
  { method: 'PUT', template: '/profile', status: 400, body: { name: 'Bank' } },
  { method: 'GET', template: '/corsSettings', status: 200, schema: corsSchema },
  {
    method: 'POST',
    template: '/corsSettings',
    status: 200,
    schema: corsSchema,
    body: { allowedOrigins: ['http://127.0.0.1:3000'] },
  },
  { method: 'GET', template: '/companies', status: 401, key: 'sandbox-wrong' },
  { method: 'GET', template: '/companies', status: 403, key: FOREIGN_API_KEY },
  { method: 'DELETE', template: '/companies', status: 405 },
  { method: 'GET', template: `${company}/connectionManagement/accessToken`, status: 404, params: own },
  { method: 'GET', template: '/companies/x/y/z', status: 404 },
  { method: 'DELETE', template: company, status: 204, params: own },
];

describe('every answer', () => {
  it.each(CASES)('$method $template answers $status $query $body', async (each) => {
    const { method, template, status, schema, params, query = '', body, key } = each;
    const path = Object.entries(params?.() ?? {}).reduce(
      (t, [name, value]) => t.replace(`:${name}`, value),
      template,
    );
    const response = await sandbox.call(method, path + query, {
      ...(body === undefined ? {} : { body }),
      ...(key ? { headers: { authorization: authHeader(key) } } : {}),
    });
    const text = await response.text();
    expect(response.status, text).toBe(status);
    expect(Number(response.headers.get('x-rate-limit-limit'))).toBeGreaterThan(0);
    expect(response.headers.get('x-rate-limit-remaining')).toMatch(/^\d+$/);
    expect(Date.parse(response.headers.get('x-rate-limit-reset') ?? '')).toBeGreaterThan(Date.now());
    if (status === 204) return expect(text).toBe('');

    expect(response.headers.get('content-type')).toContain('application/json');
    const json: unknown = JSON.parse(text);
    const checked = (schema ?? errorSchema).safeParse(json);
    expect(checked.success ? [] : checked.error.issues).toEqual([]);
    if (!schema) expect(json).toMatchObject({ statusCode: status });
    const check = published?.(template, method, status);
    if (check) expect(check(json) ? [] : check.errors).toEqual([]);
  });

  it('is published under the same template, so that nothing is checked against thin air', () => {
    if (!published) return;
    for (const { method, template, status } of CASES.filter(({ status }) => status === 200)) {
      if (method === 'DELETE') continue;
      expect(published(template, method, status), `${method} ${template}`).toBeDefined();
    }
  });
});
