import { expect, test } from 'vitest';
import { accessFields } from '../../runtime/env-fields';
import { ACCESS_RULES, confirmByOf, ruleFor } from './access-days';

const daysOf = (key: string, rules = ACCESS_RULES) => ruleFor(rules, key)?.days ?? null;

test.each([
  ['natwest_uk', 90, 'here'],
  ['demobank_truelayer', 90, 'here'],
  ['bnp_fr', 180, 'at-bank'],
  ['aib_ie', 180, 'at-bank'],
  ['suuo', null, 'here'],
] as const)('access at %s lasts %s days and goes on %s', (key, days, goesOn) => {
  expect(ruleFor(ACCESS_RULES, key)).toMatchObject({ days, goesOn });
});

test('what no rule names has no such end', () => {
  expect([daysOf('gbol'), daysOf('fztf'), daysOf('somebank')]).toEqual([null, null, null]);
});

test('the installation’s own days come first, for one platform or for a country', () => {
  const rules = accessFields.ACCESS_DAYS.parse('suuo=30, natwest_uk=none,*_fr=60');
  expect(['suuo', 'natwest_uk', 'barclays_uk', 'bnp_fr', 'aib_ie'].map((key) => daysOf(key, rules))).toEqual([
    ...[30, null, 90, 60, 180],
  ]);
  expect(ruleFor(rules, 'bnp_fr')?.goesOn).toBe('at-bank');
  expect(accessFields.ACCESS_DAYS.parse(undefined)).toEqual(ACCESS_RULES);
});

test.each(['suuo', 'suuo=0', 'suuo=-1', 'suuo=ninety', '=90', 'a b=90', 'su*uo=90'])(
  '%j is refused',
  (value) => {
    expect(accessFields.ACCESS_DAYS.safeParse(value).success).toBe(false);
  },
);

test('files and what was never authorised have no end', () => {
  const at = new Date('2026-11-29T12:00:00.000Z');
  expect(confirmByOf({ accessDays: 90 }, at)).toEqual(new Date('2027-02-27T12:00:00.000Z'));
  expect(confirmByOf({ accessDays: 90, isUpload: true }, at)).toBeNull();
  expect(confirmByOf({ accessDays: 90 }, null)).toBeNull();
});
