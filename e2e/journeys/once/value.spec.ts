// Playwright journeys: the benefits of connecting: on the empty home page, on each product in its own words, and in the meter.
import { agree, expect, test } from '../../fixtures';
import { WORDS } from '../../words';

const { consent, home, product, shell, sources } = WORDS.en;

test('home calls to connect while it is empty, and afterwards names what would help next', async ({
  page,
  customer: { ctx },
  control,
}) => {
  await page.goto('/home');
  const main = page.getByRole('main');
  await expect(main.getByRole('heading', { name: home.emptyTitle })).toBeVisible();
  await expect(page.getByRole('meter')).toHaveAttribute('value', '0');
  await main.getByRole('link', { name: product.connectAction.Accounting, exact: true }).click();
  await expect(page).toHaveURL('/products/business-insights/consent');
  // The parties that handle the data are linked beside the box, before anything is agreed to.
  await expect(main.getByRole('link', { name: consent.privacyLink })).toHaveAttribute('href', '/privacy');

  await agree(ctx, 'business-insights', []);
  await control.connected(ctx, 'gbol');
  await page.goto('/home');
  await expect(page.getByRole('meter')).toHaveAttribute('value', '1');
  await expect(main.getByRole('heading', { name: home.emptyTitle })).toHaveCount(0);
  await expect(main.getByText('Today’s balances beside your books. For Business insights.')).toBeVisible();
  await main.getByRole('link', { name: product.connectAction.Banking, exact: true }).click();
  // The bank was left out of the agreement: the request for it comes first.
  await expect(page).toHaveURL('/products/business-insights/consent?add=Banking');
});

test('each product says what one gets, how the data is used and what to do next, and its button names both', async ({
  page,
  customer,
}) => {
  expect(customer.ctx.companyId).not.toBe('');
  const cases = [
    ['business-insights', ['Accounting']],
    ['lending', ['Accounting', 'Banking']],
    ['cash-flow', ['Banking']],
    ['revenue-advance', ['Commerce']],
  ] as const;
  for (const [id, types] of cases) {
    await page.goto(`/products/${id}`);
    for (const name of [product.benefits, product.use.title, product.needs, product.next.title])
      await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
    for (const type of ['Accounting', 'Banking', 'Commerce'] as const) {
      const isNeeded = types.some((one) => one === type);
      await expect(page.getByText(product.use.of[type])).toHaveCount(isNeeded ? 1 : 0);
      await expect(page.getByText(product.next.choose[type])).toHaveCount(isNeeded ? 1 : 0);
    }
    await expect(page.getByText(product.use.nobody)).toBeVisible();
    const action = page.getByRole('link', { name: product.connectAction[types[0]], exact: true });
    await expect(action).toHaveAttribute('href', `/products/${id}/consent`);
    await expect(page.getByRole('heading', { name: sources.name[types[0]], exact: true })).toBeVisible();
  }
  await expect(page.getByRole('link', { name: product.questions })).toHaveAttribute('href', '/help');
  await expect(page.getByRole('contentinfo').getByText(shell.poweredBy)).toBeVisible();
});
