// Playwright journeys: consent requests with optional parts, changes and earlier answers, and the three answers.
import type { Locator, Page } from '@playwright/test';
import { listEvents } from '../../db/queries/consents';
import { withdrawConsent } from '../../lib/consent/withdraw-consent';
import type { Ctx } from '../../lib/context';
import { agreeToEarlierVersion } from '../earlier-version';
import { agree, agreeBox, appController, at, expect, ledgerOf, test } from '../fixtures';
import { type Language, say, WORDS } from '../words';

const CONSENT = '/products/business-insights/consent';
const PRODUCT = { en: 'Business insights', fr: 'Vue d’ensemble' };
const BANK = { en: /^Also read your bank accounts/, fr: /^Lire aussi vos comptes bancaires/ };
const CASH = { en: 'Cash in your books', fr: 'Trésorerie dans vos comptes' };
const DAY_MS = 86_400_000;

const answer = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const card = (page: Page, language: Language): Locator =>
  page
    .getByRole('main')
    .locator('div')
    .filter({
      has: page.getByRole('heading', { level: 3, name: PRODUCT[language], exact: true }),
    });
const lastEvent = async (ctx: Ctx) => (await listEvents(ctx.db, ctx.companyId)).at(-1)?.body;

for (const language of ['en', 'fr'] as const) {
  test.describe(language, () => {
    test.use({ locale: language === 'en' ? 'en-GB' : 'fr-FR' });
    const { consent, product, home, errors } = WORDS[language];
    const name = PRODUCT[language];

    test('an optional source is a choice of its own, and only what was ticked is agreed to', async ({
      page,
      customer: { ctx },
      stack,
    }) => {
      await page.goto(CONSENT);
      const bank = page.getByRole('checkbox', { name: BANK[language] });
      await expect(bank).not.toBeChecked();
      await bank.check();
      await answer(page, consent.agree).click();
      await expect(page.getByRole('alert').filter({ hasText: errors.fields['agree-missing'] })).toBeVisible();
      // The choice survives the correction.
      await expect(bank).toBeChecked();
      await agreeBox(page).check();
      await answer(page, consent.agree).click();
      await expect(page).toHaveURL(at('/products/business-insights/connect'));
      // The shop was left out: its platforms are offered only after it is agreed to.
      await page.locator('summary').filter({ hasText: WORDS[language].sources.name.Commerce }).click();
      await expect(page.getByText(WORDS[language].connect.optionalText)).toBeVisible();
      expect(await ledgerOf(stack, ctx.companyId)).toEqual(['given']);
      const sources = (await lastEvent(ctx))?.pii.map(({ source_type }) => source_type);
      expect(new Set(sources)).toEqual(new Set(['Accounting', 'Banking']));
    });

    test('a no is kept: the product is not offered again until the customer comes back', async ({
      page,
      customer: { ctx },
      stack,
    }) => {
      await page.goto(CONSENT);
      await answer(page, consent.never).click();
      await expect(page).toHaveURL(at('/home'));
      await expect(page.getByText(product.standing.refused, { exact: true })).toBeVisible();
      await page.getByRole('link', { name: product.step.refused }).click();
      await expect(page.getByText(consent.refusedText)).toBeVisible();
      await expect(answer(page, consent.never)).toHaveCount(0);
      await agreeBox(page).check();
      await answer(page, consent.agree).click();
      await expect(page).toHaveURL(at('/products/business-insights/connect'));
      expect(await ledgerOf(stack, ctx.companyId)).toEqual(['refused', 'given']);
    });

    test('a product that asks for more marks what is new, and any answer leaves the earlier consent alone', async ({
      page,
      customer: { ctx },
      control,
      stack,
    }) => {
      await agreeToEarlierVersion(ctx, appController(), language);
      await control.connected(ctx, 'gbol');
      await page.goto('/home');
      await expect(page.getByRole('heading', { name: home.needsYou })).toBeVisible();
      await page.getByRole('link', { name: product.step.amend }).click();
      await expect(
        page.getByRole('heading', { level: 1, name: say(consent.change.title, { product: name }) }),
      ).toBeVisible();
      const added = page.getByRole('listitem').filter({ hasText: consent.changes.new });
      await expect(added).toHaveCount(2);
      await expect(added.filter({ hasText: CASH[language] })).toBeVisible();
      await page.getByText(consent.redline.title).click();
      await expect(page.getByRole('insertion').filter({ hasText: CASH[language] }).first()).toBeVisible();

      await answer(page, consent.notNow).click();
      await expect(page).toHaveURL(at('/home'));
      await expect(page.getByRole('heading', { name: home.needsYou })).toHaveCount(0);
      await expect(card(page, language).getByText(product.note.amendDeclined).first()).toBeVisible();
      await page.goto('/consents/business-insights');
      await expect(page.getByText(WORDS[language].consents.standing.given, { exact: true })).toBeVisible();

      await page.goto(CONSENT);
      await agreeBox(page).check();
      await answer(page, consent.agree).click();
      await expect(page).toHaveURL(at('/products/business-insights/done?agreed=1'));
      expect(await ledgerOf(stack, ctx.companyId)).toEqual(['given', 'deferred', 'amended']);
      expect((await lastEvent(ctx))?.change.terms?.added).toMatchObject({
        pii_types: ['bankAccounts', 'bankTransactions'],
        purposes: ['alerts'],
      });
      await page.goto('/consents/business-insights');
      await expect(page.getByText(consent.redline.title)).toHaveCount(0);
    });

    test('an ended agreement is asked anew: the page says what ended and when, and nothing is chosen', async ({
      page,
      customer: { ctx },
    }) => {
      await agree({ ...ctx, now: new Date(ctx.now.getTime() - 400 * DAY_MS) });
      await page.goto(CONSENT);
      await expect(page.getByText(consent.again.expired.split('{')[0]?.trim() ?? '')).toBeVisible();
      await expect(page.getByText(say(consent.again.text, { product: name }))).toBeVisible();
      for (const box of await page.getByRole('checkbox').all()) await expect(box).not.toBeChecked();
      // Each event has its own time: the page does not show events after its clock.
      await agree({ ...ctx, now: new Date() });
      await withdrawConsent(
        { ...ctx, now: new Date() },
        { productId: 'business-insights', deletion: 'keep' },
      );
      await page.reload();
      await expect(page.getByText(consent.again.withdrawn.split('{')[0]?.trim() ?? '')).toBeVisible();
      for (const box of await page.getByRole('checkbox').all()) await expect(box).not.toBeChecked();
    });
  });
}

test('an amendment has two answers of one size, as the first request has', async ({
  page,
  customer: { ctx },
}) => {
  const { consent } = WORDS.en;
  await agree(ctx, 'business-insights', []);
  await page.goto(CONSENT);
  await page.getByRole('link', { name: consent.add.offer.Banking }).click();
  await expect(page.getByRole('heading', { level: 1, name: consent.add.title.Banking })).toBeVisible();
  // The request is about one source, so the statement is the only box.
  await expect(page.getByRole('checkbox')).toHaveCount(1);
  const boxes = await Promise.all(
    [consent.agree, consent.notNow].map((name) => answer(page, name).boundingBox()),
  );
  expect(boxes[0]?.width).toBeCloseTo(boxes[1]?.width ?? 0, 0);
  expect(boxes[0]?.height).toBeCloseTo(boxes[1]?.height ?? 0, 0);
});
