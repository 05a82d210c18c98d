import { expect, test } from 'vitest';
import { owes, platformsOwed } from './platform-duties';

test('QuickBooks is connected by its own button, Xero shows what is connected and how to end it', () => {
  expect(platformsOwed('own-button').sort()).toEqual(['ndsk', 'pqsw', 'qhyg']);
  expect(platformsOwed('organisation-and-disconnect')).toEqual(['gbol']);
});

test('nothing is owed to others, whatever their key is called', () => {
  for (const key of ['natwest_uk', '', 'constructor', '__proto__', 'toString']) {
    expect(owes(key, 'own-button')).toBe(false);
    expect(owes(key, 'organisation-and-disconnect')).toBe(false);
  }
});
