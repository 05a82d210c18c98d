// House rules: the whole tree keeps each of them, and each reports a violation.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { listBenches } from '../scripts/benches';
import { codatFacts } from './house/codat-facts';
import { firstHits, readFindable } from './house/findable';
import { untriedForms } from './house/form-census';
import { formRules } from './house/form-rules';
import { argumentsOf, compareMessages } from './house/icu';
import { importRules } from './house/import-rules';
import { homonyms, oldNames, oldNamesInDocument, oldWordsIn } from './house/names';
import { inexactVersions, missingNames, missingPaths, versionsBelowFloor } from './house/project-rules';
import { proseRules } from './house/prose-rules';
import { HOUSES, readRooms, roomCircles, tableFaults } from './house/rooms';
import { listFiles, parse, readSources } from './house/sources';
import { textRules } from './house/text-rules';

const sources = readSources();
const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

describe.each([...importRules, ...textRules, ...formRules, ...proseRules, codatFacts])(
  '$name',
  ({ check, breaks }) => {
    it('holds', () => {
      expect(sources.flatMap((source) => check(source).map((what) => `${source.path} ${what}`))).toEqual([]);
    });

    it.each(breaks)('reports %s', (path, text) => {
      expect(check(parse(path, text))).not.toEqual([]);
    });
  },
);

describe('every customer request is tried from a page of another business', () => {
  it('holds', () => {
    expect(untriedForms(sources)).toEqual([]);
  });
  it.each([
    ['app/(customer)/x/form.tsx', 'export const F = () => <BoundForm action={go}>x</BoundForm>;'],
    ['app/(public)/x/page.tsx', 'export const F = () => <ContinueForm action={go} />;'],
    ['components/x.tsx', 'export const F = () => <ContinueForm action={go} />;'],
    ['app/(customer)/x/actions.ts', `export const goAction = customerAction('go', S, async () => {});`],
    ['app/(customer)/x/file/route.ts', 'export async function GET() {}'],
  ])('reports a new one in %s', (path, text) => {
    expect(untriedForms([...sources, parse(path, text)])).toHaveLength(1);
  });
});

it('sees the whole tree', () => {
  const rooms = new Set(sources.map(({ path }) => path.split('/')[0]));
  for (const room of ['app', 'components', 'db', 'e2e', 'lib', 'packages', 'scripts'])
    expect(rooms).toContain(room);
});

it('finds imports of every kind', () => {
  const text = `import a from './a'; import type { B } from '@/b'; export * from "c"; await import('d'); type E = import('e').E;`;
  expect(parse('lib/x/y.ts', text).imports).toEqual([
    { to: 'lib/x/a', isOurs: true, isType: false },
    { to: 'b', isOurs: true, isType: true },
    { to: 'c', isOurs: false, isType: false },
    { to: 'd', isOurs: false, isType: false },
    { to: 'e', isOurs: false, isType: true },
  ]);
});

describe('rooms form no circle', () => {
  it.each(HOUSES)('in %s', (house) => {
    expect(roomCircles(house, sources)).toEqual([]);
  });
  it('reports one that goes through a third room, a loose file or a type', () => {
    const circle = [
      parse('lib/a/x.ts', `import { b } from '../b/y';`),
      parse('lib/b/y.ts', `import type { C } from '../c';`),
      parse('lib/b/y.test.ts', `import { d } from '../d/z';`),
      parse('lib/c.ts', `const { d } = await import('@/lib/a/deep/z');`),
      parse('lib/d/z.ts', `import { b } from '../b/y';`),
    ];
    expect(roomCircles('lib', circle)).toEqual([
      'lib: a -> b (lib/a/x.ts)',
      'lib: b -> c.ts (lib/b/y.ts)',
      'lib: c.ts -> a (lib/c.ts)',
    ]);
    expect(roomCircles('lib', circle.slice(1))).toEqual([]);
  });
});

