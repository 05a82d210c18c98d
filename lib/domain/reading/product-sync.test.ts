import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Standing } from '../consent/consent';
import { productDifference } from './product-sync';

const NOW = new Date('2026-11-21T10:00:00Z');
const consent = (productId: string, standing: Standing) => ({
  productId,
  standing,
  productVersion: 1,
  expiresAt: new Date('2027-11-21T10:00:00Z'),
});
const facts = (over: Partial<Parameters<typeof productDifference>[0]> = {}) => ({
  productIds: ['insights', 'lending'],
  codatIds: { lending: 'lending-decisions' },
  consents: [],
  present: [],
  now: NOW,
  ...over,
});

test('what was agreed is added, what has ended is taken away, in Codat’s own words', () => {
  expect(
    productDifference(
      facts({
        consents: [consent('insights', 'withdrawn'), consent('lending', 'given')],
        present: ['insights', 'bank-feeds'],
      }),
    ),
  ).toEqual({ add: ['lending-decisions'], remove: ['insights'] });
});

test('a pause reads nothing, and time that has run out reads nothing', () => {
  const present = ['insights', 'lending-decisions'];
  const over = { ...consent('lending', 'given'), expiresAt: NOW };
  expect(productDifference(facts({ consents: [consent('insights', 'paused'), over], present }))).toEqual({
    add: [],
    remove: present,
  });
});

test('two of ours on one of Codat’s: it stays while either is agreed', () => {
  const shared = facts({
    codatIds: { insights: 'lending', lending: 'lending' },
    consents: [consent('lending', 'given')],
    present: ['lending'],
  });
  expect(productDifference(shared)).toEqual({ add: [], remove: [] });
});

test('afterwards nothing is left to do, and what is not ours is untouched', () => {
  const standing = fc.constantFrom<Standing>('given', 'renewed', 'paused', 'withdrawn', 'expired');
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('insights', 'lending', 'cash'), standing),
      fc.uniqueArray(fc.constantFrom('insights', 'lending-decisions', 'cash', 'payables', 'toString')),
      (standings, present) => {
        const given = facts({
          productIds: ['insights', 'lending', 'cash'],
          consents: Object.entries(standings).map(([id, each]) => consent(id, each)),
          present,
        });
        const { add, remove } = productDifference(given);
        const after = [...present.filter((id) => !remove.includes(id)), ...add];
        expect(productDifference({ ...given, present: after })).toEqual({ add: [], remove: [] });
        expect(after.filter((id) => id === 'payables' || id === 'toString')).toEqual(
          present.filter((id) => id === 'payables' || id === 'toString'),
        );
      },
    ),
  );
});
