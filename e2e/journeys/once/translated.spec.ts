// Playwright journeys: a translating browser wraps each text in its own elements; the consent notice stays as it is recorded, and pages go on working.
import type { Page } from '@playwright/test';
import { listEvents } from '../../../db/queries/consents';
import { agreeBox, expect, ledgerOf, test } from '../../fixtures';
import { WORDS } from '../../words';

// A translating browser rewrites the page under its scripts.
test.use({ javaScriptEnabled: true });

/** Works as Chromium's translation does: on text that comes later, too, and not where a page forbids it. */
async function translate(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const isLeft = (node: Node) =>
      node.parentElement === null ||
      node.parentElement.closest('[translate="no"], font, script, style, textarea, select, title, svg') !==
        null;
    const wrap = (root: Node) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const found: Node[] = [];
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) found.push(node);
      for (const node of found) {
        if (isLeft(node) || (node.nodeValue ?? '').trim() === '') continue;
        const outer = document.createElement('font');
        const inner = outer.appendChild(document.createElement('font'));
        inner.textContent = `«${node.nodeValue}»`;
        node.parentNode?.replaceChild(outer, node);
      }
    };
    const begin = () => {
      wrap(document.body);
      new MutationObserver((changes) => {
        for (const { addedNodes } of changes) for (const node of addedNodes) wrap(node);
      }).observe(document.body, { childList: true, subtree: true });
    };
    // After hydration, as a person's click on "translate" would be.
    window.addEventListener('load', () => setTimeout(begin, 500));
  });
}

test('words of a request stay as they are recorded on a translated page, and each answer still counts', async ({
  page,
  customer: { ctx },
  stack,
}) => {
  await translate(page);
  await page.goto('/products/lending/consent');
  const button = (name: string) => page.getByRole('button', { name: `«${name}»`, exact: true });
  await expect(button(WORDS.en.consent.agree)).toBeVisible();
  const statement = await page.locator('label[for="agree"]').textContent();
  expect(statement).not.toContain('«');
  const title = await page.getByRole('heading', { level: 1 }).textContent();
  expect(title).not.toContain('«');
  await button(WORDS.en.consent.agree).click();
  await expect(page.getByRole('alert').first()).toContainText(WORDS.en.errors.fields['agree-missing']);
  await agreeBox(page).check();
  await button(WORDS.en.consent.agree).click();
  await expect(page).toHaveURL(/\/products\/lending\/connect/);
  expect(await ledgerOf(stack, ctx.companyId)).toEqual(['given']);
  const [given] = await listEvents(stack.database.db, ctx.companyId);
  expect(given?.body.privacy_notice.language).toBe('en');

  await page.goto('/consents/lending/pause');
  await button(WORDS.en.consents.pauseAsk.pause).click();
  await expect(page.getByText(WORDS.en.consents.standing.paused).first()).toBeVisible();
  await button(WORDS.en.consents.resume).click();
  await expect(page.getByText(WORDS.en.consents.resumedText)).toBeVisible();
  expect(await ledgerOf(stack, ctx.companyId)).toEqual(['given', 'paused', 'resumed']);
});
