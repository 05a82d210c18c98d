import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureCodatCompany } from '@/lib/company/ensure-codat-company';
import { redirectFor } from '@/lib/domain/work/setup';
import { connected, only, pull } from './connection-stage';
import { useTestDatabase } from './database';
import { testKeys } from './receipt-issuer';

const database = useTestDatabase();
const ORIGIN = 'https://consent.bank.example';
const SECRET = 'a text of more than thirty-two characters';
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0 });
});
afterAll(() => sandbox.close());

interface Said {
  code: number;
  out: string;
  err: string;
}

/** As whoever is at a terminal of the app's machine would call it. */
async function command(script: string, args: string[], more: Record<string, string> = {}): Promise<Said> {
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: 'test',
    PATH: process.env.PATH ?? '',
    ACCORD_MODE: 'demo',
    DATABASE_URL: database.url,
    CODAT_API_KEY: sandbox.config.apiKey,
    CODAT_BASE_URL: sandbox.url,
    NEXTAUTH_URL: ORIGIN,
    PERSON_KEY: process.env.PERSON_KEY ?? '',
    NEXTAUTH_SECRET: SECRET,
    RECEIPT_SIGNING_KEYS: testKeys(),
    ...more,
  };
  const run = promisify(execFile)(process.execPath, [`scripts/${script}.mjs`, ...args], { env });
  const said = await run.catch((error: { code: number; stdout: string; stderr: string }) => error);
  const code = 'code' in said ? said.code : 0;
  // Whatever happens, no key is printed.
  expect(said.stdout + said.stderr).not.toContain(sandbox.config.apiKey);
  expect(said.stdout + said.stderr).not.toContain(SECRET);
  return { code, out: said.stdout, err: said.stderr };
}

test('comparing one business: told in a dry run, put right, and then nothing differs', async () => {
  const ctx = await connected(database.db, sandbox, ['business-insights'], [{ platformKey: 'gbol' }]);
  await pull(sandbox, ctx, await only(ctx), 'deauthorize');
  const codatId = await ensureCodatCompany(ctx);
  const dry = await command('reconcile', ['--company', codatId, '--dry-run']);
  expect(dry).toMatchObject({ code: 1, out: expect.stringContaining('nothing was changed') });
  expect((await only(ctx)).state).toBe('Linked');
  const healed = await command('reconcile', ['--company', ctx.companyId]);
  expect(healed).toMatchObject({
    code: 0,
    out: expect.stringContaining('in another state at Codat: put right'),
  });
  expect((await only(ctx)).state).toBe('Deauthorized');
  const log = await command('reconcile', ['--company', ctx.companyId, '--log']);
  expect(log).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^\S+Z {2}connection .* at Codat: put right\.\n$/),
  });
});

test('asked of nobody, it says so', async () => {
  expect(await command('reconcile', ['--company', randomUUID()])).toMatchObject({
    code: 2,
    err: 'There is no such business.\n',
  });
});

test('set up, then checked: what is left to do by hand is told, and ends once it is done', async () => {
  const first = await command('codat', ['setup']);
  expect(first).toMatchObject({ code: 1, err: expect.stringContaining('Registered webhook consumer') });
  expect(first.err).toContain('copy its signing secret');
  expect(first.out).toMatch(/^wrong +signing secret/m);
  expect(first.out).toMatch(/^ok +webhook consumer/m);
  expect(first.out).toMatch(/^ok +origins/m);
  expect(first.out).toContain(redirectFor(ORIGIN));
  await sandbox.call('PUT', '/profile', { body: { name: 'Bank', redirectUrl: redirectFor(ORIGIN) } });
  const secret = { CODAT_WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 4).toString('base64')}` };
  const second = await command(
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