describe('things are called what the field calls them', () => {
  it('holds in code', () => {
    expect(sources.flatMap((source) => oldNames(source).map((what) => `${source.path} ${what}`))).toEqual([]);
  });
  it.each(['AGENTS.md', 'README.md', 'CONTRIBUTING.md', 'docs/operations.md', 'docs/subscribers.md'])(
    'holds in %s',
    (file) => {
      expect(oldNamesInDocument(readFileSync(file, 'utf8'))).toEqual([]);
    },
  );
  it.each([
    ['lib/x.ts', 'const recordSeenAt = 1;'],
    ['lib/x.ts', `const kind = 'record-seen';`],
    ['db/record-seen.ts', ''],
  ])('reports an old word in %s %s', (path, text) => {
    expect(oldNames(parse(path, text))).not.toEqual([]);
  });
  it('reports whole words only, and one in a document', () => {
    expect(oldWordsIn('towed', [{ old: 'owed', now: 'enqueued' }])).toEqual([]);
    expect(
      oldWordsIn('owedAt', [{ old: 'owed', now: 'enqueued', except: { owedAt: 'a tow truck' } }]),
    ).toEqual([]);
    expect(oldNamesInDocument('call `recordSeen(tx)`')).toHaveLength(1);
  });
});

describe('no two rooms export the same name', () => {
  it('holds', () => {
    expect(homonyms(sources)).toEqual([]);
  });
  it('reports a type beside a constant, and lets one room repeat itself', () => {
    const alike = [
      parse('lib/a/x.ts', 'export type Same = 1;'),
      parse('lib/b/y.ts', 'export const Same = 1;'),
    ];
    expect(homonyms(alike)).toEqual(['Same: lib/a, lib/b']);
    expect(
      homonyms([parse('lib/a/x.ts', 'export type Same = 1;'), parse('lib/a/y.ts', 'export type Same = 1;')]),
    ).toEqual([]);
  });
});

describe('the table of rooms is true', () => {
  const table = (...rows: string[]) => readRooms(rows.map((row) => `${row}\n`).join(''));
  const room = parse('lib/a/x.ts', `import { b } from '../b';\nimport { y } from './y';`);
  const loose = parse('lib/b.ts', '');
  it('holds', () => {
    expect(tableFaults(readRooms(readFileSync('AGENTS.md', 'utf8')), sources)).toEqual([]);
    expect(tableFaults(table('| `lib/b.ts` | x |  |', '| `lib/a/` | `x` | `b.ts` |'), [room, loose])).toEqual(
      [],
    );
  });
  it.each([
    [['| `lib/a/` | x | `b.ts` |'], 'b.ts is not in the table'],
    [['| `lib/b.ts` | x |  |', '| `lib/a/` | x |  |'], 'lib/a/x.ts: the table does not let a import b.ts'],
    [['| `lib/b.ts` | x |  |', '| `lib/a/` | x | `b.ts` |', '| `lib/c/` | x |  |'], 'there is no room c'],
    [['| `lib/b.ts` | x | `a` |', '| `lib/a/` | x | `b.ts` |'], 'b.ts does not import a any more'],
  ])('reports %j', (rows, fault) => {
    expect(tableFaults(table(...rows), [room, loose])).toEqual([fault]);
  });
});

