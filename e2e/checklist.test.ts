// Test of docs/checklist.md: each page, file and test title that it names exists.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { addressOf, type CheckLine, checklistProblems, readChecklist } from './house/checklist';
import { listFiles } from './house/sources';
import { type Language, WORDS } from './words';

const lines = readChecklist(readFileSync('docs/checklist.md', 'utf8'));
const pages = listFiles('app')
  .filter((file) => file.endsWith('page.tsx'))
  .map((file) => addressOf(file.replace(/^app\//, '')));
const read = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : null);

describe('the checklist', () => {
  it('names pages and tests that exist, and says of each line whether it is met', () => {
    expect(checklistProblems(lines, pages, read)).toEqual([]);
  });

  it('has all lines of the advice, and more', () => {
    expect(lines.length).toBeGreaterThan(45);
  });

  it.each<[string, Partial<CheckLine>]>([
    ['a page that is not there', { pages: ['/nowhere'] }],
    ['a file that is not there', { tests: [{ file: 'e2e/nowhere.test.ts', title: 'x' }] }],
    [
      'a title that is not there',
      { tests: [{ file: 'e2e/checklist.test.ts', title: 'nothing of the kind' }] },
    ],
    ['a title in a comment only', { tests: [{ file: 'e2e/checklist.test.ts', title: 'has all lines' }] }],
    ['a line that names no test', { tests: [] }],
    ['a line without a standing', { standing: 'unknown' }],
    ['a line that is not met, with a test', { standing: 'Not met' }],
    ['a number that is not in order', { number: 7 }],
    ['a line without a place', { where: '' }],
  ])('reports %s', (_what, change) => {
    const tests = [{ file: 'e2e/checklist.test.ts', title: 'has all lines of the advice, and more' }];
    const line: CheckLine = { number: 1, asked: 'x', standing: 'Met', where: 'x', pages: ['/home'], tests };
    expect(checklistProblems([line], pages, read)).toEqual([]);
    expect(checklistProblems([{ ...line, ...change }], pages, read)).toHaveLength(1);
  });

  it('reads its lines', () => {
    const text =
      '| 3 | What | Met: `/home`, words | `a.test.ts` “one” · `b.test.ts` “two” |\n| 4 | X | Not met: why | |';
    expect(readChecklist(text)).toEqual([
      {
        number: 3,
        asked: 'What',
        standing: 'Met',
        where: '`/home`, words',
        pages: ['/home'],
        tests: [
          { file: 'a.test.ts', title: 'one' },
          { file: 'b.test.ts', title: 'two' },
        ],
      },
      { number: 4, asked: 'X', standing: 'Not met', where: 'why', pages: [], tests: [] },
    ]);
  });
});

const isSaid = (text: string) => text.trim().length > 20;

it.each(['en', 'fr'] as const)(
  'the questions that customers ask have an answer in both languages',
  (language: Language) => {
    const { help, start } = WORDS[language];
    const { all, secure, listed, parties, stop, codat } = start.faq;
    const { title: _platform, ...platform } = help.platform;
    const { title: _after, ...after } = help.after;
    const { title: _stopping, ...stopping } = help.stopping;
    const asked = [
      all,
      secure,
      listed,
      parties,
      stop,
      codat,
      ...[platform, after, stopping].flatMap((group) => Object.values(group)),
    ];
    expect(asked.length).toBeGreaterThanOrEqual(20);
    for (const { q, a } of asked) expect([q, isSaid(a)]).toEqual([q, true]);
    const at = platform;
    expect(at.desktop.a).toMatch(/Sage 50.*QuickBooks Desktop/);
    expect(at.installed.a).toMatch(/NetSuite.*Business Central/);
    expect(at.phone.a).toMatch(/Sage 200.*Intacct/);
    // The name of the link is the one that the page shows.
    expect(at.colleague.a).toContain(WORDS[language].connect.colleague);
  },
);

it.each(['en', 'fr'] as const)(
  'the privacy page has a part for each thing that the law asks for',
  (language: Language) => {
    const { who, what, where, howLong, rights, complain } = WORDS[language].privacy;
    for (const part of [who, what, where, howLong, rights, complain]) expect(part.title).not.toBe('');
    const said = [who.brand, who.nobody, what.lead, what.basis, where.codat, where.brand];
    const more = [howLong.read, howLong.record, howLong.questions, complain.us, complain.authority];
    for (const text of [...said, ...more, ...Object.values(rights)]) expect(text).not.toBe('');
    for (const right of ['see', 'correct', 'delete', 'take', 'limit', 'stop'] as const)
      expect(isSaid(rights[right])).toBe(true);
  },
);
