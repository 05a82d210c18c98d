// Tests of the rule table: each rule names a section of docs/codat.md, and each freedom there has a rule or a decision.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { RULES } from './rules';

it('names the section that holds its sources, and the section says that there is freedom', () => {
  const sections = readFileSync(new URL('../../../../docs/codat.md', import.meta.url), 'utf8')
    .split(/^### /m)
    .slice(1);
  const open = sections.filter((text) => text.includes('**Freedom:**')).map((text) => text.split('\n', 1)[0]);
  for (const { source } of Object.values(RULES)) expect(open).toContain(source);
});
