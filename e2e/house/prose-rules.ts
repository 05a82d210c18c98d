// House rules about English: a header names the pattern first, and comments name the person or thing they speak of.
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

/** Folders whose comments keep the rule about words. */
const PLAIN = [
  ...['app', 'bench', 'components', 'e2e', 'packages', 'scripts'],
  ...['instrumentation.ts', 'next.config.mjs', 'playwright.config.ts', 'proxy.ts', 'vitest.config.ts'],
];
const COMMENT = /^\s*(?:\/\/|\/\*|\*|\{\/\*)(.*)$/;
const PRIVATE = /\b(whoever|somebody|nobody|anybody|owed|owes?|for ever|a yes|no earlier than)\b/i;

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
    name: 'comments say customer, staff, presenter or operator',
    check: ({ path, text }) =>
      isBelow(path, ...PLAIN)
        ? text.split('\n').flatMap((line, index) => {
            const [word] = PRIVATE.exec(COMMENT.exec(line)?.[1] ?? '') ?? [];
            return word === undefined ? [] : [`says “${word}” in line ${index + 1}`];
          })
        : [],
    breaks: [
      ['app/x.tsx', '  // Whoever asks is told.'],
      ['components/x.tsx', '  {/* Nobody sees it. */}'],
      ['e2e/x.ts', '/**\n * What is owed.\n */'],
    ],
  },
];
