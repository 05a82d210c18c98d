import { expect, test } from 'vitest';
import { readCatalogue } from '@/db/seed';
import { readProductFile } from './product-file';

const catalogue = await readCatalogue();

function lending(): Record<string, never> {
  const file = catalogue.find(({ definition }) => definition.id === 'lending');
  return JSON.parse(JSON.stringify(file));
}

/** Sets a value at `a.b.0.c`; undefined takes the key out. */
function change(path: string, value: unknown): unknown {
  const file: Record<string, unknown> = lending();
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let at = file;
  for (const key of keys) at = at[key] as Record<string, unknown>;
  if (value === undefined) delete at[last];
  else at[last] = value;
  return file;
}

test.each(catalogue)(
  'the catalogue’s own $definition.id is a product, and comes out as it went in',
  (file) => {
    expect(readProductFile(JSON.parse(JSON.stringify(file)))).toEqual({ ok: true, file });
  },
);

test.each<[string, unknown, string]>([
  ['definition.name.fr', undefined, 'definition.name.fr must be a text'],
  ['definition.name.fr', ' ', 'definition.name.fr must not be empty'],
  ['definition.purposes', [], 'definition.purposes must name at least one purpose'],
  [
    'definition.data.0.dataTypes.0.id',
    'invoces',
    'definition.data.0.dataTypes.0.id has no plain name in the data vocabulary: invoces',
  ],
  [
    'definition.data.0.sourceType',
    'Commerce',
    'definition.data.0.sourceType is Commerce, which is not among the sources',
  ],
  ['definition.sources.0.sourceType', 'Banking', 'definition.sources names Banking twice'],
  ['definition.durationMonths', 0, 'definition.durationMonths must be at least 1'],
  [
    'definition.durationMonths',
    null,
    'definition.durationMonths must be null exactly when frequency is once',
  ],
  ['definition.retentionDays', '30', 'definition.retentionDays must be a whole number'],
  ['definition.id', 'Lending', 'definition.id must be lower-case words with dashes'],
  ['version', 0, 'version must be at least 1'],
])('%s as %j: %s', (path, value, problem) => {
  const check = readProductFile(change(path, value));
  expect(check.ok ? [] : check.problems).toContain(problem);
});

test('what is no product at all is said in one sentence', () => {
  const check = readProductFile('text');
  expect(check.ok ? [] : check.problems).toHaveLength(1);
});
