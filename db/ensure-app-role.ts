// Idempotent set-up of the app's role: creates it where it is missing, and grants exactly its rights.
import { getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import postgres from 'postgres';
import { APP_ROLE, KEY_TABLES, LEDGER_TABLES } from './app-role';
import { errorMessage, SetupProblem } from './embedded/problem';
import { keepOthersOut } from './keep-others-out';
import * as access from './schema/access';
import * as connection from './schema/connection';
import * as consent from './schema/consent';
import * as outbound from './schema/outbound';
import * as people from './schema/people';
import * as rate from './schema/rate';
import * as reading from './schema/reading';
import * as reconcile from './schema/reconcile';
import * as support from './schema/support';
import * as upload from './schema/upload';
import * as work from './schema/work';

const TABLES = Object.values({
  ...access,
  ...people,
  ...consent,
  ...connection,
  ...work,
  ...outbound,
  ...reading,
  ...reconcile,
  ...support,
  ...upload,
  ...rate,
}).flatMap((value) => (is(value, PgTable) ? [getTableName(value)] : []));
/** A connection or a transaction on it. */
type Sql = postgres.ISql<Record<never, never>>;
const CODE = { duplicate: '42710', unique: '23505', tuple: 'XX000', forbidden: '42501' };

const wanted = (table: string) =>
  LEDGER_TABLES.includes(table) || KEY_TABLES.includes(table)
    ? ['INSERT', 'SELECT']
    : ['DELETE', 'INSERT', 'SELECT', 'UPDATE'];

const codeOf = (error: unknown) => (error instanceof postgres.PostgresError ? error.code : '');

/** Before Postgres 16, membership alone was enough to SET ROLE. */
async function mayTakeOn(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ may: boolean }[]>`
    select coalesce((select pg_has_role(current_user, oid,
      case when current_setting('server_version_num')::int < 160000 then 'MEMBER' else 'SET' end)
      from pg_roles where rolname = ${APP_ROLE}), false) as may`;
  return row?.may === true;
}

/** The role belongs to the server: a process of another database may create it at the same moment. */
async function unlessDoneMeanwhile(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (![CODE.duplicate, CODE.unique, CODE.tuple].includes(codeOf(error))) throw error;
  });
}

async function makeRole(sql: Sql): Promise<void> {
  const [known] = await sql`select 1 from pg_roles where rolname = ${APP_ROLE}`;
  if (known === undefined) await unlessDoneMeanwhile(sql`create role ${sql(APP_ROLE)} nologin`);
  if (!(await mayTakeOn(sql))) await unlessDoneMeanwhile(sql`grant ${sql(APP_ROLE)} to current_user`);
}

interface TableRights {
  name: string;
  rights: string[];
  isOpen: boolean;
}

/** Only Accord's tables: the schema may hold others. */
async function tablesToMend(sql: Sql): Promise<string[]> {
  const rows = await sql<TableRights[]>`
    select c.relname as name,
      coalesce(array_agg(a.privilege_type::text order by 1) filter (where r.rolname is not null), '{}') as rights,
      coalesce(bool_or(a.grantee = 0), false) as "isOpen"
    from pg_class c
    left join lateral aclexplode(c.relacl) a on true
    left join pg_roles r on r.oid = a.grantee and r.rolname = ${APP_ROLE}
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relname = any(${TABLES})
    group by c.relname`;
  return rows
    .filter(({ name, rights, isOpen }) => isOpen || rights.toSorted().join() !== wanted(name).join())
    .map(({ name }) => name);
}

async function sequencesToMend(sql: Sql): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select s.relname as name from pg_class s
    join pg_depend d on d.objid = s.oid and d.classid = 'pg_class'::regclass and d.deptype in ('a', 'i')
    join pg_class t on t.oid = d.refobjid and t.relname = any(${TABLES})
    where s.relnamespace = current_schema()::regnamespace
      and case s.relkind when 'S' then not has_sequence_privilege(${APP_ROLE}, s.oid, 'USAGE') else false end`;
  return rows.map(({ name }) => name);
}

async function schemaIsRight(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ right: boolean }[]>`
    select has_schema_privilege(${APP_ROLE}, current_schema(), 'USAGE')
      and not has_schema_privilege(${APP_ROLE}, current_schema(), 'CREATE')
      and has_schema_privilege(${APP_ROLE}, 'drizzle', 'USAGE')
      and has_table_privilege(${APP_ROLE}, 'drizzle.__drizzle_migrations', 'SELECT') as "right"`;
  return row?.right === true;
}

async function mendRights(sql: Sql): Promise<void> {
  const [place] = await sql<{ name: string }[]>`select current_schema() as name`;
  const schema = sql(place?.name ?? 'public');
  const role = sql(APP_ROLE);
  for (const name of await tablesToMend(sql)) {
    await sql`revoke all on table ${sql(name)} from ${role}, public`;
    await sql`grant ${sql.unsafe(wanted(name).join(', '))} on table ${sql(name)} to ${role}`;
  }
  for (const name of await sequencesToMend(sql)) {
    await sql`grant usage on sequence ${sql(name)} to ${role}`;
  }
  if (await schemaIsRight(sql)) return;
  await sql`grant usage on schema ${schema}, drizzle to ${role}`;
  await sql`grant select on drizzle.__drizzle_migrations to ${role}`;
  // Until Postgres 14 every user could create objects there. Only a warning if another user owns the schema.
  await sql`revoke create on schema ${schema} from ${role}, public`;
}

/** Postgres only warns when a user grants rights on an object of another owner. */
async function requireRights(sql: Sql): Promise<void> {
  const [table] = await tablesToMend(sql);
  if (table !== undefined) throw new Refused(`not the owner of table ${table}`);
}

class Refused extends Error {}

/**
 * Creates the role if it is missing and grants exactly its rights; changes nothing if all is right. Runs at
 * every start and not in a migration: a role belongs to the server, and a copy of the database on another server
 * comes without it.
 * @param sql a connection of the owner of the tables; any user will do if all is right
 * @throws SetupProblem with the statements for an administrator, when this user lacks the rights
 */
export async function ensureAppRole(sql: postgres.Sql): Promise<void> {
  try {
    await makeRole(sql);
    await sql.begin(mendRights);
    await requireRights(sql);
  } catch (error) {
    if (codeOf(error) !== CODE.forbidden && !(error instanceof Refused)) throw error;
    const [user] = await sql<{ name: string }[]>`select quote_ident(current_user) as name`;
    throw new SetupProblem(
      `The database user ${user?.name} may not set up the role that the app runs as (${errorMessage(error)}). ` +
        `As an administrator, run once: CREATE ROLE ${APP_ROLE} NOLOGIN; GRANT ${APP_ROLE} TO ${user?.name} WITH ADMIN OPTION; ` +
        'and name the owner of the tables in DATABASE_OWNER_URL.',
    );
  }
}

/** Lets the user of one address connect and SET ROLE. @param sql a connection of a user who may grant that */
export async function admitToAppRole(sql: postgres.Sql, appUrl: string): Promise<void> {
  await keepOthersOut(sql, decodeURIComponent(new URL(appUrl).username));
  const app = postgres(appUrl, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    if (await mayTakeOn(app)) return;
    const [user] = await app<{ name: string }[]>`select current_user as name`;
    if (user !== undefined) await unlessDoneMeanwhile(sql`grant ${sql(APP_ROLE)} to ${sql(user.name)}`);
  } finally {
    await app.end({ timeout: 5 });
  }
}
