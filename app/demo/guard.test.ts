// Test: outside the demo the presenter's page, its actions and its sessions do not exist.
import { afterEach, expect, test, vi } from 'vitest';
import { rotateKeys } from '@/lib/domain/receipt/receipt-keys';

vi.mock('next/headers', () => ({ headers: async () => new Headers() }));

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

function stub(mode: string, codat: string): void {
  vi.stubEnv('ACCORD_MODE', mode);
  vi.stubEnv('CODAT_BASE_URL', codat);
  vi.stubEnv('CODAT_API_KEY', 'key');
  // No server listens there: a guard that asked the database first would fail with another error.
  vi.stubEnv('DATABASE_URL', 'postgres://a:b@127.0.0.1:1/accord');
  vi.stubEnv('NEXTAUTH_SECRET', '9f86d081884c7d659a2feaa0c55ad015');
  vi.stubEnv('NEXTAUTH_URL', 'https://consent.bank.example');
  vi.stubEnv('RECEIPT_SIGNING_KEYS', JSON.stringify(rotateKeys(null, new Date())));
  vi.stubEnv('SMTP_URL', 'none');
  vi.stubEnv('LOG_LEVEL', 'silent');
}

const NOT_FOUND = { digest: expect.stringContaining('404') };

test.each([
  ['production', 'https://api.codat.io'],
  ['demo', 'https://api.codat.io'],
])('in mode %s with Codat at %s nothing of it is there', async (mode, codat) => {
  stub(mode, codat);
  const [{ requireDemo }, actions, { startDemoSession }] = [
    await import('./guard'),
    await import('./actions'),
    await import('@/lib/auth/demo-session'),
  ];
  await expect(requireDemo()).rejects.toMatchObject(NOT_FOUND);
  const form = new FormData();
  const fields = {
    scenario: 'first-time',
    step: 'day',
    fault: 'down',
    calls: '1',
    reach: 'all',
    id: 'x',
  };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const all = Object.entries(actions);
  expect(all).toHaveLength(8);
  for (const [name, action] of all) await expect(action(form), name).rejects.toMatchObject(NOT_FOUND);
  await expect(startDemoSession({ userId: 'u', companyId: 'c' })).rejects.toThrow('in the demo only');
});
