import { expect, test } from 'vitest';
import { isPassable, passedOnKey, rightIn } from './passed-on';

test.each([
  '/products/lending/consent',
  '/products/lending/consent?add=Banking',
  '/products/lending/upload/accounting',
  '/connections/5f0c1d7e-0000-4000-8000-000000000000/reconnect?product=lending',
  '/consents/lending/renew',
  '/reconfirm',
])('%s may be passed on', (path) => {
  expect(isPassable(path)).toBe(true);
});

test.each([
  '',
  '/',
  '/sign-in',
  '/sign-in/link',
  '/sign-in/link?token=x',
  '//evil.example/products',
  '/products//evil.example',
  '/products/../sign-in',
  '/products/lending/consent?next=/sign-in',
  '/products/lending/consent#token',
  '/products/lending\nx',
  'https://evil.example/products/lending',
  `/products/${'x'.repeat(65)}`,
])('%j may not', (path) => {
  expect(isPassable(path)).toBe(false);
});

test('the same is told once a day, and apart from what others pass on', () => {
  const one = { companyId: 'c', userId: 'u', path: '/reconfirm', now: new Date('2026-03-01T23:00:00Z') };
  expect(passedOnKey({ ...one, now: new Date('2026-03-01T01:00:00Z') })).toBe(passedOnKey(one));
  expect(passedOnKey({ ...one, now: new Date('2026-03-02T01:00:00Z') })).not.toBe(passedOnKey(one));
  expect(passedOnKey({ ...one, userId: 'v' })).not.toBe(passedOnKey(one));
  expect(passedOnKey({ ...one, companyId: 'd' })).not.toBe(passedOnKey(one));
});

test('a right that nobody knows is none', () => {
  expect(rightIn('agree')).toBe('agree');
  expect(rightIn('constructor')).toBeNull();
});
