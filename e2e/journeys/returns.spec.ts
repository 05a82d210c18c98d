// Every way back from a platform ends in a page that is true and says what to do next.
import { randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import { agree, authoriseAtProvider, expect, platform, setSession, signIn, test } from '../fixtures';
import { PROVIDER, say, WORDS } from '../words';

const words = WORDS.en;
const XERO = { platform: 'Xero' };
const CONNECT = '/products/business-insights/connect';

async function leaveForXero(page: Page): Promise<void> {
  await page.goto(CONNECT);
  await platform(page, 'Xero').click();
  await expect(page.getByRole('button', { name: PROVIDER.en.signIn, exact: true })).toBeVisible();
}

test.beforeEach(async ({ customer }) => agree(customer.ctx));

for (const [press, outcome, again] of [
  [PROVIDER.en.error, 'provider-error', true],
  [PROVIDER.en.unsupported, 'not-supported', false],
  [PROVIDER.en.finish, 'left', true],
] as const) {
  test(`«${press}» at the provider`, async ({ page, customer, control }) => {
    await leaveForXero(page);
    await page.getByText(PROVIDER.en.wrong).click();
    await page.getByRole('button', { name: press }).click();
    await expect(
      page.getByRole('heading', { level: 1, name: say(words.return.title[outcome], XERO) }),
    ).toBeVisible();
    await expect(page.getByText(say(words.return.text[outcome], XERO))).toBeVisible();
    await expect(page.getByRole('link', { name: words.return.other })).toBeVisible();
    await expect(page.getByRole('button', { name: say(words.return.tryAgain, XERO) })).toHaveCount(
      again ? 1 : 0,
    );
    expect((await control.connectionsOf(customer.ctx)).map((c) => c.status)).toEqual(['PendingAuth']);
  });
}

test('cancelling, then trying again, connects the same connection', async ({ page, customer, control }) => {
  await leaveForXero(page);
  await page.getByRole('button', { name: PROVIDER.en.cancel }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: say(words.return.title.cancelled, XERO) }),
  ).toBeVisible();
  await page.reload();
  await expect(
    page.getByRole('heading', { level: 1, name: say(words.return.title.cancelled, XERO) }),
  ).toBeVisible();
  await page.getByRole('button', { name: say(words.return.tryAgain, XERO) }).click();
  await authoriseAtProvider(page);
  await expect(page.getByRole('heading', { level: 1, name: say(words.done.title, XERO) })).toBeVisible();
  expect((await control.connectionsOf(customer.ctx)).map((c) => c.status)).toEqual(['Linked']);
});

test('an address that claims success without one is not believed', async ({ page, customer, control }) => {
  await leaveForXero(page);
  await page.getByRole('button', { name: PROVIDER.en.cancel }).click();
  const back = new URL(page.url());
  back.searchParams.set('statusCode', '200');
  await page.goto(back.href);
  await expect(
    page.getByRole('heading', { level: 1, name: say(words.return.title.unconfirmed, XERO) }),
  ).toBeVisible();
  await expect(page.getByRole('link', { name: words.return.checkAgain })).toBeVisible();
  back.searchParams.set('statusCode', '777');
  await page.goto(back.href);
  await expect(
    page.getByRole('heading', { level: 1, name: say(words.return.title['not-finished'], XERO) }),
  ).toBeVisible();
  // Connected behind our back meanwhile: the page says so whatever the address says.
  const [connection] = await control.connectionsOf(customer.ctx);
  const company = await customer.ctx.db.query.companies.findFirst({
    where: (c, { eq }) => eq(c.id, customer.ctx.companyId),
  });
  await control.post(`companies/${company?.codatCompanyId}/connections/${connection?.id}/authorize`);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: say(words.done.title, XERO) })).toBeVisible();
});

test('forged, foreign and missing values all end on the same harmless page', async ({
  page,
  browser,
  stack,
}) => {
  await leaveForXero(page);
  await page.getByRole('button', { name: PROVIDER.en.cancel }).click();
  const mine = page.url();
  const unknown = page.getByRole('heading', { level: 1, name: words.return.title.unknown });
  const forged = randomBytes(32).toString('base64url');
  for (const query of [
    '',
    '?statusCode=200',
    `?statusCode=200&state=${forged}`,
    '?state=a&state=b',
    '?statusCode=200&state=%00',
    `?state=${'x'.repeat(4000)}`,
  ]) {
    await page.goto(`/connect/return${query}`);
    await expect(unknown).toBeVisible();
  }
  const context = await browser.newContext({ baseURL: stack.appUrl, locale: 'en-GB' });
  await signIn(stack, context, 'Somebody Else Ltd');
  const other = await context.newPage();
  await other.goto(mine);
  await expect(other.getByRole('heading', { level: 1, name: words.return.title.unknown })).toBeVisible();
  await expect(other.getByText('Xero')).toHaveCount(0);
  await context.close();
});

test('coming back signed out leads through sign-in to the same page', async ({
  page,
  context,
  customer,
  stack,
}) => {
  await leaveForXero(page);
  await context.clearCookies();
  await page.getByRole('button', { name: PROVIDER.en.cancel }).click();
  await expect(page).toHaveURL(/\/sign-in\?.*next=/);
  const next = new URL(page.url()).searchParams.get('next') ?? '';
  expect(next).toContain('/connect/return?');
  expect(next).toContain('state=');
  await setSession(stack, context, customer.token);
  await page.goto(next);
  await expect(
    page.getByRole('heading', { level: 1, name: say(words.return.title.cancelled, XERO) }),
  ).toBeVisible();
});

test('Back from the provider, and Back after finishing, show true pages', async ({ page }) => {
  await leaveForXero(page);
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: words.sources.connect.Accounting })).toBeVisible();
  await platform(page, 'Xero').click();
  await authoriseAtProvider(page);
  await expect(page.getByRole('heading', { level: 1, name: say(words.done.title, XERO) })).toBeVisible();
  await page.goto(CONNECT);
  await expect(page.getByText(say(words.connect.fullTitle, XERO))).toBeVisible();
});

test('when Codat cannot be asked, the page says so and can ask again', async ({
  page,
  customer,
  control,
}) => {
  await leaveForXero(page);
  await control.fault(customer.ctx, { kind: 'status', status: 503 }, { method: 'GET', times: 1 });
  await page.getByRole('button', { name: PROVIDER.en.signIn, exact: true }).click();
  await page.getByRole('button', { name: PROVIDER.en.authorise }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: say(words.return.title['cannot-check'], XERO) }),
  ).toBeVisible();
  await page.getByRole('link', { name: words.return.checkAgain }).click();
  await expect(page.getByRole('heading', { level: 1, name: say(words.done.title, XERO) })).toBeVisible();
});
