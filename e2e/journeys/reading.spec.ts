// Playwright journeys: reading progress as a customer sees it; it updates by itself, on the pages of the product and of the connection.
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { readingXero } from '../reading-stage';
import { say, WORDS } from '../words';

const SALES = { en: 'Sales and who owes you', fr: 'Ventes et sommes dues' };
const SALES_TYPES = ['customers', 'invoices', 'payments', 'creditNotes'];

/** Marks the document: the mark is lost when the page is loaded again. */
const mark = (page: Page) => page.evaluate(() => Object.assign(window, { isSamePage: true }));
const isMarked = (page: Page) => page.evaluate(() => 'isSamePage' in window);

for (const language of ['en', 'fr'] as const) {
  test.describe(language, () => {
    // A script updates the list.
    test.use({ locale: language === 'en' ? 'en-GB' : 'fr-FR', javaScriptEnabled: true });
    const { done, reading } = WORDS[language];

    test('the list of data kinds updates by itself, and announces only finished groups', async ({
      page,
      customer,
      control,
    }) => {
      const stage = await readingXero(customer.ctx, control);
      await page.goto('/products/business-insights/done');
      const sales = page.getByRole('listitem').filter({ hasText: SALES[language] }).first();
      const status = page.getByRole('status');
      await expect(sales).toContainText(done.state.reading);
      await expect(page.getByText(`${done.railReading} ${reading.write}`)).toBeVisible();
      await mark(page);
      await stage.say('Mapping', SALES_TYPES);
      await stage.say('NotSupported', ['creditNotes']);
      await expect(sales).toContainText(say(reading.line['not-offered'], { platform: 'Xero' }));
      await expect(status).toBeEmpty();
      await stage.say('Complete', ['customers', 'invoices', 'payments']);
      await expect(sales).toContainText(done.state.ready);
      await expect(status).toHaveText(say(reading.said, { name: SALES[language], state: done.state.ready }));
      await stage.say('FetchError', ['bills']);
      await stage.finish();
      await expect(page.getByText(done.railPartly)).toBeVisible();
      await expect(page.getByRole('link', { name: reading.checkAgain })).toHaveCount(0);
      expect(await isMarked(page)).toBe(true);

      await page.goto(`/connections/${stage.connectionId}`);
      await expect(page.getByText(reading.note.later)).toBeVisible();
    });
  });
}
