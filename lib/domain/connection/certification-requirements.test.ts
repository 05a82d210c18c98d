import { expect, test } from 'vitest';
import { platformsRequiring, requires } from './certification-requirements';

test('QuickBooks is connected by its own button, Xero shows what is connected and how to end it', () => {
  expect(platformsRequiring('own-button').sort()).toEqual(['ndsk', 'pqsw', 'qhyg']);
  expect(platformsRequiring('organisation-and-disconnect')).toEqual(['gbol']);
});

test('nothing is owed to others, whatever their key is called', () => {
  for (const key of ['natwest_uk', '', 'constructor', '__proto__', 'toString']) {
    expect(requires(key, 'own-button')).toBe(false);
    expect(requires(key, 'organisation-and-disconnect')).toBe(false);
  }
});
