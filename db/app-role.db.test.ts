// Privilege test: the app's role cannot change the ledger, whatever SQL reaches the database through it.
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useTestDatabase } from '../e2e/database';
import { makeCustomer, makeStaff, makeTools } from '../e2e/factories';
import { NO_CODAT } from '../e2e/no-codat';
import { APP_ROLE, KEY_TABLES, LEDGER_TABLES } from './app-role';
import type { Db } from './client';
import { openAppLogin } from './embedded/app-login';
import { listStaffViews, pruneStaffViews, recordStaffView } from './queries/staff-views';

const database = useTestDatabase();
const FORBIDDEN = '42501';

const attacks = (table: string) => [
  `update ${table} set ${table === 'receipts' ? 'jws' : 'product_id'} = product_id`,
  `delete from ${table}`,
  `truncate ${table}`,
  `alter table ${table} disable trigger all`,
  `alter table ${table} disable trigger ${table}_append_only`,
  `drop trigger ${table}_append_only on ${table}`,
  `create trigger mine before insert on ${table} for each row execute function refuse_ledger_change()`,
  `create rule mine as on insert to ${table} do instead nothing`,
  `alter table ${table} owner to ${APP_ROLE}`,
  `drop table ${table}`,
  `select 1 from ${table} for update`,
  `lock table ${table} in access exclusive mode`,
];

const KEYS = [
  `delete from person_keys`,
  `update person_keys set wrapped = ''`,
  `truncate person_keys`,
  `insert into person_keys (person_id, wrapped) values (gen_random_uuid(), '') on conflict (person_id) do update set wrapped = ''`,
  `drop table person_keys`,
];

const ANYWHERE = [
  `set session_replication_role = replica`,
  `create or replace function refuse_ledger_change() returns trigger language plpgsql as 'begin return old; end'`,
  `drop function refuse_ledger_change() cascade`,
  `drop schema public cascade`,
  `create table public.mine (n int)`,
  `create role mine superuser`,
  `delete from drizzle.__drizzle_migrations`,
  `copy consent_events from program 'true'`,
];

const codeOf = (error: unknown): unknown => {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof postgres.PostgresError ? cause.code : cause;
};
const outcome = (work: Promise<unknown>) => work.then(() => 'done', codeOf);
const throughPool = (statement: string) =>
  outcome(database.db.transaction((tx) => tx.execute(sql.raw(statement))));

let login: postgres.Sql;
beforeAll(async () => {
  login = postgres(await openAppLogin(database.url), { max: 1, onnotice: () => {} });
});
afterAll(() => login.end({ timeout: 5 }));
const signedIn = (statement: string) => outcome(login.begin((tx) => tx.unsafe(statement)));

test.each(LEDGER_TABLES.flatMap(attacks).concat(KEYS, ANYWHERE))('refused: %s', async (statement) => {
  expect(await throughPool(statement)).toBe(FORBIDDEN);
  expect(await signedIn(statement)).toBe(FORBIDDEN);
});

test('a grant to itself changes nothing', async () => {
  await throughPool(`grant all on consent_events to ${APP_ROLE}`);
  await signedIn(`grant all on consent_events to ${APP_ROLE}`);
  expect(await throughPool('delete from consent_events')).toBe(FORBIDDEN);
});

test.each(['reset role', 'set role none', 'reset session authorization', 'reset all'])(
  'the login of the app stays what it is after: %s',
  async (statement) => {
    const way = async () => {
      await login.unsafe(statement);
      return login`update consent_events set seq = seq`;
    };
    expect(await outcome(way())).toBe(FORBIDDEN);
  },
);

describe('the role holds', () => {
  const roleOf = async (db: Pick<Db, 'execute'>) => {
    const [row] = await db.execute<{ who: string; pid: number }>(
      sql`select current_user as who, pg_backend_pid() as pid`,
    );
    return row;
  };

  test('on every connection of the pool, and on the one for hot reads', async () => {
    const roles = await Promise.all(
      Array.from({ length: 40 }, (_, index) => roleOf(index % 4 === 0 ? database.hot : database.db)),
    );
    expect(new Set(roles.map((row) => row?.who))).toEqual(new Set([APP_ROLE]));
    expect(new Set(roles.map((row) => row?.pid)).size).toBeGreaterThan(5);
  });

  test('after a connection was lost', async () => {
    const before = await roleOf(database.hot);
    await database.owner.execute(sql`select pg_terminate_backend(${before?.pid ?? 0})`);
    await expect
      .poll(async () => outcome(roleOf(database.hot)).then(async () => (await roleOf(database.hot))?.pid))
      .not.toBe(before?.pid);
    expect((await roleOf(database.hot))?.who).toBe(APP_ROLE);
    expect(await outcome(database.hot.execute(sql`delete from consent_events`))).toBe(FORBIDDEN);
  });

  test('after “reset role”, which goes back to what the connection began with', async () => {
    await database.hot.execute(sql`reset role`);
    expect((await roleOf(database.hot))?.who).toBe(APP_ROLE);
  });
});

