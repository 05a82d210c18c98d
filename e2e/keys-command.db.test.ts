// Test of API keys on the command line: a key is shown once, and only its hash is kept.
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { listApiKeys } from '@/db/queries/api-keys';
import { authenticateKey } from '@/lib/access/api-keys';
import { hashOfKey, makeApiKey } from '@/lib/domain/identity/api-key';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@/lib/domain/text/duration';
import { main } from '@/scripts/commands/keys';
import { demoKeyFile, keepDemoKey } from '@/scripts/demo-key';
import { useTestDatabase } from './database';
import { commandEnv, given, saidBy, saidByProcess } from './said';

const database = useTestDatabase();
const keys = (...args: string[]) =>
  saidBy(() => main(args, { withDatabase: given(database), mode: () => 'live' }));
const shownIn = (out: string) => /acc_live_\w+/.exec(out)?.[0] ?? '';
const later = (ms: number) => new Date(Date.now() + ms);
const holder = async (token: string, now = new Date()) =>
  (await authenticateKey({ db: database.db, now }, `Bearer ${token}`))?.name ?? null;

test('a key that was added opens, and of it only the hash is kept', async () => {
  const { code, out } = await keys('add', 'lending-engine', '--products', 'lending', '--days', '30');
  const token = shownIn(out);
  expect([code, await holder(token)]).toEqual([0, 'lending-engine']);
  const [row] = await listApiKeys(database.db);
  expect(row).toMatchObject({
    products: ['lending'],
    scopes: ['decisions:read'],
    perMinute: 60_000,
    hash: hashOfKey(token),
  });
  expect(JSON.stringify(row)).not.toContain(token.split('_')[3]);
  expect(row?.lastUsedAt).not.toBeNull();
  // Used again within the minute: written down once.
  await holder(token, later(MINUTE_MS / 2));
  expect((await listApiKeys(database.db))[0]?.lastUsedAt).toEqual(row?.lastUsedAt);
  const listed = (await keys('list')).out;
  expect(listed).toMatch(
    /^\w{8} {2}lending-engine {2}decisions:read for lending {2}60000 a minute {2}until /,
  );
  expect(listed).not.toContain(token.split('_')[3]);
  expect(await holder(token, later(30 * DAY_MS))).toBeNull();
});

test('what is no key of this installation opens nothing, and is not told apart', async () => {
  const token = shownIn((await keys('add', 'wrong')).out);
  const foreign = makeApiKey('live').token;
  const [, , id = ''] = token.split('_');
  const [, , foreignId = ''] = foreign.split('_');
  // A key that is well-formed, under the id of one that is there.
  const forged = foreign.replace(foreignId, id);
  for (const shown of [foreign, forged, token.slice(0, -1), `${token}x`, '', 'x', token.toLowerCase()])
    expect([shown, await holder(shown)]).toEqual([shown, null]);
  for (const header of [undefined, '', 'Bearer', token, `Basic ${token}`, `Bearer ${token} ${token}`])
    expect(await authenticateKey({ db: database.db, now: new Date() }, header)).toBeNull();
  expect(await holder(token)).toBe('wrong');
});

test('a key that is revoked opens nothing from then on', async () => {
  const { out } = await keys('add', 'gone');
  const [, , id = ''] = shownIn(out).split('_');
  expect(await keys('revoke', id)).toMatchObject({ code: 0 });
  expect(await holder(shownIn(out), later(1))).toBeNull();
  const [line] = (await keys('list')).out.split('\n').filter((one) => one.startsWith(id));
  // A second time changes nothing.
  await keys('revoke', id);
  expect((await keys('list')).out.split('\n')).toContain(line);
  expect(line).toContain('revoked');
  expect(await keys('rotate', id)).toMatchObject({ code: 2 });
});

test('of a key that is rotated both open, and then the new one alone', async () => {
  const old = shownIn((await keys('add', 'turning', '--products', 'lending', '--per-minute', '7')).out);
  const [, , id = ''] = old.split('_');
  const next = shownIn((await keys('rotate', id, '--hours', '2')).out);
  expect([await holder(old), await holder(next)]).toEqual(['turning', 'turning']);
  const after = later(2 * HOUR_MS + 1000);
  expect([await holder(old, after), await holder(next, after)]).toEqual([null, 'turning']);
  const row = (await listApiKeys(database.db)).find(({ hash }) => hash === hashOfKey(next));
  expect(row).toMatchObject({ products: ['lending'], perMinute: 7, replacedBy: null });
  // Rotating the one that was replaced would leave three.
  expect(await keys('rotate', id)).toMatchObject({ code: 2, out: '' });
});

test.each([
  [['add', 'Odd Name'], 'A name has'],
  [['add'], 'A name has'],
  [['add', 'a', '--products', 'landing'], 'There is no product landing'],
  [['add', 'a', '--products', ','], 'Name a product'],
  [['add', 'a', '--scopes', 'all'], 'There is no scope all'],
  [['add', 'a', '--scopes', ''], 'A key needs a scope'],
  [['add', 'a', '--days', '366'], 'from 1 to 365'],
  [['add', 'a', '--days', '0'], 'from 1 to 365'],
  [['add', 'a', '--days', '1.5'], '1.5 is no number'],
  [['add', 'a', '--per-minute', '0'], 'from 1 to'],
  [['add', 'a', '--per-minute', '99999999999'], 'from 1 to'],
  [['revoke', 'nobody00'], 'There is no key nobody00.'],
  [['rotate', 'nobody00'], 'There is no key nobody00.'],
  [['list', 'a', 'b'], 'Use: npm run keys'],
  [['remove', 'a'], 'Use: npm run keys'],
  [['add', 'a', '--secret', 'x'], 'Use: npm run keys'],
  [[], 'Use: npm run keys'],
])('%j is refused in a sentence', async (args, sentence) => {
  const before = (await listApiKeys(database.db)).length;
  const { code, out, err } = await keys(...args);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(sentence);
  expect(await listApiKeys(database.db)).toHaveLength(before);
});

test('the demo keeps one key, and makes another where it opens nothing any more', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'accord-demo-key-'));
  const first = await keepDemoKey(database.db, folder);
  expect(await keepDemoKey(database.db, folder)).toBe(first);
  expect(await holder(first)).toBe('demo');
  expect((await stat(demoKeyFile(folder))).mode & 0o077).toBe(0);
  const [, , id = ''] = first.split('_');
  await keys('revoke', id);
  const second = await keepDemoKey(database.db, folder);
  expect([second === first, await holder(second)]).toEqual([false, 'demo']);
  await rm(folder, { recursive: true });
});

test('the command runs as a process, and names keys of a demo as such', async () => {
  const { code, out } = await saidByProcess('keys', ['add', 'demo'], commandEnv(database, {}));
  expect(code).toBe(0);
  expect(out).toMatch(/acc_test_\w{8}_\w{43}_\w{6}\n$/);
  expect((await listApiKeys(database.db)).some(({ name }) => name === 'demo')).toBe(true);
});
