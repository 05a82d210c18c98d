// Playwright journeys: input that no page sends gets a sentence or a 404, never a 500 and never a stack trace.
import type { Page } from '@playwright/test';
import { agree, agreeBox, expect, ledgerOf, platform, signInPerson, test } from '../../fixtures';
import { WORDS } from '../../words';

// With scripts: an injected name or address would run here, and script errors are collected.
test.use({ javaScriptEnabled: true });

const words = WORDS.en;

async function pageIsCalm(page: Page): Promise<void> {
  await expect(page.getByText(/at .*\.(ts|js):\d+|Error:|digest/)).toHaveCount(0);
}

test('a business whose name cannot be one gets a field error that says why', async ({
  page,
  context,
  stack,
}) => {
  await signInPerson(stack, context);
  for (const [name, problem] of [
    ['   ', 'business-name-empty'],
    ['☕☕☕', 'business-name-unreadable'],
    ['Kestrel\u202Eeeffoc', 'business-name-unreadable'],
    ['x'.repeat(161), 'business-name-too-long'],
    ['x'.repeat(100_000), 'business-name-too-long'],
  ] as const) {
    await page.goto('/welcome');
    const field = page.getByLabel(words.welcome.label);
    await field.evaluate((input: HTMLInputElement) => input.removeAttribute('maxlength'));
    await field.fill(name);
    await page.getByRole('button', { name: words.welcome.submit }).click();
    await expect(page.getByText(words.errors.fields[problem])).toHaveCount(2);
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(page).toHaveURL('/welcome');
    await pageIsCalm(page);
  }
});

test('the name of a business is shown as it is written, even if it is markup', async ({
  page,
  context,
  stack,
}) => {
  const name = `<script>alert(1)</script> Söhne & Töchter 🥐 =cmd|calc {{7*7}} %s %n a"b'c\`d`;
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => void dialogs.push(dialog.message()));
  await signInPerson(stack, context);
  await page.goto('/welcome');
  await page.getByLabel(words.welcome.label).fill(name);
  await page.getByRole('button', { name: words.welcome.submit }).click();
  await expect(page).toHaveURL('/home');
  await expect(page.getByRole('main').getByText(name, { exact: true })).toBeVisible();
  expect(dialogs).toEqual([]);
});

test('hidden fields that were changed are claims, and claims are checked', async ({
  page,
  customer,
  stack,
}) => {
  const consent = '/products/business-insights/consent';
  const tamper = async (changes: Record<string, string>) => {
    await page.goto(consent);
    await agreeBox(page).check();
    await page.evaluate((values) => {
      for (const [name, value] of Object.entries(values)) {
        document.querySelector(`form input[name="${name}"][type="hidden"]`)?.setAttribute('value', value);
      }
    }, changes);
    await page.getByRole('button', { name: words.consent.agree, exact: true }).click();
  };
  await tamper({ noticeHash: 'f'.repeat(64) });
  await expect(page.getByText(words.errors.actions['notice-changed'])).toBeVisible();
  await tamper({ noticeHash: '<script>' });
  await expect(page.getByText(words.errors.fields.unreadable).first()).toBeVisible();
  await tamper({ product: 'no-such-product' });
  await expect(page.getByText(words.errors.actions['not-found'])).toBeVisible();
  await tamper({ product: 'lending' });
  await expect(page.getByText(words.errors.actions['notice-changed'])).toBeVisible();
  await tamper({ language: 'de' });
  await expect(page.getByText(words.errors.fields.unreadable).first()).toBeVisible();
  await pageIsCalm(page);
  expect(await ledgerOf(stack, customer.ctx.companyId)).toEqual([]);
});

test('a platform that is not offered gets a sentence', async ({ page, customer, control }) => {
  await agree(customer.ctx);
  for (const [key, sentence] of [
    ['zzzz', words.errors.actions['platform-not-offered']],
    ['../../etc', words.errors.fields.unreadable],
    ['x'.repeat(500), words.errors.fields.unreadable],
  ] as const) {
    await page.goto('/products/business-insights/connect');
    const xero = platform(page, 'Xero');
    await xero.evaluate((button: HTMLButtonElement, value) => button.setAttribute('value', value), key);
    await xero.click();
    await expect(page.getByText(sentence).first()).toBeVisible();
  }
  expect(await control.connectionsOf(customer.ctx)).toHaveLength(0);
});

test('a body of megabytes is refused as too large, not as a server error', async ({ customer, request }) => {
  const response = await request.post('/products/business-insights/consent', {
    multipart: { product: 'business-insights', padding: 'x'.repeat(3_000_000) },
    headers: { cookie: `accord.session=${customer.token}` },
    maxRedirects: 0,
  });
  expect(response.status()).toBe(413);
});

test('addresses that lead nowhere are 404 pages', async ({ page, customer }) => {
  expect(customer.token).toBeTruthy();
  for (const path of [
    '/products/no-such-product',
    '/products/BUSINESS-INSIGHTS',
    '/products/..%2Fhome/consent',
    `/products/${'x'.repeat(3000)}`,
    '/products/%00/consent',
    '/products/a%27--/connect',
    '/products/business-insights/nothing',
    '/nothing',
  ]) {
    const response = await page.goto(path);
    expect(response?.status(), path).toBe(404);
    await expect(page.getByRole('heading', { level: 1, name: words.errors.notFound.title })).toBeVisible();
    await pageIsCalm(page);
  }
});

test('a search that finds nothing says so and shows the way back', async ({ page, customer }) => {
  await agree(customer.ctx);
  await page.goto('/products/business-insights/connect');
  await page.getByRole('searchbox').fill('<b>no such platform');
  await expect(page.getByText(words.connect.noMatchText)).toBeVisible();
  await page.getByRole('button', { name: words.connect.showAll }).click();
  await expect(platform(page, 'Xero')).toBeVisible();
});
