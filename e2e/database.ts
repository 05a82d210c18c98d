// Test fixture: a database per test file, copied from the migrated and seeded template and dropped afterwards.
import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, inject } from 'vitest';
import { connectDatabase, type Database, type Db } from '../db/client';
import { databaseAt } from './database-url';

export interface TestDatabase extends Database {
  url: string;
  /** Connection with every right, as an administrator has them: for forgeries that the app's role cannot make. */
  owner: Db;
}

/** Advisory lock: PostgreSQL makes only one copy of a template at a time. */
const TURN = 20_261_122;

export async function createTestDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const { serverUrl, template } = inject('testDatabase');
  const name = `accord_test_${randomBytes(6).toString('hex')}`;
  const admin = postgres(serverUrl, { max: 1, connect_timeout: 5, onnotice: () => {} });
  await admin`select pg_advisory_lock(${TURN})`;
  await admin`create database ${admin(name)} template ${admin(template)}`;
  await admin`select pg_advisory_unlock(${TURN})`;
  return {
    url: databaseAt(serverUrl, name),
    drop: async () => {
      await admin`drop database if exists ${admin(name)} with (force)`;
      await admin.end({ timeout: 5 });
    },
  };
}

/** Call at the top of a test file; read the result's fields inside tests only. */
export function useTestDatabase(): TestDatabase {
  let open: (TestDatabase & { end: () => Promise<void> }) | undefined;
  const ready = () => {
    if (open === undefined) throw new Error('The test database is there inside tests and hooks only.');
    return open;
  };
  beforeAll(async () => {
    const { url, drop } = await createTestDatabase();
    // Connects as the running app does, so that a verb that exceeds the role's rights fails its test.
    const app = connectDatabase(url);
    const owner = connectDatabase(url, 'owner');
    const end = async () => {
      await Promise.all([app.close(), owner.close()]);
      await drop();
    };
    open = { ...app, owner: owner.db, url, end };
  });
  afterAll(async () => {
    await open?.end();
  });
  return {
    get db() {
      return ready().db;
    },
    get hot() {
      return ready().hot;
    },
    get owner() {
      return ready().owner;
    },
    get url() {
      return ready().url;
    },
    listen: (channel, hear) => ready().listen(channel, hear),
    close: () => ready().close(),
  };
}
