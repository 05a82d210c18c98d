// Codat's window cannot come: the page says so calmly, and our own list leads to the same end.
import { agree, authoriseAtProvider, expect, ledgerOf, platform, test } from '../../fixtures';
import { say, WORDS } from '../../words';

const MODULE = '**/link-sdk.js';

const javascript = (body: string) => ({
  contentType: 'text/javascript',
  headers: { 'access-control-allow-origin': '*' },
  body,
});

const words = WORDS.en;
test.beforeEach(async ({ customer }) => agree(customer.ctx));

for (const [how, body] of [
  ['is blocked', null],
  ['throws while it is imported', 'throw new Error("import")'],
  ['is another module', 'export const Something = 1'],
  ['throws while it is mounted', 'export class CodatLink { constructor() { throw new Error("mount") } }'],
  ['shows nothing', 'export class CodatLink {}'],
] as const) {
  test(`the module ${how}: our own list goes on`, async ({ page, customer: { ctx }, stack }) => {
    await page.route(MODULE, (route) =>
      body === null ? route.abort('blockedbyclient') : route.fulfill(javascript(body)),
    );
    await page.goto('/products/business-insights/link');
    await expect(page.getByText(words.link.missing.title)).toBeVisible();
    await page.getByRole('link', { name: words.link.list }).last().click();
    await platform(page, 'Xero').click();
    await authoriseAtProvider(page);
    await expect(
      page.getByRole('heading', { level: 1, name: say(words.done.title, { platform: 'Xero' }) }),
    ).toBeVisible();
    expect(await ledgerOf(stack, ctx.companyId)).toEqual(['given']);
  });
}

test('a module that takes ten seconds comes too late, and does not push in', async ({ page }) => {
  const arrived = page.waitForResponse(MODULE, { timeout: 30_000 });
  await page.route(MODULE, async (route) => {
    const response = await route.fetch();
    await new Promise((resolve) => setTimeout(resolve, 10_000));
    await route.fulfill({ response });
  });
  await page.goto('/products/business-insights/link');
  await expect(page.getByText(words.link.loading)).toBeVisible();
  await expect(page.getByText(words.link.missing.title)).toBeVisible();
  await (await arrived).finished();
  await expect(page.getByText(words.link.missing.title)).toBeVisible();
  await expect(page.getByRole('heading', { name: words.link.choose })).toHaveCount(0);
  await page.getByRole('link', { name: words.link.list }).last().click();
  await platform(page, 'Xero').click();
  await authoriseAtProvider(page);
  await expect(
    page.getByRole('heading', { level: 1, name: say(words.done.title, { platform: 'Xero' }) }),
  ).toBeVisible();
});
