// House rule: facts about Codat cite an existing section of docs/codat.md, and no other document.
import { readFileSync } from 'node:fs';
import type { Rule } from './rule';

/** Sections that can be cited. */
export function anchorsOf(markdown: string): Set<string> {
  const headings = markdown.matchAll(/^#{2,3} (.+)$/gm);
  return new Set([...headings].map(([, title = '']) => title.trim().toLowerCase().replaceAll(' ', '-')));
}

const known = anchorsOf(readFileSync('docs/codat.md', 'utf8'));

/** Citation of a document outside the repository, which a reader cannot open. */
const ELSEWHERE = /\([^()\n]*\bcontract,? [a-z](?:\.\d+)?\b[^()\n]*\)/g;

export const codatFacts: Rule = {
  name: 'facts about Codat are cited by their section',
  check({ path, text }) {
    // This file has the examples.
    if (path === 'e2e/house/codat-facts.ts') return [];
    const cited = [...text.matchAll(/docs\/codat\.md#([\w-]+)/g)].map(([, anchor = '']) => anchor);
    const others = [...text.matchAll(ELSEWHERE)].map(([citation]) => `cites ${citation}`);
    return [
      ...cited.filter((anchor) => !known.has(anchor)).map((anchor) => `cites docs/codat.md#${anchor}`),
      ...others,
    ];
  },
  breaks: [
    ['lib/codat/x.ts', '// As Codat says (docs/codat.md#nowhere).'],
    ['lib/codat/x.ts', '/** Codat does not page this list (contract e.3). */'],
    ['lib/codat/x.ts', '// Codat drops them (see contract h).'],
  ],
};
