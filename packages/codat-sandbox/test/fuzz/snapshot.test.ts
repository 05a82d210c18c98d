// Fuzz test of snapshots: one is applied whole or refused, and never breaks later calls.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { authorize, createCompany, createConnection, startForTest, type TestSandbox } from '../client';

let sandbox: TestSandbox;
let companyId = '';
let connectionId = '';
let snapshot = '';

beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 60 });
  companyId = (await createCompany(sandbox)).id;
  connectionId = (await createConnection(sandbox, companyId, 'natwest_uk')).id;
  await authorize(sandbox, companyId, connectionId);
  await sandbox.call('PUT', `/companies/${companyId}/products/banking`);
  await sandbox.call('POST', '/webhooks', { body: { url: 'http://127.0.0.1:9/', eventTypes: ['nothing'] } });
  snapshot = await (await sandbox.call('GET', '/_sandbox/snapshot')).text();
});
afterAll(() => sandbox.close());

/** Paths to everything that is neither an object nor a list. */
function leavesOf(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [[...path]];
  return Object.entries(value).flatMap(([key, each]) => leavesOf(each, [...path, key]));
}

function put(value: unknown, [key, ...rest]: readonly string[], text: unknown): unknown {
  if (key === undefined) return text;
  if (Array.isArray(value))
    return value.map((each, index) => (String(index) === key ? put(each, rest, text) : each));
  const record = value as Record<string, unknown>;
  return { ...record, [key]: put(record[key], rest, text) };
}

it('takes what fits, refuses what does not, and answers as ever', async () => {
  const complaints = vi.spyOn(console, 'error');
  const whole: unknown = JSON.parse(snapshot);
  const leaves = leavesOf(whole);
  const nonsense = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      '',
      'x',
      -1,
      0.5,
      1e15,
      Number.MAX_SAFE_INTEGER,
      -1e300,
      1e300,
      [],
      {},
      true,
    ),
    fc.jsonValue({ maxDepth: 1 }),
  );
  const one = `/companies/${companyId}`;
  const paths = [
    one,
    `${one}/connections`,
    `${one}/dataStatus`,
    `${one}/data/history`,
    '/companies',
    '/webhooks',
  ];
  await fc.assert(
    fc.asyncProperty(fc.nat(leaves.length - 1), nonsense, async (index, value) => {
      const path = leaves[index] ?? [];
      const body = put(whole, path, value);
      try {
        const taken = (await sandbox.call('PUT', '/_sandbox/snapshot', { body })).status;
        expect([204, 400], path.join('.')).toContain(taken);
        for (const each of [...paths, '/_sandbox/state', '/_sandbox/ui/overview']) {
          const { status } = await sandbox.call('GET', each);
          expect(status, `${each} after ${path.join('.')} = ${JSON.stringify(value)}`).toBeLessThan(500);
        }
      } finally {
        expect((await sandbox.call('PUT', '/_sandbox/snapshot', { body: snapshot })).status).toBe(204);
      }
    }),
    { numRuns: 120 },
  );
  expect(complaints.mock.calls).toEqual([]);
});
