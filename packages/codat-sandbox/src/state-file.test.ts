// Tests of the state file: everything survives a restart, and a damaged file is refused.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  advance,
  authorize,
  createCompany,
  createConnection,
  getConnection,
  startForTest,
  visit,
} from '../test/client';
import { addCompany } from './domain/company';
import { makeSigningKey } from './oidc/keys';
import { createClock } from './state/clock';
import { createWorld } from './state/world';
import { keepState, readState, StartError } from './state-file';
import { publish } from './wire/events';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-state-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function keyIds(url: string): Promise<string[]> {
  const { keys }: { keys: { kid: string }[] } = await (await fetch(`${url}/oidc/jwks`)).json();
  return keys.map(({ kid }) => kid);
}

it('comes back as it was: companies, links, clock, profile, signing key', async () => {
  const stateFile = join(folder, 'deep', 'state.json');
  const first = await startForTest({ stateFile });
  const { id: companyId } = await createCompany(first);
  const { id } = await createConnection(first, companyId);
  await authorize(first, companyId, id);
  await first.call('PUT', '/profile', {
    body: { name: 'Bank', redirectUrl: 'https://bank.example/{state}' },
  });
  await advance(first, 60_000);
  const before = await getConnection(first, companyId, id);
  const kids = await keyIds(first.url);
  await first.close();

  // On another port: links are written for wherever the sandbox now is.
  const second = await startForTest({ stateFile });
  const after = await getConnection(second, companyId, id);
  expect({ ...after, linkUrl: '' }).toEqual({ ...before, linkUrl: '' });
  const { pathname, search } = new URL(before.linkUrl);
  expect((await visit(`${second.url}${pathname}${search}`)).status).toBe(303);
  expect(await (await second.call('GET', '/profile')).json()).toMatchObject({ name: 'Bank' });
  expect(await keyIds(second.url)).toEqual(kids);
  await second.close();
});

it('is written soon after a change, not only at the end', async () => {
  const stateFile = join(folder, 'soon.json');
  const sandbox = await startForTest({ stateFile });
  const { name } = await createCompany(sandbox);
  await expect.poll(() => readFile(stateFile, 'utf8').catch(() => '')).toContain(name);
  await sandbox.close();
});

it('writes a state that takes several pieces as one whole', async () => {
  const stateFile = join(folder, 'big.json');
  const url = 'http://127.0.0.1:1';
  const world = createWorld({ publish, clock: createClock(), url, appUrl: url, syncSeconds: 0 });
  const keeper = keepState(world, await makeSigningKey(), stateFile);
  for (let index = 0; index < 30_000; index += 1) addCompany(world, { name: `Business ${index}` });
  await keeper.close();
  expect(readState(stateFile)?.companies).toEqual([...world.companies.values()]);
});

it.each(['{"half":', '{"version":99}'])('refuses %s and leaves it alone', async (text) => {
  const stateFile = join(folder, 'broken.json');
  await writeFile(stateFile, text);
  await expect(startForTest({ stateFile })).rejects.toThrow(StartError);
  expect(await readFile(stateFile, 'utf8')).toBe(text);
});
