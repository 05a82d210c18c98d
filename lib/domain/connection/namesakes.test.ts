import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wallTime } from '../text/site-time';
import { type Named, namesakes } from './namesakes';

const clock = (at: Date) => wallTime(at, 'Europe/London');
const bank = (id: string, change: Partial<Named> = {}): Named => ({
  id,
  platformName: 'NatWest',
  accounts: null,
  firstLinkedAt: new Date('2026-11-21T10:00:00Z'),
  isUpload: false,
  state: 'Linked',
  ...change,
});
const names = (...those: Named[]) => {
  const told = namesakes(those, clock);
  return those.map(({ id, platformName }) => told.get(id) ?? platformName);
};

test.each([
  ['alone', [bank('a')], ['NatWest']],
  ['another bank', [bank('a'), bank('b', { platformName: 'Barclays' })], ['NatWest', 'Barclays']],
  [
    'by accounts',
    [bank('a', { accounts: 'Current account' }), bank('b', { accounts: 'Savings' })],
    ['NatWest (Current account)', 'NatWest (Savings)'],
  ],
  [
    'by the day, where one tells no accounts',
    [bank('a', { accounts: 'Savings' }), bank('b', { firstLinkedAt: new Date('2026-11-22T00:30:00Z') })],
    ['NatWest (2026-11-21)', 'NatWest (2026-11-22)'],
  ],
  [
    'by the hour of one day',
    [
      bank('a', { accounts: 'Savings' }),
      bank('b', { accounts: 'Savings', firstLinkedAt: new Date('2026-11-21T11:05:00Z') }),
    ],
    ['NatWest (2026-11-21 10:00)', 'NatWest (2026-11-21 11:05)'],
  ],
  ['of one minute', [bank('a'), bank('b')], ['NatWest (1)', 'NatWest (2)']],
  [
    'not authorised yet',
    [bank('a'), bank('b', { firstLinkedAt: null, state: 'PendingAuth' })],
    ['NatWest', 'NatWest'],
  ],
  ['deleted', [bank('a'), bank('b', { state: 'deleted' })], ['NatWest', 'NatWest']],
  ['files', [bank('a', { isUpload: true }), bank('b', { isUpload: true })], ['NatWest', 'NatWest']],
] as const)('two of one name: %s', (_case, those, expected) => {
  expect(names(...those)).toEqual(expected);
});

test('what stands is never called as another that stands', () => {
  const one = fc.record({
    platformName: fc.constantFrom('NatWest', 'Barclays'),
    accounts: fc.constantFrom(null, 'A', 'B'),
    minute: fc.integer({ min: 0, max: 3000 }),
  });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 8 }), (those) => {
      const rows = those.map(({ minute, ...rest }, at) =>
        bank(String(at), { ...rest, firstLinkedAt: new Date(Date.UTC(2026, 10, 21, 0, minute)) }),
      );
      expect(new Set(names(...rows)).size).toBe(rows.length);
    }),
  );
});
