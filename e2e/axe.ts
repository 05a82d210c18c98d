// Accessibility check of a page: axe by WCAG 2.2 AA and its best practice, contrast in both themes, and no sideways scrolling.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type { AxeResults, RunOnly, RunOptions } from 'axe-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const EVERY_RULE: RunOnly = { type: 'tag', values: TAGS };
const CONTRAST: RunOnly = { type: 'rule', values: ['color-contrast'] };

async function ask(page: Page, runOnly: RunOnly): Promise<string[]> {
  const results = await page.evaluate(
    (rules) =>
      (window as unknown as { axe: { run: (options: RunOptions) => Promise<AxeResults> } }).axe.run({
        runOnly: rules,
        // Passing rules need no description, and the style sheets are loaded already.
        resultTypes: ['violations'],
        preload: false,
      }),
    runOnly,
  );
  return results.violations.map((v) => `${v.id}: ${v.nodes.map((node) => node.html).join(' | ')}`);
}

/** Checks every rule in the light theme, and in the dark theme the one that depends on colour. */
export async function expectNoViolations(page: Page, what: string): Promise<void> {
  // The debugger evaluates it, so that the page's own policy against inline scripts stays in force.
  await page.evaluate(AXE);
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await ask(page, EVERY_RULE), what).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await ask(page, CONTRAST), `${what}, dark`).toEqual([]);
}

/** The same, and no element is wider than the window at any width. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  await expectNoViolations(page, what);
  for (const width of [320, 390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `${what} at ${width}`).toBeLessThanOrEqual(0);
  }
}
