import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { Upstream } from '../errors';
import { getLinkToken } from './access-token';
import { type Codat, createCodat } from './client';
import { listCodatConsumers, listCodatOrigins } from './client-settings';
import { createCodatCompany, findCodatCompany } from './companies';
import { getCodatConnection, listCodatConnections } from './connections';
import { getDataStatus } from './data-status';
import { listCodatFiles } from './files';
import { getConnectButton, listCodatPlatforms } from './integrations';
import { listCodatProducts } from './products';
import { listPullOperations } from './pull-history';

/** Milliseconds: as long as sixty answers take on a busy machine. */
const LONG = 60_000;
const COMPANY = '1f3f6a7e-0d50-4a3c-8f3e-0c1d2b3a4f55';
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const page = (results: unknown[]) => ({
  results,
  totalResults: results.length,
});

const connection = (n: number) => ({
  id: id(n),
  integrationId: id(90),
  integrationKey: 'gbol',
  sourceId: id(91),
  sourceType: 'Accounting',
  platformName: 'Xero',
  linkUrl: 'https://link-api.codat.io/x',
  status: 'Linked',
  created: '2022-11-10T10:45:18Z',
  lastSync: '2022-11-10T10:45:18.1950523Z',
  dataConnectionErrors: [],
  connectionInfo: { organisationName: `Kestrel ${n}`, organisationId: String(n) },
});
const integration = (n: number) => ({
  key: `key${n}`,
  logoUrl: 'https://static.codat.io/x.png',
  name: `Platform ${n}`,
  enabled: true,
  sourceId: id(n),
  sourceType: 'Banking',
  integrationId: id(90),
  isOfflineConnector: false,
  isBeta: false,
  datatypeFeatures: [
    { datatype: 'invoices', supportedFeatures: [{ featureType: 'Get', featureState: 'Release' }] },
  ],
});
const operation = (n: number) => ({
  id: id(n),
  companyId: COMPANY,
  connectionId: id(50),
  dataType: 'invoices',
  status: 'Complete',
  requested: '2022-11-14T11:18:37.2798351Z',
  completed: '2022-11-14T11:18:37.2798351Z',
});
const status = (dataType: string) => ({
  dataType,
  currentStatus: 'Complete',
  lastSuccessfulSync: '2022-11-14T11:18:37.2798351Z',
  latestSyncId: id(7),
});
const consumer = (n: number) => ({
  id: id(n),
  url: 'https://a.example/',
  eventTypes: ['read.completed'],
  disabled: null,
});
const image = { image: { src: 'https://static.codat.io/b.png', alt: 'b' } };

let lines: Record<string, unknown>[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  lines = [];
});

function codatSaying(body: unknown, code = 200): Codat {
  vi.spyOn(globalThis, 'fetch').mockImplementation(
    async () =>
      new Response(typeof body === 'string' ? body : JSON.stringify(body), {
        status: code,
        headers: { 'content-type': 'application/json' },
      }),
  );
  const logger = { info: () => {}, warn: (line: object) => lines.push({ ...line }) };
  return createCodat({
    apiKey: 'k',
    baseUrl: 'https://codat.example',
    logger: logger as never,
    uploadKeys: { Accounting: 'file' },
  });
}

type Reading = (codat: Codat) => Promise<unknown>;
const files = (codat: Codat) =>
  codat.files ? listCodatFiles(codat.files, COMPANY) : Promise.reject(new Error('no files'));

/** Each resource that is read, and a good answer of it with three entries where it is a list. */
const RESOURCES: [name: string, read: Reading, good: unknown][] = [
  ['connections', (c) => listCodatConnections(c, COMPANY), page([1, 2, 3].map(connection))],
  ['connection', (c) => getCodatConnection(c, COMPANY, id(1)), connection(1)],
  ['integrations', listCodatPlatforms, page([1, 2, 3].map(integration))],
  [
    'branding',
    (c) => getConnectButton(c, 'qhyg'),
    { button: { default: image, hover: image }, sourceId: id(1) },
  ],
  [
    'data status',
    (c) => getDataStatus(c, COMPANY),
    { invoices: status('invoices'), 'banking-accounts': status('banking-accounts') },
  ],
  ['pull operations', (c) => listPullOperations(c, COMPANY), page([1, 2, 3].map(operation))],
  [
    'access token',
    (c) => getLinkToken(c, COMPANY),
    { accessToken: 't', expiresIn: 86400, tokenType: 'Bearer' },
  ],
  [
    'new company',
    (c) => createCodatCompany(c, 'n', 'Kestrel', id(5)),
    { id: COMPANY, name: 'n', redirect: 'r' },
  ],
  [
    'companies',
    (c) => findCodatCompany(c, 'n'),
    page([{ id: COMPANY, name: 'n', redirect: 'r', products: ['p'] }]),
  ],
  [
    'products of a company',
    (c) => listCodatProducts(c, COMPANY),
    { id: COMPANY, name: 'n', redirect: 'r', products: ['p'] },
  ],
  ['consumers', listCodatConsumers, { results: [1, 2, 3].map(consumer) }],
  ['origins', listCodatOrigins, { allowedOrigins: ['https://a.example'] }],
  ['files', files, [{ fileName: 'a.csv', sourceType: 'Banking', uploaded: '2022-11-14T11:18:37Z' }]],
];

