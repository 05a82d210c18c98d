// Isolation test: a hundred test runs on one sandbox do not see each other.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { authorize, createConnection, startForTest, type TestSandbox } from './client';

const RUNS = 100;
const COMPANIES = 3;
let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0 });
});
afterAll(() => sandbox.close());

interface Run {
  tag: string;
  ids: string[];
}

async function idsIn(path: string): Promise<string[]> {
  const page: { results: { id: string }[] } = await (await sandbox.call('GET', path)).json();
  return page.results.map(({ id }) => id).sort();
}

const byTag = (tag: string) => `/companies?tags=${encodeURIComponent(`run=${tag}`)}`;

async function makeCompany(tag: string): Promise<string> {
  const body = { name: `Business of ${tag}`, tags: { run: tag } };
  return (await (await sandbox.call('POST', '/companies', { body })).json()).id;
}

/** What a run does: businesses, a linked platform, a fault of its own, calls. */
async function makeRun(): Promise<Run> {
  const tag = randomUUID();
  const ids = await Promise.all(Array.from({ length: COMPANIES }, () => makeCompany(tag)));
  const [first = ''] = ids;
  const { id } = await createConnection(sandbox, first);
  await authorize(sandbox, first, id);
  const effect = { kind: 'status', status: 503 };
  await sandbox.call('POST', '/_sandbox/faults', {
    body: { companyId: first, times: 2, path: '/companies/:companyId', effect },
  });
  expect((await sandbox.call('GET', `/companies/${first}`)).status).toBe(503);
  expect((await sandbox.call('GET', `/companies/${ids[1]}`)).status).toBe(200);
  return { tag, ids: ids.sort() };
}

interface Seen {
  listed: string[];
  queried: string[];
  connections: number;
  calls: number;
  faults: number;
}

async function seenBy({ tag, ids }: Run): Promise<Seen> {
  const query = encodeURIComponent(`name=Business of ${tag}`);
  const connections = await Promise.all(ids.map((id) => idsIn(`/companies/${id}/connections`)));
  const calls = await Promise.all(
    ids.map(async (companyId) => {
      const path = `/_sandbox/requests?companyId=${companyId}`;
      const { requests }: { requests: unknown[] } = await (await sandbox.call('GET', path)).json();
      return requests.length;
    }),
  );
  const { faults }: { faults: { companyId: string }[] } = await (
    await sandbox.call('GET', '/_sandbox/faults')
  ).json();
  return {
    listed: await idsIn(byTag(tag)),
    queried: await idsIn(`/companies?query=${query}`),
    connections: connections.flat().length,
    calls: calls.reduce((sum, count) => sum + count, 0),
    faults: faults.filter(({ companyId }) => ids.includes(companyId)).length,
  };
}

it('shows each run only what is its own, and a reset in the middle touches nobody else', async () => {
  const runs = await Promise.all(Array.from({ length: RUNS }, makeRun));
  const [gone, ...others] = runs;
  if (!gone) throw new Error('No run was made.');
  const reset = async () => {
    for (const companyId of gone.ids) {
      await sandbox.call('POST', '/_sandbox/reset', { body: { companyId: companyId.toUpperCase() } });
    }
  };
  const [seen] = await Promise.all([Promise.all(others.map(seenBy)), reset()]);

  for (const [index, { ids }] of others.entries()) {
    expect(seen[index]).toEqual({
      listed: ids,
      queried: ids,
      connections: 1,
      // Three made, one connection made, two looked at, three lists of connections.
      calls: COMPANIES + 1 + 2 + COMPANIES,
      faults: 1,
    });
  }
  expect(await idsIn(byTag(gone.tag))).toEqual([]);
  const { faults }: { faults: { companyId: string }[] } = await (
    await sandbox.call('GET', '/_sandbox/faults')
  ).json();
  expect(faults).toHaveLength(RUNS - 1);
  for (const companyId of gone.ids) {
    const log = await sandbox.call('GET', `/_sandbox/requests?companyId=${companyId}`);
    expect(await log.json()).toEqual({ requests: [] });
  }
});
