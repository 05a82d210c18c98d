// Tests of the API middleware: idempotency, faults, lists, the request log, the control API.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { advance, createCompany, createConnection, startForTest, type TestSandbox } from '../../test/client';

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startForTest({ profile: { name: 'lenient' } });
});
afterAll(() => sandbox.close());

function post(name: string, key: string): Promise<Response> {
  return sandbox.call('POST', '/companies', { body: { name }, headers: { 'idempotency-key': key } });
}

async function fault(body: object): Promise<string> {
  const { id }: { id: string } = await (await sandbox.call('POST', '/_sandbox/faults', { body })).json();
  return id;
}

async function named(name: string): Promise<number> {
  const query = encodeURIComponent(`name=${name}`);
  const page: { totalResults: number } = await (
    await sandbox.call('GET', `/companies?query=${query}`)
  ).json();
  return page.totalResults;
}

describe('an idempotency key', () => {
  it('repeats the first answer for 90 minutes', async () => {
    const [name, key] = [randomUUID(), randomUUID()];
    const first = await (await post(name, key)).text();
    expect(await (await post(name, key)).text()).toBe(first);
    expect(await named(name)).toBe(1);
    await advance(sandbox, 91 * 60 * 1000);
    expect(await (await post(name, key)).text()).not.toBe(first);
    expect(await named(name)).toBe(2);
  });

  it('repeats refusals and faults too, but not 429', async () => {
    const [key, other, third] = [randomUUID(), randomUUID(), randomUUID()];
    expect((await post('()', key)).status).toBe(400);
    expect((await post('()', key)).status).toBe(400);
    const name = randomUUID();
    await fault({ companyName: name, effect: { kind: 'status', status: 503 } });
    expect((await post(name, other)).status).toBe(503);
    expect((await post(name, other)).status).toBe(503);
    await fault({ companyName: name, effect: { kind: 'status', status: 429, retryAfter: 7 } });
    const limited = await post(name, third);
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
    expect((await post(name, third)).status).toBe(200);
  });

  it('refuses another body, and a second call while the first runs', async () => {
    const [name, key, slow] = [randomUUID(), randomUUID(), randomUUID()];
    await post(name, key);
    expect((await post('Other', key)).status).toBe(422);
    await fault({ companyName: name, effect: { kind: 'slow', ms: 1200 } });
    const running = post(name, slow);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await post(name, slow)).status).toBe(409);
    expect((await running).status).toBe(200);
  });

  it('holds one of many callers at a time', async () => {
    const [name, key] = [randomUUID(), randomUUID()];
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(name, key)));
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
    expect(await named(name)).toBe(1);
  });
});

