// Tests of a restart: repeated calls, visits at a provider and limits survive it.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCompany, createConnection, signInAt, startForTest, visit } from './client';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-restart-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('repeats an answer after a restart, with links to where it now is', async () => {
  const stateFile = join(folder, 'replay.json');
  const first = await startForTest({ stateFile });
  const { id: companyId } = await createCompany(first);
  const init = { body: { platformKey: 'gbol' }, headers: { 'idempotency-key': randomUUID() } };
  const path = `/companies/${companyId}/connections`;
  const made = await (await first.call('POST', path, init)).json();
  await first.close();

  const second = await startForTest({ stateFile });
  const repeated = await (await second.call('POST', path, init)).json();
  expect(repeated).toEqual({ ...made, linkUrl: made.linkUrl.replace(first.url, second.url) });
  expect((await second.call('POST', path, { ...init, body: { platformKey: 'qhyg' } })).status).toBe(422);
  const list = await (await second.call('GET', path)).json();
  expect(list.totalResults).toBe(1);
  // A company that is forgotten leaves no answer behind either.
  await second.call('POST', '/_sandbox/reset', { body: { companyId } });
  expect((await second.call('POST', path, init)).status).toBe(404);
  await second.close();
});

it('goes on with a visit to a provider', async () => {
  const stateFile = join(folder, 'visit.json');
  const first = await startForTest({ stateFile, appUrl: 'http://127.0.0.1:3000' });
  const { id: companyId } = await createCompany(first);
  const { id, linkUrl } = await createConnection(first, companyId);
  const flow = new URL(await signInAt(first, `${linkUrl}&state=mine`));
  await first.close();

  const second = await startForTest({ stateFile, appUrl: 'http://127.0.0.1:3000' });
  const answer = await visit(`${second.url}${flow.pathname}/authorise`, {});
  const location = new URL(answer.headers.get('location') ?? '');
  expect(Object.fromEntries(location.searchParams)).toMatchObject({
    companyId,
    connectionId: id,
    statusCode: '200',
    state: 'mine',
  });
  await second.close();
});

it('keeps the limits and the calls already counted', async () => {
  const stateFile = join(folder, 'limits.json');
  const first = await startForTest({ stateFile });
  await first.call('PUT', '/_sandbox/limits', { body: { dailyCalls: 2 } });
  await first.call('GET', '/profile');
  await first.close();
  const second = await startForTest({ stateFile });
  const answers = [await second.call('GET', '/profile'), await second.call('GET', '/profile')];
  expect(answers.map(({ status }) => status)).toEqual([200, 429]);
  await second.close();
});
