// Global set-up of the journeys: a stack of their own (database, sandbox, built app) on free ports.
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { checkEnv } from '../lib/runtime/env';
import { startStack } from '../scripts/stack';
import { introduceApp } from '../scripts/stack-codat';
import { databaseAt } from './database-url';
import { freePort } from './free-port';
import { startSeveral } from './processes/several';
import { makeTestKeys } from './receipt-issuer';

/** A new database on the given server, or null for an embedded one. */
async function ownDatabase(): Promise<{ url: string; drop: () => Promise<void> } | null> {
  const server = process.env.TEST_DATABASE_URL ?? '';
  if (server === '') return null;
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  const name = `accord_journeys_${randomBytes(6).toString('hex')}`;
  await admin`create database ${admin(name)}`;
  return {
    url: databaseAt(server, name),
    drop: async () => {
      await admin`drop database if exists ${admin(name)} with (force)`;
      await admin.end({ timeout: 5 });
    },
  };
}

export default async function setup(): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'accord-journeys-'));
  await chmod(dataDir, 0o755);
  // The app under test has a retired key, too, whose private part the tests keep.
  await writeFile(path.join(dataDir, 'receipt-keys.json'), makeTestKeys(), { mode: 0o600 });
  const database = await ownDatabase();
  const count = Number(process.env.ACCORD_E2E_PROCESSES ?? '0');
  const appPort = await freePort();
  const stack = await startStack({
    appPort,
    sandboxPort: await freePort(),
    dataDir,
    app: count === 0 ? 'start' : 'none',
    syncSeconds: 5,
    // The `documented` profile of the sandbox: connections name no organisation unless a test says so.
    sandboxArgs: ['--profile', 'documented'],
    ...(database === null ? {} : { databaseUrl: database.url }),
  });
  const several = count === 0 ? null : await startSeveral({ port: appPort, count, env: stack.env, dataDir });
  if (several !== null) await introduceApp(stack.config, stack.appUrl, appPort);
  // The sandbox loads its OpenID Connect issuer at the first request, which may take longer on a busy machine than the app waits.
  await fetch(`${stack.sandboxUrl}/oidc/.well-known/openid-configuration`);
  const checked = checkEnv(stack.env);
  if (!checked.ok) throw new Error(checked.problems.join('\n'));
  Object.assign(process.env, {
    ACCORD_E2E_APP_URL: stack.appUrl,
    ACCORD_E2E_SANDBOX_URL: stack.sandboxUrl,
    ACCORD_E2E_DATABASE_URL: stack.databaseUrl,
    ACCORD_E2E_API_KEY: checked.env.CODAT_API_KEY,
    ACCORD_E2E_SECRET: checked.env.NEXTAUTH_SECRET,
    ACCORD_E2E_WEBHOOK_SECRET: stack.env.CODAT_WEBHOOK_SECRET,
    ACCORD_E2E_RECEIPT_KEYS: stack.env.RECEIPT_SIGNING_KEYS,
    // Tests read the same variable and decrypt what the app has encrypted.
    PERSON_KEY: stack.env.PERSON_KEY,
    ACCORD_E2E_BRAND_NAME: checked.env.BRAND_NAME,
    ACCORD_E2E_SUPPORT_EMAIL: checked.env.BRAND_SUPPORT_EMAIL,
    ACCORD_E2E_SUPPORT_PHONE: checked.env.BRAND_SUPPORT_PHONE,
  });
  return async () => {
    const spread = several?.spread();
    if (spread !== undefined) console.log(spread);
    await several?.stop();
    await stack.stop();
    await database?.drop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
