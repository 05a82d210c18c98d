// Fuzz test of requests: no input stops the sandbox or makes it answer with an error of its own.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { ROUTES } from '../../src/api/app';
import {
  authHeader,
  createCompany,
  createConnection,
  startForTest,
  type TestSandbox,
  visit,
} from '../client';
import { form, headers, json, query, segment, upload } from './garbage';
import { bytesOf, exchange, type RawRequest } from './raw-client';

let sandbox: TestSandbox;
let authorization = '';
const faults = vi.spyOn(console, 'error');

beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 1 });
  authorization = authHeader(sandbox.config.apiKey);
});
afterAll(() => sandbox.close());

/** After all that it is the server it was. */
afterEach(async () => {
  await sandbox.call('DELETE', '/_sandbox/faults');
  await sandbox.call('DELETE', '/_sandbox/limits');
  const { id } = await createCompany(sandbox, 'Kestrel');
  const read = await sandbox.call('GET', `/companies/${id}`);
  expect([read.status, ((await read.json()) as { name: string }).name]).toEqual([200, 'Kestrel']);
  const complaints = faults.mock.calls.map(([error]) => String(error));
  faults.mockClear();
  expect(complaints).toEqual([]);
});

async function answers(request: RawRequest): Promise<void> {
  const { status, text } = await exchange(sandbox.url, [bytesOf(request)]);
  const shown = `${request.method} ${request.path.slice(0, 200)} ${String(request.body).slice(0, 500)}\n${text.slice(0, 300)}`;
  expect(status, shown).toBeGreaterThanOrEqual(200);
  expect(status, shown).toBeLessThan(500);
  if (status === 200 && !text.includes('\r\n\r\n')) expect.fail(`No end of the head: ${shown}`);
}

const METHODS = fc.constantFrom(
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'QUERY',
  'PROPFIND',
);

/** A template with the real thing or nonsense in each place, now and then with nonsense behind it. */
function addressOf(template: string, known: Record<string, string>): fc.Arbitrary<string> {
  const parts = template.split('/').map((part) => {
    if (!part.startsWith(':')) return fc.constant(part);
    const real = known[part.slice(1)];
    return real === undefined
      ? segment
      : fc.oneof({ weight: 3, arbitrary: fc.constant(real) }, { weight: 1, arbitrary: segment });
  });
  const rest = fc.oneof(
    { weight: 5, arbitrary: fc.constant('') },
    { weight: 1, arbitrary: segment.map((s) => `/${s}`) },
  );
  return fc
    .tuple(fc.tuple(...parts), rest, query)
    .map(([path, more, search]) => path.join('/') + more + search);
}

/** What the template is about is there, linked and read. */
async function stage(template = '') {
  const platformKey = /banking/.test(template) ? 'natwest_uk' : /commerce/.test(template) ? 'exgd' : 'gbol';
  const { id: companyId, redirect } = await createCompany(sandbox);
  const { id: connectionId, linkUrl } = await createConnection(sandbox, companyId, platformKey);
  await sandbox.call('PUT', `/companies/${companyId}/products/cash-flow`);
  const one = `/_sandbox/companies/${companyId}/connections/${connectionId}`;
  for (const act of ['authorize', 'finish-sync']) await sandbox.call('POST', `${one}/${act}`);
  const names = { productIdentifier: 'cash-flow', dataType: 'invoices', file: 'gbol.svg' };
  return { companyId, connectionId, linkUrl, redirect, platformKey, ...names };
}

/** The same with a visit to the provider and one to the company's own page under way. */
async function visits() {
  const known = await stage();
  const idAfter = async (url: string) => (await visit(url)).headers.get('location')?.split('/').at(-1) ?? '';
  return { ...known, flowId: await idAfter(known.linkUrl), visitId: await idAfter(known.redirect) };
}

/** Runs against fresh ground for each template, so that a deleted company does not hide the rest. */
async function assail(
  templates: readonly { method?: string; template: string }[],
  body: fc.Arbitrary<string>,
  known: (template: string) => Promise<Record<string, string>>,
  numRuns = 20,
): Promise<void> {
  for (const { method, template } of templates) {
    const parameters = await known(template);
    const request = fc.record({
      method: method
        ? fc.oneof({ weight: 3, arbitrary: fc.constant(method) }, { weight: 1, arbitrary: METHODS })
        : METHODS,
      path: addressOf(template, parameters),
      headers: headers.map((some) => ({ authorization: parameters.authorization ?? authorization, ...some })),
      body,
    });
    await fc.assert(fc.asyncProperty(request, answers), { numRuns });
  }
}

/** Forms of the pages behind the control API. What they set is taken back after each test. */
const UI_DOORS = [
  'overview',
  'businesses',
  'businesses/:companyId',
  'businesses/:companyId/connections',
  'businesses/:companyId/connections/:connectionId/fail-type',
  'messages',
  'messages/modes',
  'messages/:id/resend',
  'requests',
  'state',
  'clock',
  'limits',
  'faults',
  'faults/:id/remove',
  'snapshot',
];

