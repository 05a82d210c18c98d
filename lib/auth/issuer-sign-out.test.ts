import { expect, test } from 'vitest';
import { issuerSignOut } from './issuer-sign-out';

const known = (endSession: string | null) => async () => ({ endSession });

test('a person is led to the page that the service names, with what it has in its address', async () => {
  expect(await issuerSignOut(known('https://id.bank.example/logout?brand=a'), 'our client')).toBe(
    'https://id.bank.example/logout?brand=a&client_id=our+client',
  );
});

test('a service without such a page, or one that does not answer, leaves sign-out to this site', async () => {
  expect(await issuerSignOut(known(null), 'accord')).toBeNull();
  expect(await issuerSignOut(() => Promise.reject(new Error('down')), 'accord')).toBeNull();
});
