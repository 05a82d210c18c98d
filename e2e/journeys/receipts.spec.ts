// Playwright journeys: receipts. They exist after consent and after withdrawal, can be downloaded, and verify without the app.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { listEvents } from '../../db/queries/consents';
import { withdrawConsent } from '../../lib/consent/withdraw-consent';
import { agree, expect, test } from '../fixtures';
import { type Language, say, WORDS } from '../words';

const NAMES = { en: 'Receipt for Business insights', fr: 'Receipt for Business insights' };

/** Follows a link to a file. */
async function take(page: Page, name: RegExp): Promise<string> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name }).first().click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^receipt-business-insights-\d{4}-\d\d-\d\d\.(pdf|json)$/);
  return download.path();
}

async function expectGenuine(page: Page, language: Language): Promise<void> {
  const { result } = WORDS[language].verify;
  await expect(page.getByText(result.title.genuine, { exact: true })).toBeVisible();
  await expect(page.getByRole('heading', { name: NAMES[language] })).toBeVisible();
}

for (const language of ['en', 'fr'] as const) {
  test.describe(language, () => {
    // The browser verifies receipts.
    test.use({ locale: language === 'en' ? 'en-GB' : 'fr-FR', javaScriptEnabled: true });
    const { receipts: words, verify, consents } = WORDS[language];

    test('consent and its end leave a receipt each; both files verify offline, a changed one does not', async ({
      page,
      context,
      customer: { ctx },
      stack,
    }) => {
      await agree(ctx);
      await withdrawConsent(ctx, { productId: 'business-insights', deletion: 'keep' });
      await page.goto('/consents/business-insights');
      await expect(page.getByRole('heading', { name: words.title, exact: true })).toBeVisible();
      for (const event of [consents.event.withdrawn, consents.event.given]) {
        await expect(page.getByRole('link', { name: new RegExp(`^${words.pdf}: ${event}`) })).toBeVisible();
      }
      const pdf = await take(page, new RegExp(`^${words.pdf}: ${consents.event.withdrawn}`));
      const file = await take(page, new RegExp(`^${words.file}: ${consents.event.given}`));

      await page.getByRole('link', { name: words.check }).click();
      await expect(page.getByRole('heading', { level: 1, name: verify.title })).toBeVisible();
      await expect(page.getByLabel(verify.file)).toBeVisible();
      // Its scripts have loaded: from here on the page needs no server.
      await page.waitForLoadState('load');
      await context.setOffline(true);
      await page.getByLabel(verify.file).setInputFiles(pdf);
      await expectGenuine(page, language);
      await page.getByLabel(verify.file).setInputFiles(file);
      await expectGenuine(page, language);
      const [given] = await listEvents(stack.database.db, ctx.companyId);
      await expect(page.getByText(given?.hash ?? 'no event', { exact: true })).toBeVisible();
      await expect(page.getByText('Maya Okafor, owner')).toBeVisible();

      const text = await readFile(file, 'utf8');
      await page.getByLabel(verify.file).setInputFiles([]);
      await page.getByLabel(verify.paste).fill(text.replace('Kestrel Coffee', 'Kestrel Toffee'));
      await page.getByRole('button', { name: verify.submit, exact: true }).click();
      await expect(page.getByText(verify.result.title.altered)).toBeVisible();
      await expect(page.getByRole('heading', { name: NAMES[language] })).toHaveCount(0);
      await page.getByLabel(verify.paste).fill('');
      await page.getByRole('button', { name: verify.submit, exact: true }).click();
      await expect(page.getByText(verify.result.title.empty)).toBeVisible();
      await context.setOffline(false);
    });

    test('the page says how it works and names the keys', async ({ page }) => {
      await page.goto('/verify');
      await page.getByText(verify.how, { exact: true }).click();
      await expect(page.getByText(verify.howOffline)).toBeVisible();
      await expect(page.getByRole('listitem').filter({ hasText: verify.keyInUse })).toHaveCount(2);
      await expect(page.getByRole('link', { name: verify.keysFile })).toHaveAttribute(
        'href',
        '/.well-known/jwks.json',
      );
      expect(say(verify.result.text.genuine, { brand: 'x' })).not.toContain('{');
    });
  });
}
