// Global set-up of the database tests: one server per run, with a migrated and seeded template that each test file copies.
import { mkdtempSync } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../db/embedded';
import { migrateDatabase } from '../db/migrate';
import { seedCatalogue } from '../db/seed';
import { databaseAt, postgresSource } from './database-url';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the server, and the name of the template on it. */
    testDatabase: { serverUrl: string; template: string };
  }
}

async function startServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL ?? '';
  if (given !== '') return { url: given, stop: async () => {} };
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'accord-test-'));
  await chmod(dataDir, 0o755);
  const server = await startEmbeddedPostgres({
    dataDir: path.join(dataDir, 'pg'),
    source: postgresSource(),
    durable: false,
  });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function mayCreateDatabases(admin: postgres.Sql): Promise<boolean> {
  const [role] = await admin<{ may: boolean }[]>`
    select rolcreatedb or rolsuper as may from pg_roles where rolname = current_user`;
  return role?.may === true;
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer();
  const admin = postgres(server.url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  const template = `accord_template_${process.pid}_${Date.now().toString(36)}`;
  try {
    if (!(await mayCreateDatabases(admin))) {
      throw new Error(
        'The user of TEST_DATABASE_URL may not create databases; give it that right: ALTER ROLE … CREATEDB.',
      );
    }
    await admin`create database ${admin(template)}`;
    const url = databaseAt(server.url, template);
    await migrateDatabase(url);
    await seedCatalogue(url);
  } catch (error) {
    await admin.end({ timeout: 1 });
    await server.stop();
    throw error;
  }
  project.provide('testDatabase', { serverUrl: server.url, template });
  return async () => {
    await admin`drop database if exists ${admin(template)} with (force)`;
    await admin.end({ timeout: 5 });
    await server.stop();
  };
}
