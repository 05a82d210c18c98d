// Playwright journeys: requirements of platform makers: QuickBooks' own button; Xero's list of connections with the way to disconnect.
import { listConnections } from '../../../db/queries/connections';
import { agree, expect, platform, test } from '../../fixtures';
import { PROVIDER, say, WORDS } from '../../words';

const LIST = '/products/business-insights/connect';
const { connect, connections, done } = WORDS.en;
const QUICKBOOKS = 'QuickBooks Online';
const OWN = say(connect.ownButton, { platform: QUICKBOOKS });

test.beforeEach(async ({ customer }) => agree(customer.ctx));

test('QuickBooks is connected by the button of its maker, which changes under the pointer', async ({
  page,
}) => {
  await page.goto(LIST);
  const button = platform(page, QUICKBOOKS).first();
  const [still, hover] = [button.getByRole('img', { name: OWN }), button.locator('img').last()];
  await expect(still).toBeVisible();
  await expect(still).toHaveCSS('opacity', '1');
  await expect(hover).toHaveCSS('opacity', '0');
  expect(await still.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await button.hover();
  await expect(still).toHaveCSS('opacity', '0');
  await expect(hover).toHaveCSS('opacity', '1');
  // No other platform has one.
  await expect(platform(page, 'Xero').getByText(/^Connect to/)).toHaveCount(0);
  await button.click();
  await expect(page.getByRole('button', { name: PROVIDER.en.signIn, exact: true })).toBeVisible();
});

test.describe('with scripts', () => {
  // Only a script notices that an image failed to load.
  test.use({ javaScriptEnabled: true });

  test('when its images do not load, words replace them', async ({ page }) => {
    await page.route('**/logos/qhyg-button*', (route) => route.abort());
    await page.goto(LIST);
    await expect(platform(page, QUICKBOOKS).first().getByText(OWN, { exact: true })).toBeVisible();
  });
});

test('Xero: organisation, status and the way to disconnect, after connecting and among the connections', async ({
  page,
  customer: { ctx },
  control,
}) => {
  await control.connected(ctx, 'gbol');
  const [xero] = await listConnections(ctx.db, ctx.companyId);
  const disconnect = page.getByRole('link', { name: new RegExp(`^${connections.one.disconnect}\\b.*Xero`) });
  await page.goto('/products/business-insights/done');
  const line = page.getByRole('listitem').filter({ has: disconnect });
  await expect(line).toContainText(
    say(done.organisation, { platform: 'Xero', organisation: xero?.organisation ?? '' }),
  );
  await expect(line).toContainText(connections.state.Linked);
  await page.goto('/connections');
  await expect(page.getByRole('heading', { name: `Xero · ${xero?.organisation}` })).toBeVisible();
  await expect(page.getByText(connections.state.Linked, { exact: true })).toBeVisible();
  await disconnect.click();
  await expect(page).toHaveURL(`/connections/${xero?.id}/disconnect`);
});
