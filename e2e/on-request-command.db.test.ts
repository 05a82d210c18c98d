// Test of the command for customers' requests: preview, execution, and wrong usage.
import { expect, test } from 'vitest';
import { listEvents } from '@/db/queries/consents';
import { grantConsent } from '@/lib/consent/grant-consent';
import { main } from '@/scripts/commands/on-request';
import { useTestDatabase } from './database';
import { grantInput, makeCustomer, makeTools } from './factories';
import { NO_CODAT } from './no-codat';
import { commandEnv, given, saidBy, saidByProcess } from './said';

const database = useTestDatabase();

const command = (...args: string[]) => saidBy(() => main(args, given(database)));

test('the command tells what changes, does it once, and says what is missing', async () => {
  const ctx = await makeCustomer(makeTools(database.db, NO_CODAT));
  await grantConsent(ctx, await grantInput(ctx.db, 'lending'));
  const request = [
    ...['--company', ctx.companyId, '--product', 'lending', '--asked-by', 'Tom Reed', '--channel', 'phone'],
    ...['--reason', 'Sold the shop', '--by', 'Ines Moreau'],
  ];
  const dry = await command('withdraw', ...request, '--dry-run');
  expect(dry, dry.err).toMatchObject({
    code: 0,
    out: 'Business: Kestrel Coffee\nLending stops.\nNothing was changed.\n',
  });
  expect(await listEvents(ctx.db, ctx.companyId)).toHaveLength(1);
  const done = await saidByProcess('consent', ['withdraw', ...request], commandEnv(database, {}));
  expect(done).toMatchObject({ code: 0, out: expect.stringContaining('Done. The business gets a letter.') });
  expect(await command('withdraw', ...request)).toMatchObject({
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
  const wrong = await command('end', '--company', ctx.companyId);
  expect(wrong.code).toBe(2);
  expect(wrong.err).toContain('--channel is one of phone, letter, email, in-person.');
  const nobody = await command('pause', ...request.with(1, crypto.randomUUID()));
  expect(nobody.code).toBe(2);
});
