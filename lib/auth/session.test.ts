import { afterEach, expect, test, vi } from 'vitest';
import { rotateKeys } from '../domain/receipt/receipt-keys';

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

test('the limits are those of the configuration', async () => {
  vi.stubEnv('SESSION_IDLE_MINUTES', '15');
  vi.stubEnv('SESSION_HOURS', '8');
  vi.stubEnv('MEMBERSHIP_DAYS', 'off');
  const { sessionLimits, sessionCookieSeconds } = await sessionAt('http://localhost:3000');
  expect(sessionLimits()).toEqual({ idleMs: 900_000, longestMs: 28_800_000, memberDays: null });
  expect(sessionCookieSeconds()).toBe(28_800);
});
