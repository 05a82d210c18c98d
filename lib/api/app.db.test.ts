import { beforeEach, expect, test } from 'vitest';
import { connectDatabase } from '@/db/client';
import { dropReach } from '@/db/queries/codat-probe';
import { useTestDatabase } from '@/e2e/database';
import { NO_CODAT } from '@/e2e/no-codat';
import type { Codat } from '../codat/client';
import { Upstream } from '../errors';
import { createApi } from './app';

const database = useTestDatabase();
const rest = {
  readWebhook: () => null,
  heard: () => null,
  logger: () => ({ info: () => {}, warn: () => {}, error: () => {} }),
};
let asked = 0;
beforeEach(() => dropReach(database.db));
const answering: Codat = {
  ...NO_CODAT,
  call: async () => {
    asked += 1;
    return { results: [] } as never;
  },
};
const silent: Codat = {
  ...NO_CODAT,
  call: () => Promise.reject(new Upstream('timeout', { answered: false })),
};

async function ready(api: ReturnType<typeof createApi>) {
  const response = await api.request('/api/health/ready');
  return { status: response.status, body: await response.json() };
}

test('with everything there it is ready, and Codat is asked once for all of them', async () => {
  const api = createApi({ database: () => database, codat: () => answering, ...rest });
  const ok = {
    status: 200,
    body: { status: 'ok', checks: { database: 'ok', migrations: 'ok', codat: 'ok' } },
  };
  expect([await ready(api), await ready(api), await ready(api)]).toEqual([ok, ok, ok]);
  expect(asked).toBe(1);
});

test('without Codat it is degraded, not down', async () => {
  const api = createApi({ database: () => database, codat: () => silent, ...rest });
  expect(await ready(api)).toMatchObject({
    status: 200,
    body: { status: 'degraded', checks: { codat: 'unreachable' } },
  });
});

test('a Codat that hangs does not hold the probe up, and is told as it is once it has answered', async () => {
  let arrive = (_: never) => {};
  const hanging: Codat = {
    ...NO_CODAT,
    call: () =>
      new Promise((resolve) => {
        arrive = resolve;
      }),
  };
  const api = createApi({ database: () => database, codat: () => hanging, ...rest });
  const started = Date.now();
  expect(await ready(api)).toMatchObject({ status: 200, body: { status: 'degraded' } });
  expect(Date.now() - started).toBeLessThan(20_000);
  arrive({ results: [] } as never);
  expect(await ready(api)).toMatchObject({ status: 200, body: { status: 'ok' } });
});

test('what breaks is a short answer, and a line in the log that says which request it was', async () => {
  const lines: object[] = [];
  let breaks = true;
  const broken: Codat = {
    ...NO_CODAT,
    call: async () => {
      if (breaks) throw new RangeError('secret');
      return { results: [] } as never;
    },
  };
  const logger = () => ({ ...rest.logger(), error: (line: object) => lines.push(line) });
  const api = createApi({ database: () => database, codat: () => broken, ...rest, logger });
  const headers = { 'x-request-id': 'balancer-12345678' };
  const response = await api.request('/api/health/ready', { headers });
  expect([response.status, await response.text()]).toEqual([500, '{"error":"failed"}']);
  expect(lines).toEqual([
    {
      event: 'api',
      status: 'failed',
      path: '/api/health/ready',
      problem: 'RangeError',
      requestId: headers['x-request-id'],
    },
  ]);
  breaks = false;
  expect(await ready(api)).toMatchObject({ status: 200, body: { status: 'ok' } });
});

test('without the database, or with one that was never migrated, it is down', async () => {
  const nowhere = connectDatabase('postgres://nobody:x@127.0.0.1:1/none');
  const lost = createApi({ database: () => nowhere, codat: () => answering, ...rest });
  expect(await ready(lost)).toMatchObject({
    status: 503,
    body: { status: 'down', checks: { database: 'unreachable' } },
  });
  await nowhere.close();
  const url = new URL(database.url);
  url.pathname = '/postgres';
  const empty = connectDatabase(url.href);
  const early = createApi({ database: () => empty, codat: () => answering, ...rest });
  expect(await ready(early)).toMatchObject({
    status: 503,
    body: { status: 'down', checks: { migrations: 'pending' } },
  });
  await empty.close();
});

test('what is not there is a short 404', async () => {
  const response = await createApi({ database: () => database, codat: () => answering, ...rest }).request(
    '/api/nothing',
  );
  expect([response.status, await response.json()]).toEqual([404, { error: 'not-found' }]);
});
