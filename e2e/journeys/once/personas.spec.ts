// Playwright journeys: the personas of the demo: two owners at once, and two people of one business that the sign-in service knows.

import { eq } from 'drizzle-orm';
import { companies } from '../../../db/schema/people';
import { agreeBox, expect, platform, test } from '../../fixtures';
import { say, WORDS } from '../../words';

test('the owners of two businesses go the whole path at the same time', async ({ browser, stack }) => {
  const people = [
    ['Maya Okafor, owner of Kestrel Coffee', 'Kestrel Coffee'],
    ['Luc Tremblay, propriétaire de Boulangerie Tremblay', 'Boulangerie Tremblay'],
  ] as const;
  await Promise.all(
    people.map(async ([persona, business]) => {
      const context = await browser.newContext({ baseURL: stack.appUrl, locale: 'en-GB' });
      const page = await context.newPage();
      await page.goto('/products/business-insights/consent');
      await page.getByRole('button', { name: WORDS.en.signIn.action }).click();
      await page.getByRole('button', { name: persona }).click();
      // The service suggests the name; the owner confirms it.
      await expect(page.getByLabel(WORDS.en.welcome.label)).toHaveValue(business);
      await page.getByRole('button', { name: WORDS.en.welcome.submit }).click();
      await agreeBox(page).check();
      await page.getByRole('button', { name: WORDS.en.consent.agree, exact: true }).click();
      await platform(page, 'Xero').click();
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await page.getByRole('button', { name: 'Authorise' }).click();
      await expect(
        page.getByRole('heading', { level: 1, name: say(WORDS.en.done.title, { platform: 'Xero' }) }),
      ).toBeVisible();
      await page.goto('/home');
      await expect(page.getByRole('main').getByText(business, { exact: true })).toBeVisible();
      await context.close();
    }),
  );
});

test('colleagues of a business that the service knows share it, and are not asked for its name', async ({
  browser,
  stack,
}) => {
  for (const persona of [
    'Priya Shah, finance director of Harbour Bikes',
    'Tom Reed, co-owner of Harbour Bikes',
  ]) {
    const context = await browser.newContext({ baseURL: stack.appUrl, locale: 'en-GB' });
    const page = await context.newPage();
    await page.goto('/home');
    await page.getByRole('button', { name: WORDS.en.signIn.action }).click();
    await page.getByRole('button', { name: persona }).click();
    await expect(page).toHaveURL('/home');
    await expect(page.getByRole('main').getByText('Harbour Bikes', { exact: true })).toBeVisible();
    await context.close();
  }
  const found = await stack.database.db
    .select()
    .from(companies)
    .where(eq(companies.externalId, 'harbour-bikes'));
  expect(found).toHaveLength(1);
});

test('cancelling at the sign-in service comes back with a sentence', async ({ page }) => {
  await page.goto('/home');
  await page.getByRole('button', { name: WORDS.en.signIn.action }).click();
  await page.getByText('Cancel and go back').click();
  await expect(page).toHaveURL(/\/sign-in\?/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(
    page
      .getByText(WORDS.en.signIn.error.cancelled.title)
      .or(page.getByText(WORDS.en.signIn.error.failed.title)),
  ).toBeVisible();
});
