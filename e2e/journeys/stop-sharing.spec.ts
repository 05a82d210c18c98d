// Playwright journeys: withdrawal. Consequences first, one answer, in force at once, and Codat's confirmation later.
import { agree, at, expect, ledgerOf, test } from '../fixtures';
import { say, WORDS } from '../words';

const NAMES = {
  insights: { en: 'Business insights', fr: 'Vue d’ensemble' },
  lending: { en: 'Lending', fr: 'Financement' },
};

for (const language of ['en', 'fr'] as const) {
  test.describe(language, () => {
    test.use({ locale: language === 'en' ? 'en-GB' : 'fr-FR' });
    const words = WORDS[language].consents;

    test('two products on one connection: stopping one leaves the other, stopping both disconnects', async ({
      page,
      customer: { ctx },
      control,
      stack,
    }) => {
      await agree(ctx);
      await agree(ctx, 'lending');
      await control.connected(ctx, 'gbol');

      await page.goto('/consents');
      await page
        .getByRole('link', { name: new RegExp(`^${words.details}.*${NAMES.lending[language]}$`) })
        .click();
      await page.getByRole('link', { name: words.stop, exact: true }).click();
      const product = NAMES.insights[language];
      await expect(page.getByText(say(words.withdraw.goesOnProduct, { product }))).toBeVisible();
      await expect(
        page.getByText(say(words.withdraw.kept, { platform: 'Xero', products: product })),
      ).toBeVisible();
      // The data serves the other product, so there is nothing to choose about it.
      await expect(page.getByRole('radio')).toHaveCount(0);
      await page.getByRole('button', { name: words.withdraw.stop, exact: true }).click();
      await expect(page.getByText(words.standing.withdrawn, { exact: true })).toBeVisible();
      expect((await control.connectionsOf(ctx)).map(({ status }) => status)).toEqual(['Linked']);

      await page.goto('/consents/business-insights/withdraw');
      await expect(page.getByText(say(words.withdraw.unlinked, { platform: 'Xero' }))).toBeVisible();
      for (const radio of await page.getByRole('radio').all()) await expect(radio).not.toBeChecked();
      await page.getByRole('button', { name: words.withdraw.stop, exact: true }).click();
      await expect(page.getByRole('alert').first()).toContainText(
        WORDS[language].errors.fields['deletion-missing'],
      );
      await page.getByRole('radio').first().check();
      await page.getByRole('button', { name: words.withdraw.stop, exact: true }).click();
      await expect(page.getByText(words.standing.withdrawn, { exact: true })).toBeVisible();
      await expect
        .poll(async () => (await control.connectionsOf(ctx)).map(({ status }) => status))
        .toEqual(['Unlinked']);
      await expect
        .poll(async () => {
          await page.reload();
          return page.getByText(words.codatConfirmed.split('{')[0] ?? '').count();
        })
        .toBe(1);
      expect(await ledgerOf(stack, ctx.companyId)).toEqual(['given', 'given', 'withdrawn', 'withdrawn']);
    });

    test('pausing keeps everything in place, and one click resumes', async ({
      page,
      customer: { ctx },
      stack,
    }) => {
      await agree(ctx);
      await page.goto('/consents/business-insights');
      await page.getByRole('link', { name: words.pause, exact: true }).click();
      await page.getByRole('button', { name: words.pauseAsk.pause, exact: true }).click();
      await expect(page.getByText(words.pausedText)).toBeVisible();
      await page.getByRole('button', { name: words.resume, exact: true }).click();
      await expect(page.getByText(words.standing.unconnected, { exact: true })).toBeVisible();
      expect(await ledgerOf(stack, ctx.companyId)).toEqual(['given', 'paused', 'resumed']);
    });
  });
}

test('with Codat down it stops here at once, and the page says that Codat has not confirmed', async ({
  page,
  customer: { ctx },
  control,
  stack,
}) => {
  const words = WORDS.en.consents;
  await agree(ctx);
  await control.connected(ctx, 'gbol');
  await control.fault(ctx, { kind: 'status', status: 503 }, { method: 'DELETE', times: 2 });
  await page.goto('/consents/business-insights/withdraw');
  await page.getByRole('radio').last().check();
  await page.getByRole('button', { name: words.withdraw.stop, exact: true }).click();
  await expect(page.getByText(words.codatPending)).toBeVisible();
  expect(await ledgerOf(stack, ctx.companyId)).toEqual(['given', 'withdrawn']);
  await expect.poll(() => control.connectionsOf(ctx), { timeout: 30_000 }).toEqual([]);
});

test('the words that were agreed to can be read again, and giving again is one click away', async ({
  page,
  customer: { ctx },
}) => {
  const words = WORDS.en.consents;
  await agree(ctx);
  await page.goto('/consents/business-insights');
  await page.getByText(words.words).click();
  await expect(page.getByRole('heading', { name: 'How to stop: Any time' })).toBeVisible();
  await page.goto('/consents/business-insights/withdraw');
  await page.getByRole('button', { name: words.withdraw.stop, exact: true }).click();
  await page.getByRole('link', { name: words.again }).click();
  await expect(page).toHaveURL(at('/products/business-insights/consent'));
});