describe('a fault', () => {
  it.each([
    ['close-before', 0],
    ['close-after', 1],
  ])('%s leaves %i company and cuts the line', async (kind, count) => {
    const [name, key] = [randomUUID(), randomUUID()];
    await fault({ companyName: name, method: 'post', path: '/companies', effect: { kind } });
    await expect(post(name, key)).rejects.toThrow();
    expect(await named(name)).toBe(count);
    // The same key tells the caller what became of it, and makes nothing twice.
    expect((await post(name, key)).status).toBe(200);
    expect(await named(name)).toBe(1);
  });

  it('status-after does the work and lies about it, to a repeat as well', async () => {
    const [name, key] = [randomUUID(), randomUUID()];
    await fault({ companyName: name, effect: { kind: 'status-after', status: 500 } });
    expect((await post(name, key)).status).toBe(500);
    expect((await post(name, key)).status).toBe(500);
    expect(await named(name)).toBe(1);
  });

  it('hang lasts until the caller leaves and does nothing', async () => {
    const name = randomUUID();
    await fault({ companyName: name, effect: { kind: 'hang' } });
    const signal = AbortSignal.timeout(150);
    await expect(sandbox.call('POST', '/companies', { body: { name }, signal })).rejects.toThrow();
    expect(await named(name)).toBe(0);
  });

  it('strikes only its company and route, as often as told, unless taken back', async () => {
    const [mine, other] = [await createCompany(sandbox), await createCompany(sandbox)];
    const path = '/companies/:companyId/connections';
    const get = async (id: string, tail = '/connections') =>
      (await sandbox.call('GET', `/companies/${id}${tail}`)).status;
    await fault({ companyId: mine.id, path, times: 2, effect: { kind: 'status', status: 500 } });
    expect([await get(other.id), await get(mine.id, '')]).toEqual([200, 200]);
    expect([await get(mine.id), await get(mine.id), await get(mine.id)]).toEqual([500, 500, 200]);
    const id = await fault({ companyId: mine.id, times: 99, effect: { kind: 'garbage' } });
    const garbage = await sandbox.call('GET', `/companies/${mine.id}`);
    expect([garbage.status, garbage.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8']);
    expect((await sandbox.call('DELETE', `/_sandbox/faults/${id}`)).status).toBe(204);
    expect((await sandbox.call('DELETE', `/_sandbox/faults/${id}`)).status).toBe(404);
    expect(await get(mine.id)).toBe(200);
  });

  it('is refused when it makes no sense', async () => {
    for (const effect of [{ kind: 'boom' }, { kind: 'status', status: 200 }, { kind: 'slow' }]) {
      expect((await sandbox.call('POST', '/_sandbox/faults', { body: { effect } })).status).toBe(400);
    }
  });
});

describe('lists', () => {
  it('page through everything once, with links only where there is a page', async () => {
    const { id } = await createCompany(sandbox);
    const made = [];
    for (let count = 0; count < 5; count += 1) made.push((await createConnection(sandbox, id, 'exgd')).id);
    const seen: string[] = [];
    let href: string | undefined =
      `/companies/${id}/connections?pageSize=2&query=status%3DPendingAuth&orderBy=created`;
    const links: string[][] = [];
    while (href) {
      type Page = {
        results: { id: string }[];
        totalResults: number;
        _links: Record<string, { href: string }>;
      };
      const page: Page = await (await sandbox.call('GET', href)).json();
      expect(page.totalResults).toBe(5);
      seen.push(...page.results.map((each) => each.id));
      links.push(Object.keys(page._links).sort());
      href = page._links.next?.href;
    }
    expect(seen.sort()).toEqual(made.sort());
    expect(links).toEqual([
      ['current', 'next', 'self'],
      ['current', 'next', 'previous', 'self'],
      ['current', 'previous', 'self'],
    ]);
  });

  it('filter companies by tags', async () => {
    const team = randomUUID();
    await sandbox.call('POST', '/companies', { body: { name: 'T', tags: { team, region: 'uk' } } });
    const count = async (tags: string) => {
      const response = await sandbox.call('GET', `/companies?tags=${encodeURIComponent(tags)}`);
      return ((await response.json()) as { totalResults: number }).totalResults;
    };
    expect(await count(`team=${team} && region=uk`)).toBe(1);
    expect(await count(`team=${team} && region!=uk`)).toBe(0);
  });

  it('complain about a query in the words of the API', async () => {
    const error = async (query: string) =>
      (await sandbox.call('GET', `/companies?query=${encodeURIComponent(query)}`)).json();
    expect(await error('name')).toMatchObject({
      service: 'ClientsApi',
      error: 'Error parsing query - Malformed query.',
    });
    expect(await error('colour=x')).toMatchObject({
      service: 'PullApi',
      error: 'Error parsing query - Could not resolve property colour on Company',
    });
  });
});

it('answers anything at all with a reasoned refusal', async () => {
  const { id } = await createCompany(sandbox);
  const segment = fc.constantFrom(
    'companies',
    id,
    'connections',
    'integrations',
    'gbol',
    'link',
    'flows',
    '_sandbox',
    'faults',
    'clock',
    'oidc',
    'logos',
    '%E0%A4%A',
    '..',
    '💥',
    '',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'),
      fc.array(segment, { maxLength: 5 }),
      fc.oneof(fc.json(), fc.string(), fc.constant('{"name":null}')),
      fc.constantFrom('application/json', 'multipart/form-data', 'text/plain'),
      async (method, segments, text, type) => {
        const body = method === 'GET' ? {} : { body: text };
        const path = `/${segments.join('/')}?query=${encodeURIComponent(text)}`;
        const response = await sandbox.call(method, path, { ...body, headers: { 'content-type': type } });
        await response.text();
        expect(response.status, `${method} ${path}`).toBeLessThan(500);
      },
    ),
    { numRuns: 150 },
  );
});

describe('the control API', () => {
  it('count the calls of one company', async () => {
    const { id } = await createCompany(sandbox);
    await createConnection(sandbox, id);
    await sandbox.call('GET', `/companies/${id}/nothing`);
    const response = await sandbox.call('GET', `/_sandbox/requests?companyId=${id}`);
    const { requests }: { requests: { method: string; template: string; status: number }[] } =
      await response.json();
    expect(requests.map(({ method, template, status }) => [method, template, status])).toEqual([
      ['POST', '/companies', 200],
      ['POST', '/companies/:companyId/connections', 200],
    ]);
  });

  it('forget one company and leave the others', async () => {
    const [mine, other] = [await createCompany(sandbox), await createCompany(sandbox)];
    await sandbox.call('POST', '/_sandbox/reset', { body: { companyId: mine.id } });
    const status = async (id: string) => (await sandbox.call('GET', `/companies/${id}`)).status;
    expect([await status(mine.id), await status(other.id)]).toEqual([404, 200]);
  });

  it('tell a client everything it needs, without a key', async () => {
    const config = await (await fetch(`${sandbox.url}/_sandbox/config`)).json();
    expect(config).toEqual(sandbox.config);
    expect(config).toMatchObject({
      apiKey: expect.stringMatching(/^sandbox-/),
      webhookSecret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
      oidc: { issuer: `${sandbox.url}/oidc`, clientId: 'accord' },
    });
  });
});
