import { expect, test } from 'vitest';
import { SOURCE_TYPES } from './connection';
import { knownPlatforms, platformHelp } from './platform-help';

test('software on a computer is helped there, packages and addresses are named, and banks are banks', () => {
  const where = (key: string) => platformHelp(key, 'Accounting').where;
  expect(['gbol', 'hbql', 'pqsw', 'akxx', 'trji', 'jcrp', 'knfz'].map(where)).toEqual([
    'online',
    'desktop',
    'desktop',
    'package',
    'package',
    'computer',
    'computer',
  ]);
  expect(platformHelp('fztf', 'Commerce')).toMatchObject({ who: 'shop', where: 'shop-address' });
  expect(platformHelp('natwest_uk', 'Banking')).toEqual(platformHelp('upvr', 'Banking'));
});

test('what is not known is helped by its kind, whatever its key is called', () => {
  for (const sourceType of SOURCE_TYPES)
    for (const key of ['', 'zzzz', '__proto__', 'constructor'])
      expect(platformHelp(key, sourceType)).toEqual(platformHelp('another', sourceType));
});

test('a known platform is helped as its kind says who may give access', () => {
  const who = { Accounting: 'accounting', Banking: 'bank', Commerce: 'shop' };
  for (const { key, sourceType } of knownPlatforms())
    expect(platformHelp(key, sourceType).who).toBe(who[sourceType]);
});
