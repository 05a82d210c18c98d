// Test of the reconcile and set-up commands against the sandbox; no command prints a key.
import { randomUUID } from 'node:crypto';
import { startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureCodatCompany } from '@/lib/company/ensure-codat-company';
import { redirectFor } from '@/lib/domain/work/setup';
import { main } from '@/scripts/commands/reconcile';
import { connected, only, pull } from './connection-stage';
import { useTestDatabase } from './database';
import { makeCodat } from './factories';
import { commandEnv, given, type Said, saidBy, saidByProcess } from './said';

const database = useTestDatabase();
const ORIGIN = 'https://consent.bank.example';
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0 });
});
afterAll(() => sandbox.close());

/** Runs a command as an operator at a terminal of the app's machine would. */
const atTerminal = (script: string, args: string[], more: Record<string, string> = {}) => {
  const codat = { CODAT_API_KEY: sandbox.config.apiKey, CODAT_BASE_URL: sandbox.url };
  return saidByProcess(script, args, commandEnv(database, { ...codat, ...more })).then(withoutKeys);
};

const reconcile = (...args: string[]) => {
  const place = { withDatabase: given(database), codat: () => makeCodat(sandbox) };
  return saidBy(() => main(args, place)).then(withoutKeys);
};

/** Fails if a key is printed, whatever the outcome. */
function withoutKeys(said: Said): Said {
  expect(said.out + said.err).not.toContain(sandbox.config.apiKey);
  expect(said.out + said.err).not.toContain(commandEnv(database, {}).NEXTAUTH_SECRET);
  return said;
}

test('one business: a dry run reports the difference, a run repairs it, and then nothing differs', async () => {
  const ctx = await connected(database.db, sandbox, ['business-insights'], [{ platformKey: 'gbol' }]);
  await pull(sandbox, ctx, await only(ctx), 'deauthorize');
  const codatId = await ensureCodatCompany(ctx);
  const dry = await atTerminal('reconcile', ['--company', codatId, '--dry-run']);
  expect(dry).toMatchObject({ code: 1, out: expect.stringContaining('nothing was changed') });
  expect((await only(ctx)).state).toBe('Linked');
  const healed = await reconcile('--company', ctx.companyId);
  expect(healed).toMatchObject({
    code: 0,
    out: expect.stringContaining('in another state at Codat: repaired'),
  });
  expect((await only(ctx)).state).toBe('Deauthorized');
  const log = await reconcile('--company', ctx.companyId, '--log');
  expect(log).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^\S+Z {2}connection .* at Codat: repaired\.\n$/),
  });
});

test('an unknown business is named as such', async () => {
  expect(await reconcile('--company', randomUUID())).toMatchObject({
    code: 2,
    err: 'There is no such business.\n',
  });
});

test('set up, then checked: the check lists the steps that are left to do by hand', async () => {
  const first = await atTerminal('codat', ['setup']);
  expect(first).toMatchObject({ code: 1, err: expect.stringContaining('Registered webhook consumer') });
  expect(first.err).toContain('copy its signing secret');
  expect(first.out).toMatch(/^wrong +signing secret/m);
  expect(first.out).toMatch(/^ok +webhook consumer/m);
  expect(first.out).toMatch(/^ok +origins/m);
  expect(first.out).toContain(redirectFor(ORIGIN));
  await sandbox.call('PUT', '/profile', { body: { name: 'Bank', redirectUrl: redirectFor(ORIGIN) } });
  const secret = { CODAT_WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 4).toString('base64')}` };
  const second = await atTerminal(
    'codat',
    ['check', '--json', '--webhook-url', `${ORIGIN}/api/webhooks/codat`],
    secret,
  );
  expect(second.code).toBe(0);
  expect(second.out).not.toContain('whsec_');
  const { ok, lines } = JSON.parse(second.out);
  expect(ok).toBe(true);
  expect(lines).toContainEqual({ check: 'public address', state: 'ok', says: ORIGIN });
});