it('survives nonsense at every route of the API', async () => {
  await assail(ROUTES, fc.oneof({ weight: 4, arbitrary: json }, { weight: 1, arbitrary: upload }), stage);
});

it('survives nonsense instead of a key', async () => {
  const keys = fc.oneof(
    fc.constantFrom(
      '',
      'Basic',
      'Basic ',
      'Basic %%%',
      'Bearer x',
      'basic YQ==',
      `Basic ${'A'.repeat(5000)}`,
    ),
    fc.string({ unit: fc.integer({ min: 32, max: 255 }).map((code) => String.fromCharCode(code)) }),
  );
  await fc.assert(
    fc.asyncProperty(keys, METHODS, json, async (key, method, body) => {
      const request = { method, path: '/companies', headers: { authorization: key }, body };
      const { status, text } = await exchange(sandbox.url, [bytesOf(request)]);
      expect([400, 401], text.slice(0, 300)).toContain(status);
    }),
    { numRuns: 150 },
  );
});

it('survives nonsense at the control API', async () => {
  const one = '/_sandbox/companies/:companyId/connections/:connectionId';
  const doors = [
    'config',
    'state',
    'clock',
    'requests',
    'faults',
    'faults/:id',
    'limits',
    'snapshot',
    'deliveries',
    'deliveries/:id/resend',
    'webhooks/mode',
    'webhooks/:id',
    'webhooks/:id/replay',
    'webhooks/:id/secret',
    'nothing',
    'ui',
    ...UI_DOORS.map((door) => `ui/${door}`),
  ].map((door) => `/_sandbox/${door}`);
  const acts = ['authorize', 'cancel', 'deauthorize', 'finish-sync', 'fail-type'].map(
    (act) => `${one}/${act}`,
  );
  const templates = [...doors, ...acts].map((template) => ({ template }));
  await assail(templates, fc.oneof(json, form), stage);
});

const FLOW_STEPS = [
  '',
  '/choose',
  '/sign-in',
  '/authorise',
  '/cancel',
  '/provider-error',
  '/not-supported',
  '/finish',
];
const VISIT_STEPS = [
  '',
  '/platforms',
  '/manage',
  '/pick',
  '/connections/:connectionId/continue',
  '/connections/:connectionId/disconnect',
  '/finish',
  '/leave',
];

it('survives nonsense in the hosted link and at everything a browser opens', async () => {
  const pages = [
    '/link/companies/:companyId/connections/:connectionId/start',
    '/link/company/:companyId',
    ...FLOW_STEPS.map((step) => `/link/flows/:flowId${step}`),
    ...VISIT_STEPS.map((step) => `/link/visits/:visitId${step}`),
    '/link-sdk.js',
    '/connections-sdk.js',
    '/logos/:file',
    '/oidc/:path',
    '/oidc/auth',
    '/oidc/token',
    '/:anything',
  ].map((template) => ({ template }));
  await assail(pages, fc.oneof(form, json), visits);
});

it('survives nonsense at what the embedded components call', async () => {
  const calls = [
    'session',
    'consents',
    'connections',
    'connections/:connectionId',
    'connections/:connectionId/link',
    'connections/:connectionId/disconnect',
    'connections/:connectionId/entity',
    'uploads/:kind',
    ':nothing',
  ].map((path) => ({ template: `/embed/${path}` }));
  await assail(calls, fc.oneof(json, upload, form), async () => {
    const known = await stage();
    const response = await sandbox.call('GET', `/companies/${known.companyId}/accessToken`);
    const { accessToken }: { accessToken: string } = await response.json();
    return { ...known, kind: 'businessDocuments', authorization: `Bearer ${accessToken}` };
  });
});

it('keeps its own objects clean', async () => {
  const polluted = `{"__proto__":{"isPolluted":true},"constructor":{"prototype":{"isPolluted":true}},"name":"A","tags":{"__proto__":"x"}}`;
  const { companyId } = await stage();
  for (const [method, path] of [
    ['POST', '/companies'],
    ['PUT', `/companies/${companyId}`],
    ['PATCH', `/companies/${companyId}`],
    ['POST', '/_sandbox/faults'],
  ] as const) {
    const response = await sandbox.call(method, path, { body: polluted });
    expect(response.status).toBeLessThan(500);
  }
  expect('isPolluted' in {}).toBe(false);
  expect((await sandbox.call('GET', '/companies?tags=__proto__%3Dx')).status).toBe(200);
  expect((await sandbox.call('GET', `/companies?query=__proto__%3Dx`)).status).toBe(400);
});

it('takes a body up to its limit and refuses more without reading it all', async () => {
  const big = (size: number) => JSON.stringify({ name: 'A', description: 'x'.repeat(size) });
  expect((await sandbox.call('POST', '/companies', { body: big(200_000) })).status).toBe(200);
  const { status } = await exchange(sandbox.url, [
    bytesOf({ method: 'POST', path: '/companies', headers: { authorization }, body: big(3_000_000) }),
  ]);
  expect(status).toBe(400);
  expect((await sandbox.call('GET', `/companies/${randomUUID()}`)).status).toBe(404);
});
