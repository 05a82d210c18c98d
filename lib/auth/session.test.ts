import { afterEach, expect, test, vi } from 'vitest';
import { rotateKeys } from '../domain/receipt-keys';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

async function sessionAt(url: string) {
  vi.stubEnv('ACCORD_MODE', 'demo');
  vi.stubEnv('DATABASE_URL', 'postgres://a:b@db.example/accord');
  vi.stubEnv('CODAT_API_KEY', 'key');
  vi.stubEnv('NEXTAUTH_SECRET', 'x'.repeat(32));
  vi.stubEnv('NEXTAUTH_URL', url);
  vi.stubEnv('RECEIPT_SIGNING_KEYS', JSON.stringify(rotateKeys(null, new Date())));
  return import('./session');
}

test('over https the cookie is tied to this host, over http it cannot be', async () => {
  expect((await sessionAt('https://consent.bank.example')).sessionCookieName()).toBe('__Host-accord.session');
  vi.resetModules();
  expect((await sessionAt('http://localhost:3000')).sessionCookieName()).toBe('accord.session');
});

test('a session in use lives on by the hour, and never past twelve', async () => {
  const { newExpiry, extension, SESSION_IDLE_MS, SESSION_MAX_MS } = await sessionAt('http://localhost:3000');
  const createdAt = new Date('2026-11-21T08:00:00Z');
  const at = (ms: number) => new Date(createdAt.getTime() + ms);
  expect(newExpiry(createdAt, createdAt)).toEqual(at(SESSION_IDLE_MS));
  expect(newExpiry(createdAt, at(SESSION_MAX_MS - 1000))).toEqual(at(SESSION_MAX_MS));
  const session = { createdAt, expiresAt: at(SESSION_IDLE_MS) };
  expect(extension(session, at(60_000))).toBeNull();
  expect(extension(session, at(5 * 60_000))).toEqual(at(SESSION_IDLE_MS + 5 * 60_000));
  expect(extension({ createdAt, expiresAt: at(SESSION_MAX_MS) }, at(SESSION_MAX_MS - 1))).toBeNull();
});