test('every table can be used by the app, and those that only grow are exactly those with the trigger', async () => {
  const rows = await database.owner.execute<{
    name: string;
    read: boolean;
    write: boolean;
    change: boolean;
    guarded: boolean;
  }>(sql`
    select c.relname as name, has_table_privilege(${APP_ROLE}, c.oid, 'SELECT') as read,
      has_table_privilege(${APP_ROLE}, c.oid, 'INSERT') as write,
      has_any_column_privilege(${APP_ROLE}, c.oid, 'UPDATE') or has_table_privilege(${APP_ROLE}, c.oid, 'DELETE, TRUNCATE, TRIGGER') as change,
      (select count(*) = 2 from pg_trigger t where t.tgrelid = c.oid and t.tgenabled = 'A'
        and t.tgfoid = 'refuse_ledger_change'::regproc) as guarded
    from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`);
  expect(rows.length).toBeGreaterThan(20);
  for (const row of rows) {
    const grows = LEDGER_TABLES.includes(row.name);
    const change = !grows && !KEY_TABLES.includes(row.name);
    expect(row).toEqual({ name: row.name, read: true, write: true, change, guarded: grows });
  }
  const sequences = await database.owner.execute<{ usable: boolean }>(sql`
    select has_sequence_privilege(${APP_ROLE}, oid, 'USAGE') as usable from pg_class
    where relkind = 'S' and relnamespace = 'public'::regnamespace`);
  expect(sequences.length).toBeGreaterThan(1);
  expect(sequences.every(({ usable }) => usable)).toBe(true);
});

const VIEW_ATTACKS = [
  'delete from staff_views',
  `update staff_views set what = 'business'`,
  'truncate staff_views',
  'alter table staff_views disable trigger all',
  'drop table staff_views',
  'alter function forget_staff_looks(integer, integer) set search_path = pg_temp',
];

test('what staff looked at: the role adds, with the time of the server, and lets go of what is a year old only', async () => {
  const { companyId } = await makeCustomer(makeTools(database.db, NO_CODAT));
  const staffId = await makeStaff(database.db);
  const look = { companyId, staffId, what: 'business' } as const;
  await Promise.all([1, 2, 3].map(() => recordStaffView(database.db, look)));
  await recordStaffView(database.db, { ...look, what: 'export' });
  // The trigger says when, whatever is sent.
  await database.db.execute(
    sql`insert into staff_views (company_id, staff_id, day, at, what)
      values (${companyId}, ${staffId}, '2020-01-01', '2020-01-01', 'business') on conflict do nothing`,
  );
  const looks = await listStaffViews(database.db, companyId, 10);
  expect(looks.map(({ what }) => what).sort()).toEqual(['business', 'export']);
  expect(looks.every(({ at }) => Date.now() - at.getTime() < 60_000)).toBe(true);
  for (const statement of VIEW_ATTACKS) expect(await throughPool(statement), statement).toBe(FORBIDDEN);
  // Another table of that name, with a trigger, is not what the function deletes from.
  await database.db.transaction(async (tx) => {
    await tx.execute(sql`create temporary table staff_views (day date) on commit drop`);
    await tx.execute(sql`insert into staff_views values ('2020-01-01')`);
    expect(await pruneStaffViews(tx, 0, 100)).toBe(0);
  });
  expect(await pruneStaffViews(database.db, 0, 100)).toBe(0);
  await database.owner.execute(sql`alter table staff_views disable trigger staff_views_no_update`);
  await database.owner.execute(sql`update staff_views set day = day - 366 where what = 'export'`);
  await database.owner.execute(sql`alter table staff_views enable always trigger staff_views_no_update`);
  expect(await pruneStaffViews(database.db, 400, 100)).toBe(0);
  expect(await pruneStaffViews(database.db, 1, 0)).toBe(0);
  expect(await pruneStaffViews(database.db, 1, 100)).toBe(1);
  expect(await listStaffViews(database.db, companyId, 10)).toHaveLength(1);
});
