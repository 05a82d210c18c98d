// Playwright journey: the running app cannot change the ledger, neither through its own connections nor through others with its address.
import { sql } from 'drizzle-orm';
import { listLedgerGuards } from '../../../db/queries/ledger';
import { agree, expect, ledgerOf, test } from '../../fixtures';

test('the running app connects as a role that can append to the ledger and never change it', async ({
  page,
  stack,
  customer,
}) => {
  await agree(customer.ctx);
  await page.goto('/consents');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

  const { db } = stack.database;
  const sessions = await db.execute<{ who: string; isSuper: boolean }>(sql`
    select distinct usename as who, rolsuper as "isSuper" from pg_stat_activity
    join pg_roles on rolname = usename where application_name = 'accord' and datname = current_database()`);
  const [own] = await db.execute<{ who: string }>(sql`select session_user as who`);
  expect(sessions.map(({ who }) => who)).toEqual([own?.who]);

  for (const guard of await listLedgerGuards(db)) {
    expect(guard).toMatchObject({ mayChange: false, isGuarded: true });
    // On a given server the tests connect as its owner and drop their rights.
    if ((process.env.TEST_DATABASE_URL ?? '') === '') expect(guard.mightChange).toBe(false);
    for (const statement of [
      `update ${guard.table} set product_id = product_id`,
      `delete from ${guard.table}`,
      `truncate ${guard.table}`,
      `alter table ${guard.table} disable trigger all`,
    ])
      await expect(db.execute(sql.raw(statement))).rejects.toMatchObject({ cause: { code: '42501' } });
  }
  expect(await ledgerOf(stack, customer.ctx.companyId)).toEqual(['given']);
});
