import { startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { storeCached } from '@/db/queries/codat-cache';
import { useTestDatabase } from '@/e2e/database';
import { makeCodat } from '@/e2e/factories';
import { HOUR_MS } from '../domain/text/duration';
import { type ConnectButtons, listButtons } from './list-buttons';

const database = useTestDatabase();
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0 });
});
afterAll(() => sandbox.close());

const LONG_AGO = new Date('2020-01-01T00:00:00Z');
const NOW = new Date('2026-05-04T09:00:00Z');
const deaf = () => makeCodat({ url: 'http://127.0.0.1:1', config: sandbox.config });
const tools = (codat = makeCodat(sandbox), now = NOW) => ({ db: database.db, codat, now });
const keep = (buttons: ConnectButtons, at = LONG_AGO) =>
  storeCached(database.db, 'connect-buttons', buttons, at);
const OLD: ConnectButtons = {
  qhyg: { default: 'https://codat.example/a', hover: 'https://codat.example/b' },
};

beforeEach(() => keep({}));

test('QuickBooks has its maker’s button in both states, asked for once a day', async () => {
  const found = await Promise.all([listButtons(tools(), false), listButtons(tools(), false)]);
  for (const buttons of found) {
    expect(Object.keys(buttons).sort()).toEqual(['ndsk', 'pqsw', 'qhyg']);
    expect(buttons.qhyg?.default).toMatch(/qhyg/);
    expect(buttons.qhyg?.hover).not.toBe(buttons.qhyg?.default);
  }
  const later = new Date(NOW.getTime() + 23 * HOUR_MS);
  expect(await listButtons(tools(deaf(), later), false)).toEqual(found[0]);
});

test('without Codat, what was known before is shown, and nothing fails', async () => {
  expect(await listButtons(tools(deaf()), false)).toEqual({});
  await keep(OLD);
  expect(await listButtons(tools(deaf()), false)).toEqual(OLD);
  expect(await listButtons(tools(), true)).toEqual(OLD);
});