const oddValue = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    0,
    -1,
    1e308,
    true,
    '',
    ' ',
    '\u0000',
    '\ud800',
    'NewMember',
    '0000-00-00',
    '+275760-09-13T00:00:00Z',
    [],
    [null],
    {},
    { a: null },
    { toString: 'x' },
    { length: 3 },
    'x'.repeat(20_000),
  ),
  fc.jsonValue(),
);
const mutation = fc.record({
  at: fc.nat(200),
  what: fc.constantFrom('replace', 'remove', 'add'),
  value: oddValue,
});
type Mutation = { at: number; what: 'replace' | 'remove' | 'add'; value: unknown };

/** The places of an answer, the whole of it first. */
function placesIn(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, each]) => placesIn(each, [...path, key]))];
}

function mutated(good: unknown, { at, what, value }: Mutation): unknown {
  const places = placesIn(good);
  const path = places[at % places.length] ?? [];
  const copy = structuredClone({ root: good }) as Record<string | number, unknown>;
  const full = ['root', ...path];
  const last = full.pop() ?? 'root';
  const parent = full.reduce<Record<string | number, unknown>>(
    (one, key) => one[key] as Record<string, unknown>,
    copy,
  );
  const child = parent[last];
  if (what === 'replace') parent[last] = value;
  else if (what === 'remove') delete parent[last];
  else if (Array.isArray(child)) child.splice(1, 0, value);
  else if (typeof child === 'object' && child !== null)
    Object.assign(child, { unheardOf: value, status: value });
  return copy.root;
}

test.each(RESOURCES)('%s: a good answer is read without a word', async (_name, read, good) => {
  const found = await read(codatSaying(good));
  expect(found).toBeTruthy();
  if (Array.isArray(found)) expect(found.length).toBeGreaterThan(0);
  expect(lines).toEqual([]);
});

test.each(RESOURCES)(
  '%s: whatever stands anywhere, the answer is read or called unreadable',
  async (_name, read, good) => {
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 4 }), async (mutations) => {
        let body = good;
        for (const one of mutations) body = mutated(body, one as Mutation);
        const codat = codatSaying(body ?? null);
        const problem = await read(codat).then(
          () => null,
          (error: unknown) => error,
        );
        if (problem === null) return;
        expect(problem).toBeInstanceOf(Upstream);
        expect(problem).toMatchObject({ kind: 'garbage', answered: true });
      }),
      { numRuns: 60 },
    );
  },
  LONG,
);

const LISTS = RESOURCES.filter(
  ([, , good]) =>
    Array.isArray((good as { results?: unknown }).results) && JSON.stringify(good).includes(id(3)),
);

test.each(LISTS)(
  '%s: good entries survive a bad one',
  async (_name, read, good) => {
    const entries = (good as { results: unknown[] }).results;
    const [first, bad, last] = entries;
    await fc.assert(
      fc.asyncProperty(mutation, oddValue, fc.boolean(), async (one, value, isWhole) => {
        const odd = isWhole ? value : mutated(bad, one as Mutation);
        const both = (await read(codatSaying(page([first, last])))) as unknown[];
        const found = (await read(
          codatSaying({ ...(good as object), results: [first, odd, last] }),
        )) as unknown[];
        expect(found.length).toBeGreaterThanOrEqual(2);
        expect(found).toEqual(expect.arrayContaining(both));
      }),
      { numRuns: 60 },
    );
  },
  LONG,
);

test('what cannot be read is named once, by its place and without its value', async () => {
  const odd = { ...connection(1), status: 'Suspended', lastSync: 4, platformName: ['Secret Ltd'] };
  const codat = codatSaying(page([odd, odd, connection(2)]));
  const found = await listCodatConnections(codat, COMPANY);
  await listCodatConnections(codat, COMPANY);
  expect(found.map(({ state, platformName }) => [state, platformName])).toEqual([
    ['other', null],
    ['other', null],
    ['Linked', 'Xero'],
  ]);
  expect(lines).toEqual(
    ['results[].platformName', 'results[].status', 'results[].lastSync'].map((field) => ({
      event: 'codat.odd',
      method: 'GET',
      path: '/companies/:companyId/connections',
      field,
    })),
  );
});

test('a state that Codat does not name is no state that gives access', async () => {
  const { status: _, ...without } = connection(1);
  expect((await listCodatConnections(codatSaying(page([without])), COMPANY))[0]?.state).toBe('other');
});

test.each([
  ['a web page', '<html></html>', 200],
  ['a list that is none', { results: { a: 1 }, totalResults: 1 }, 200],
  ['results that are missing', { totalResults: 3 }, 200],
])('%s is no empty list', async (_why, body, code) => {
  await expect(listCodatConnections(codatSaying(body, code), COMPANY)).rejects.toMatchObject({
    kind: 'garbage',
  });
});

test('a success by another number is a success, and a failure is named by its number however its body is', async () => {
  expect(await createCodatCompany(codatSaying({ id: COMPANY, name: 'n' }, 201), 'n', 'Kestrel', id(5))).toBe(
    COMPANY,
  );
  const kind = (code: number, body: unknown) =>
    listCodatConnections(codatSaying(body, code), COMPANY).catch((error: Upstream) => error.kind);
  expect(await kind(404, { statusCode: 'x', error: null })).toBe('not-found');
  expect(await kind(503, '<html>')).toBe('unavailable');
  expect(await kind(409, [])).toBe('in-progress');
});
