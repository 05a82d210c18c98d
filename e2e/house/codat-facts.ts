// House rule: what a comment cites of docs/codat.md is a section there.
import { readFileSync } from 'node:fs';
import type { Rule } from './rule';

/** The sections that can be cited. */
export function anchorsOf(markdown: string): Set<string> {
  const headings = markdown.matchAll(/^#{2,3} (.+)$/gm);
  return new Set([...headings].map(([, title = '']) => title.trim().toLowerCase().replaceAll(' ', '-')));
}

const known = anchorsOf(readFileSync('docs/codat.md', 'utf8'));

export const codatFacts: Rule = {
  name: 'facts about Codat are cited by their section',
  check({ path, text }) {
    // Its own example of a section that is not there.
    if (path === 'e2e/house/codat-facts.ts') return [];
    const cited = [...text.matchAll(/docs\/codat\.md#([\w-]+)/g)].map(([, anchor = '']) => anchor);
    return cited.filter((anchor) => !known.has(anchor)).map((anchor) => `cites docs/codat.md#${anchor}`);
  },
  breaks: [['lib/codat/x.ts', '// As Codat says (docs/codat.md#nowhere).']],
};
