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
  ['definition.connectWith', 'window', 'definition.connectWith must be list or link'],
  ['version', 0, 'version must be at least 1'],
])('%s as %j: %s', (path, value, problem) => {
  const check = readProductFile(change(path, value));
  expect(check.ok ? [] : check.problems).toContain(problem);
});

test('a product may say that connecting begins in the embedded window', () => {
  const check = readProductFile(change('definition.connectWith', 'link'));
  expect(check.ok && check.file.definition.connectWith).toBe('link');
});

test('a source may say that files are taken; it says so or says nothing', () => {
  const path = 'definition.sources.0.acceptsFiles';
  const taken = readProductFile(change(path, true));
  expect(taken.ok && taken.file.definition.sources[0]?.acceptsFiles).toBe(true);
  const silent = readProductFile(change(path, undefined));
  expect(silent.ok && 'acceptsFiles' in (silent.file.definition.sources[0] ?? {})).toBe(false);
  expect(readProductFile(change(path, false))).toEqual({
    ok: false,
    problems: [`${path} must be true, or left out`],
  });
});

/** Where the file has a text in every language. */
function localizedPaths(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('en' in value && 'fr' in value) return [path];
  return Object.entries(value).flatMap(([key, inner]) =>
    localizedPaths(inner, path === '' ? key : `${path}.${key}`),
  );
}

const paths = localizedPaths(lending());

test('the file has texts to translate in every part', () => {
  for (const part of ['name', 'promise', 'benefits', 'purposes', 'sources', 'data', 'parties'])
    expect(paths.some((path) => path.startsWith(`definition.${part}`))).toBe(true);
});

test.each(paths)('%s is needed in both languages, with words in it', (path) => {
  for (const language of ['en', 'fr']) {
    for (const lacking of [undefined, '', '  ', null, 7]) {
      const check = readProductFile(change(`${path}.${language}`, lacking));
      const named = check.ok ? [] : check.problems.filter((one) => one.startsWith(`${path}.${language} `));
      expect(named, `${language} as ${lacking}`).toHaveLength(1);
    }
  }
});

test.each<[string, unknown, string?]>([
  ['definition.durationMonths', 0],
  ['definition.durationMonths', -12],
  ['definition.durationMonths', 1.5],
  ['definition.durationMonths', 61],
  ['definition.historyMonths', 0],
  ['definition.retentionDays', -1],
  ['definition.frequency', 'hourly'],
  ['definition.frequency', 'once', 'definition.durationMonths'],
  ['definition.sources.0.required', 'yes'],
  ['definition.sources.0.sourceType', 'Payroll'],
  ['definition.data.0.dataTypes', []],
  ['definition.data.0.dataTypes.0.id', 'toString'],
  ['definition.purposes.0.lawfulBasis', 'legitimate interest'],
  ['definition.parties', []],
  ['definition.parties.0.role', 'owner'],
  // A version holds from its publication: nobody can date it back.
  ['definition.validFrom', '2020-01-01', 'definition'],
  ['position', 0],
])('%s as %j is refused, and the field is named', (path, value, named = path) => {
  const check = readProductFile(change(path, value));
  const problems = check.ok ? [] : check.problems;
  expect(problems.filter((one) => one.startsWith(`${named} `))).toHaveLength(1);
});

test('what is no product at all is said in one sentence', () => {
  const check = readProductFile('text');
  expect(check.ok ? [] : check.problems).toHaveLength(1);
});
