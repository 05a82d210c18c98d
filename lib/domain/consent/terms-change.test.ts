import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleEvent } from '../../../e2e/sample-events';
import { termsIn } from './consent-terms';
import { termsChange } from './terms-change';

const BASE = termsIn(sampleEvent());
const NOTHING = { pii_types: [], purposes: [], parties: [] };

test('the same terms differ in nothing', () => {
  expect(termsChange(BASE, BASE)).toEqual({ added: NOTHING, removed: NOTHING });
});

test('data, purposes and parties are told both ways; times only where they differ', () => {
  const after = {
    ...BASE,
    pii: [{ ...BASE.pii[0], pii_types: [{ id: 'bills', pii_optional: false }] }] as typeof BASE.pii,
    purposes: [{ id: 'decision', text: 'To decide.', lawful_basis: 'consent' }],
    processors: ['Codat', 'Plaid'],
    history_months: 36,
  };
  expect(termsChange(BASE, after)).toEqual({
    added: { pii_types: ['bills'], purposes: ['decision'], parties: ['Plaid'] },
    removed: { pii_types: ['invoices'], purposes: [], parties: [] },
    history_months: { from: 24, to: 36 },
  });
});

test('what is added one way is removed the other way', () => {
  const terms = fc
    .record({
      dataTypes: fc.subarray(['invoices', 'bills', 'company']),
      days: fc.option(fc.nat({ max: 400 })),
    })
    .map((sample) => termsIn(sampleEvent(sample)));
  fc.assert(
    fc.property(terms, terms, (a, b) => {
      const [there, back] = [termsChange(a, b), termsChange(b, a)];
      expect(there.added).toEqual(back.removed);
      expect(there.valid_until?.from).toEqual(back.valid_until?.to);
    }),
  );
});
