import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { listEvents } from '@/db/queries/consents';
import { grantConsent } from '@/lib/consent/grant-consent';
import { useTestDatabase } from './database';
import { grantInput, makeCustomer, makeTools } from './factories';
import { NO_CODAT } from './no-codat';
import { testKeys } from './receipt-issuer';

const database = useTestDatabase();

async function command(name: string, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: 'test',
    PATH: process.env.PATH ?? '',
    ACCORD_MODE: 'demo',
    DATABASE_URL: database.url,
    CODAT_API_KEY: 'none',
    CODAT_BASE_URL: 'http://127.0.0.1:1',
    RECEIPT_SIGNING_KEYS: testKeys(),
    NEXTAUTH_URL: 'http://127.0.0.1:1',
    PERSON_KEY: process.env.PERSON_KEY ?? '',
    NEXTAUTH_SECRET: 'a secret that is long enough for a test',
  };
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [`scripts/${name}.mjs`, ...args], {
      env,
    });
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
}

test('the command tells what changes, does it once, and says what is missing', async () => {
  const ctx = await makeCustomer(makeTools(database.db, NO_CODAT));
  await grantConsent(ctx, await grantInput(ctx.db, 'lending'));
  const request = [
    ...['--company', ctx.companyId, '--product', 'lending', '--asked-by', 'Tom Reed', '--channel', 'phone'],
    ...['--reason', 'Sold the shop', '--by', 'Ines Moreau'],
  ];
  const dry = await command('consent', 'withdraw', ...request, '--dry-run');
  expect(dry, dry.err).toMatchObject({
    code: 0,
    out: 'Business: Kestrel Coffee\nLending stops.\nNothing was changed.\n',
  });
  expect(await listEvents(ctx.db, ctx.companyId)).toHaveLength(1);
  expect((await command('consent', 'withdraw', ...request)).out).toContain(
    'Done. The business gets a letter.',
  );
  expect(await command('consent', 'withdraw', ...request)).toMatchObject({
    code: 1,
    out: 'Nothing was changed: it had ended or was paused already.\n',
  });
  const events = (await listEvents(ctx.db, ctx.companyId)).map(({ body }) => body);
  expect(events).toHaveLength(2);
  expect(events[1]).toMatchObject({
    event_type: 'withdrawn',
    entity: { kind: 'staff', user_id: null, name: 'Ines Moreau' },
    collection: { on_request: { channel: 'phone', asked_by: { name: 'Tom Reed' } } },
    change: { reason: 'Sold the shop' },
  });
  const wrong = await command('connection', 'end', '--company', ctx.companyId);
  expect(wrong.code).toBe(2);
  expect(wrong.err).toContain('--channel is one of phone, letter, email, in-person.');
  const nobody = await command('consent', 'pause', ...request.with(1, crypto.randomUUID()));
  expect(nobody.code).toBe(2);
});
