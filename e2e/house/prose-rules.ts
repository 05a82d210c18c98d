// House rules about English: a header names the pattern first, and comments have no private words.
import { isBelow, isTest, type Rule } from './rule';
import type { Source } from './sources';

/** First words of headers that describe a file without naming what it is. */
const VAGUE = /^\/\/ (Owns|What|Who|How|Whether)\b/;

/** Lines that have to come before a header: directives, pragmas, the interpreter. */
const BEFORE = /^('use (client|server)';$|\/\*\* @jsx|#!)/;

function headerFaults({ path, text }: Source): string[] {
  const header = text.split('\n').find((line) => !BEFORE.test(line)) ?? '';
  if (VAGUE.test(header)) return [`begins with “${header.split(' ')[1]}”`];
  return header.startsWith('// ') || isTest(path) || isBelow(path, 'db/migrations') ? [] : ['has no header'];
}

const COMMENT = /^\s*(?:\/\/|\/\*|\*|\{\/\*)(.*)$/;
/** Words that only this project used, each with the plain ones that replace it. */
const PRIVATE: readonly [word: RegExp, plain: string][] = [
  [/\bwhoever\b/i, 'the person: customer, staff, presenter, operator'],
  [/\bow(?:ed|es?)\b/i, '“due”'],
  [/\ba yes\b/i, '“consent” or “agreement”'],
  [/\b(?:of|what is) ours\b/i, '“Accord’s” or “this site’s”'],
];

function privateWords(line: string): string[] {
  const comment = COMMENT.exec(line)?.[1] ?? '';
  return PRIVATE.flatMap(([word, plain]) => {
    const [found] = word.exec(comment) ?? [];
    return found === undefined ? [] : [`says “${found}” for ${plain}`];
  });
}

export const proseRules: Rule[] = [
  {
    name: 'a header names the pattern first',
    check: headerFaults,
    breaks: [
      ['lib/x.ts', '// Owns how x is done.\n'],
      ['e2e/x.test.ts', '// What x does.\n'],
      ['app/x.tsx', `'use client';\n// Whether x is shown.\n`],
      ['app/x.tsx', `'use client';\nimport x from 'x';\n// Client leaf: x.\n`],
      ['lib/x.ts', 'export const x = 1;\n'],
    ],
  },
  {
    name: 'comments have no private words',
    check: ({ text }) =>
      text
        .split('\n')
        .flatMap((line, index) => privateWords(line).map((word) => `${word} in line ${index + 1}`)),
    breaks: [
      ['app/x.tsx', '  // Whoever asks is told.'],
      ['components/x.tsx', '  {/* A yes to more. */}'],
      ['e2e/x.ts', '/**\n * What is owed.\n */'],
      ['lib/x.ts', '// Ids of ours.'],
    ],
  },
];
