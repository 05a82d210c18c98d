// Set-up test of the app's role: on new servers, by owners who are not superusers, in parallel, and after a mishap.
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseAt, postgresSource } from '../e2e/database-url';
import { APP_ROLE, LEDGER_TABLES } from './app-role';
import { connectDatabase } from './client';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded';
import { openAppLogin } from './embedded/app-login';
import { migrateDatabase } from './migrate';
import { seedCatalogue } from './seed';

const root = mkdtempSync(path.join(os.tmpdir(), 'accord-role-'));
chmodSync(root, 0o755);
// From version 16 on, the creator of a role may not yet SET ROLE to it.
const source = postgresSource();
const start = (folder: string) =>
  startEmbeddedPostgres({ dataDir: path.join(root, folder), durable: false, source });
let server: EmbeddedPostgres;
let admin: postgres.Sql;
beforeAll(async () => {
  server = await start('pg');
  admin = postgres(server.url, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await admin.end({ timeout: 5 });
  await server.stop();
  await rm(root, { recursive: true, force: true });
});

async function newDatabase(owner = 'accord'): Promise<string> {
  const name = `d_${randomBytes(6).toString('hex')}`;
  await admin`create database ${admin(name)} owner ${admin(owner)}`;
  return databaseAt(server.url, name);
}

/** A login role with the given attributes; it owns nothing yet. */
async function newUser(rights = ''): Promise<{ name: string; at: (url: string) => string }> {
  const name = `u_${randomBytes(6).toString('hex')}`;
  await admin.unsafe(`create role ${name} login password 'x' ${rights}`);
  return {
    name,
    at: (url) => Object.assign(new URL(url), { username: name, password: 'x' }).href,
  };
}

async function whatTheAppMayDo(url: string) {
  const { db, close } = connectDatabase(url);
  try {
    const [row] = await db.execute<{ role: string; changes: boolean }>(sql`
      select current_user as role, bool_or(has_table_privilege(current_user, name, 'UPDATE, DELETE, TRUNCATE, TRIGGER')) as changes
      from unnest(${sql.param(LEDGER_TABLES)}::text[]) as name group by 1`);
    await seedCatalogue(url);
    return row;
  } finally {
    await close();
  }
}
const AS_IT_SHOULD = { role: APP_ROLE, changes: false };

test('databases of one new server that are migrated at the same moment share the role', async () => {
  const urls = await Promise.all(Array.from({ length: 4 }, () => newDatabase()));
  await Promise.all(urls.map((url) => migrateDatabase(url)));
  for (const url of urls) expect(await whatTheAppMayDo(url)).toEqual(AS_IT_SHOULD);
});

test('an owner who may create roles needs no administrator', async () => {
  const owner = await newUser('createrole');
  const fresh = await start('fresh');
  const boss = postgres(fresh.url, { max: 1, onnotice: () => {} });
  try {
    await boss.unsafe(`create role ${owner.name} login password 'x' createrole`);
    await boss.unsafe(`create database theirs owner ${owner.name}`);
    const url = owner.at(databaseAt(fresh.url, 'theirs'));
    await migrateDatabase(url);
    expect(await whatTheAppMayDo(url)).toEqual(AS_IT_SHOULD);
  } finally {
    await boss.end({ timeout: 5 });
    await fresh.stop();
  }
});

test('an owner who may not is told what an administrator should run, and that is enough', async () => {
  await migrateDatabase(await newDatabase());
  const owner = await newUser();
  const url = owner.at(await newDatabase(owner.name));
  const advice = `GRANT ${APP_ROLE} TO ${owner.name} WITH ADMIN OPTION;`;
  await expect(migrateDatabase(url)).rejects.toThrow(advice);
  await admin.unsafe(advice);
  await migrateDatabase(url);
  expect(await whatTheAppMayDo(url)).toEqual(AS_IT_SHOULD);
});

test('an app with a user of its own is let in by the owner, and then starts without them', async () => {
  const [owner, app] = [await newUser('createrole'), await newUser()];
  await admin`grant ${admin(APP_ROLE)} to ${admin(owner.name)} with admin option`;
  const place = await newDatabase(owner.name);
  await expect(migrateDatabase(app.at(place))).rejects.toMatchObject({ cause: { code: '42501' } });
  await migrateDatabase(owner.at(place), app.at(place));
  await migrateDatabase(app.at(place));
  expect(await whatTheAppMayDo(app.at(place))).toEqual(AS_IT_SHOULD);
});

test('the user of one database of a server gets into no other by the role that they share', async () => {
  const live = await newUser();
  const [theirs, ours] = [await newDatabase(), await newDatabase()];
  const stage = await newUser();
  await migrateDatabase(theirs, live.at(theirs));
  await migrateDatabase(ours, stage.at(ours));
  expect(await whatTheAppMayDo(stage.at(ours))).toEqual(AS_IT_SHOULD);
  await expect(whatTheAppMayDo(stage.at(theirs))).rejects.toMatchObject({ cause: { code: '42501' } });
  // Again, by a second user of the app, who is let in beside the first.
  const second = await newUser();
  await migrateDatabase(theirs, second.at(theirs));
  for (const user of [live, second]) expect(await whatTheAppMayDo(user.at(theirs))).toEqual(AS_IT_SHOULD);
});

test('rights that were given away are taken back at the next start, and missing ones given', async () => {
  const url = await newDatabase();
  await migrateDatabase(url);
  const there = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await there.unsafe(`grant update, truncate on consent_events to ${APP_ROLE}; grant delete on notices to public;
      grant update (body) on consent_events to ${APP_ROLE}; revoke all on jobs from ${APP_ROLE};
      revoke all on all sequences in schema public from ${APP_ROLE}; grant create on schema public to public`);
    await migrateDatabase(url);
    const [row] = await there`
      select has_any_column_privilege(${APP_ROLE}, 'consent_events', 'UPDATE') as "update",
        has_table_privilege(${APP_ROLE}, 'notices', 'DELETE') as "delete",
        has_table_privilege(${APP_ROLE}, 'jobs', 'UPDATE') as jobs,
        has_sequence_privilege(${APP_ROLE}, 'jobs_id_seq', 'USAGE') as sequence,
        has_schema_privilege(${APP_ROLE}, 'public', 'CREATE') as "create"`;
    expect(row).toEqual({ update: false, delete: false, jobs: true, sequence: true, create: false });
  } finally {
    await there.end({ timeout: 5 });
  }
});

test('a folder of an earlier version gets its login at the next start, with a new password each time', async () => {
  await migrateDatabase(server.url);
  const [first, second] = [await openAppLogin(server.url), await openAppLogin(server.url)];
  expect(await whatTheAppMayDo(second)).toEqual(AS_IT_SHOULD);
  await expect(whatTheAppMayDo(first)).rejects.toMatchObject({ cause: { code: '28P01' } });
});
