import { expect, test } from 'vitest';
import type { ProductDefinition } from './product';
import { changesBetween } from './product-change';

const both = (text: string) => ({ en: text, fr: text });

const BASE: ProductDefinition = {
  id: 'lending',
  name: both('Lending'),
  promise: both(''),
  benefits: [],
  purposes: [{ id: 'decision', text: both('To decide.'), lawfulBasis: 'consent' }],
  sources: [{ sourceType: 'Accounting', required: true, benefit: both('') }],
  data: [
    {
      id: 'sales',
      sourceType: 'Accounting',
      label: both(''),
      dataTypes: [
        { id: 'invoices', required: true },
        { id: 'customers', required: false },
      ],
    },
  ],
  historyMonths: 12,
  frequency: 'weekly',
  durationMonths: 12,
  retentionDays: 30,
  parties: [{ name: 'Codat', role: 'processor', does: both('') }],
};

const [SALES] = BASE.data;
const [CODAT] = BASE.parties;

test.each<[string, Partial<ProductDefinition>]>([
  [
    'more data',
    {
      data: [...BASE.data, { ...SALES, id: 'bills', dataTypes: [{ id: 'bills', required: false }] } as never],
    },
  ],
  [
    'another purpose',
    { purposes: [...BASE.purposes, { id: 'review', text: both('x'), lawfulBasis: 'consent' }] },
  ],
  [
    'another recipient',
    { parties: [...BASE.parties, { ...CODAT, name: 'Bureau', role: 'recipient' } as never] },
  ],
  ['a longer time', { durationMonths: 24 }],
  ['more history', { historyMonths: 24 }],
  ['longer keeping', { retentionDays: 90 }],
  ['more often', { frequency: 'daily' }],
])('%s needs a new yes', (_what, change) => {
  expect(changesBetween(BASE, { ...BASE, ...change }).isMaterial).toBe(true);
});

test.each<[string, Partial<ProductDefinition>]>([
  ['other words', { name: both('Loans'), purposes: [{ ...BASE.purposes[0], text: both('y') } as never] }],
  ['less data', { data: [{ ...SALES, dataTypes: [{ id: 'invoices', required: true }] } as never] }],
  ['a shorter time', { durationMonths: 6 }],
  ['a one-time read instead', { durationMonths: null, frequency: 'once' }],
  ['less history, kept for less time', { historyMonths: 6, retentionDays: 10 }],
  ['nothing', {}],
])('%s does not', (_what, change) => {
  expect(changesBetween(BASE, { ...BASE, ...change }).isMaterial).toBe(false);
});

test('from once to lasting is longer', () => {
  const once = { ...BASE, durationMonths: null, frequency: 'once' as const };
  expect(changesBetween(once, BASE)).toMatchObject({ isMaterial: true, duration: { from: null, to: 12 } });
});

test('what changed is named both ways', () => {
  const after = { ...BASE, data: [{ ...SALES, dataTypes: [{ id: 'bills', required: true }] } as never] };
  expect(changesBetween(BASE, after)).toMatchObject({
    addedDataTypes: ['bills'],
    removedDataTypes: ['invoices', 'customers'],
    addedParties: [],
  });
});

test('taking files is another way to give what was agreed to: nobody is asked again', () => {
  const sources = BASE.sources.map((source) => ({ ...source, acceptsFiles: true as const }));
  expect(changesBetween(BASE, { ...BASE, sources }).isMaterial).toBe(false);
});