describe('English and French say the same', () => {
  it('holds', () => {
    expect(compareMessages(readJson('messages/en.json'), readJson('messages/fr.json'))).toEqual([]);
  });
  it.each([
    [{ a: 'x' }, { b: 'x' }],
    [{ a: '{name}' }, { a: '{nom}' }],
    [{ a: '{n, plural, one {# {thing}} other {x}}' }, { a: '{n, plural, other {x}}' }],
    [{ a: '{at, date}' }, { a: '{at}' }],
    [{ a: '<b>x</b>' }, { a: 'x' }],
  ])('reports %j against %j', (en, fr) => {
    expect(compareMessages(en, fr)).not.toEqual([]);
  });
  it('leaves dates to the one formatter', () => {
    const datesIn = (file: string) => readFileSync(file, 'utf8').match(/\{\w+, (date|time)\b/g);
    expect([datesIn('messages/en.json'), datesIn('messages/fr.json')]).toEqual([null, null]);
  });
  it('reads arguments and not the words of a branch', () => {
    expect(argumentsOf(`{n, plural, one {one} other {# of {all}}} '{'x'}' <b>y</b>`)).toEqual([
      '<b>',
      'all',
      'n, plural',
    ]);
  });
});

describe('documents name files that exist', () => {
  const documents = listFiles().filter((file) => /^[\w-]+\.md$|^docs\/.+\.md$/.test(file));
  it.each(documents)('%s', (file) => {
    expect(missingPaths(readFileSync(file, 'utf8'), existsSync)).toEqual([]);
  });
  it.each(documents)('%s links to files that are there', (file) => {
    const links = [...readFileSync(file, 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g)];
    const targets = links.map(([, to = '']) => path.posix.join(path.posix.dirname(file), to));
    expect(targets.filter((target) => !existsSync(target))).toEqual([]);
  });
  const code = sources.map(({ text }) => text).join('\n');
  const files = new Set(listFiles().map((each) => path.posix.basename(each)));
  // docs/codat.md also names what Codat's own documents have.
  it.each(documents.filter((file) => file !== 'docs/codat.md'))('%s names what the code has', (file) => {
    expect(missingNames(readFileSync(file, 'utf8'), code, files)).toEqual([]);
  });
  it('reports a name that the code does not have', () => {
    const text = 'see `gone.ts`, `here.ts`, `goneVerb(tx, …)`, `ctx.gone` and `ctx.here`';
    expect(missingNames(text, 'ctx.here', new Set(['here.ts']))).toEqual(['goneVerb', 'ctx.gone', 'gone.ts']);
  });
  it('README lists every bench', () => {
    const rows = [...readFileSync('README.md', 'utf8').matchAll(/^\| (`bench\/.+?) \|/gm)];
    const named = rows.flatMap(([, cell = '']) => cell.match(/(?<=bench\/)[\w-]+/g) ?? []);
    expect(named.sort()).toEqual(listBenches());
  });
  it.each(documents)('%s names commands that there are', (file) => {
    const { scripts } = readJson('package.json') as { scripts: Record<string, string> };
    const named = [...readFileSync(file, 'utf8').matchAll(/npm run (?:-s )?([a-z][\w:-]*)/g)];
    expect(named.map(([, name = '']) => name).filter((name) => !(name in scripts))).toEqual([]);
  });
  it('reports a file that is not there', () => {
    expect(missingPaths('see `lib/nowhere.ts`, `lib/<entity>/` and `npm run demo`', existsSync)).toEqual([
      'lib/nowhere.ts',
    ]);
  });
});

describe('code is found by the word of the field', () => {
  const found = readFindable(readFileSync('README.md', 'utf8'));
  it('reads the table', () => {
    expect(found.length).toBeGreaterThan(15);
  });
  it.each(found)('“$word” leads to $file', ({ word, file }) => {
    expect(firstHits(word, sources)).toContain(file);
  });
  it('reports a word that is in no file, or in three before it', () => {
    const named = ['d', 'c', 'b', 'a'].map((name) => ({
      path: `lib/${name}.ts`,
      text: '// Circuit Breaker',
    }));
    expect(firstHits('circuit breaker', named)).toEqual(['lib/a.ts', 'lib/b.ts', 'lib/c.ts']);
    expect(firstHits('valve', named)).toEqual([]);
  });
});

describe('packages', () => {
  it('are at or above the versions without known holes', () => {
    expect(
      versionsBelowFloor(readJson('package-lock.json') as { packages: object & Record<string, object> }),
    ).toEqual([]);
  });
  it('below them are reported', () => {
    const at = (version: string) => ({ version });
    const packages = {
      'node_modules/next': at('16.3.5-canary.1'),
      'node_modules/react': at('19.2.6'),
      'node_modules/react-dom': at('19.10.0'),
    };
    expect(versionsBelowFloor({ packages })).toEqual([
      'node_modules/next is 16.3.5-canary.1, below 16.3.5',
      'next-auth is not in the lock file',
    ]);
  });
  it('have exact versions', () => {
    expect(inexactVersions(readJson('package.json') as Record<string, unknown>)).toEqual([]);
    expect(
      inexactVersions({ dependencies: { a: '^1.0.0', b: '1.0.0-beta.1' }, devDependencies: { c: '~2.0.0' } }),
    ).toEqual(['a is ^1.0.0', 'c is ~2.0.0']);
  });
});
