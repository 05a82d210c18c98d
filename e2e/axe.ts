// Owns asking axe what is wrong with a page, by the rules of WCAG 2.2 AA and its best practice.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export async function violations(page: Page): Promise<string[]> {
  // Evaluated by the debugger, so that the page's own policy against inline scripts stays in force.
  await page.evaluate(AXE);
  const results = await page.evaluate(
    (tags) =>
      (window as unknown as { axe: { run: (options: RunOptions) => Promise<AxeResults> } }).axe.run({
        runOnly: { type: 'tag', values: tags },
        // What is in order need not be described, and styles are there already.
        resultTypes: ['violations'],
        preload: false,
      }),
    TAGS,
  );
  return results.violations.map((v) => `${v.id}: ${v.nodes.map((node) => node.html).join(' | ')}`);
}
