// The way of a sign-in: who cancels, or begins twice, still goes where they were going; an address that is no text has a page, too.
import { expect, test } from '../../fixtures';
import { WORDS } from '../../words';

test('addresses that are no text lead to the page for such addresses', async ({ request, stack }) => {
  for (const path of [
    '/share/%E9',
    '/products/%E9',
    '/connections/%ff%fe',
    '/%E9',
    '/verify/%E9',
    '/staff/businesses/%E9',
  ]) {
    const answer = await fetch(`${stack.appUrl}${path}`, { redirect: 'manual' });
    expect(answer.status, path).toBe(404);
    expect(await answer.text(), path).toContain('<h1');
  }
  for (const path of ['/api/%E9', '/api/uploads/%E9/accounting', '/api/auth/%E9'])
    expect((await fetch(`${stack.appUrl}${path}`, { redirect: 'manual' })).status, path).toBe(404);
  expect((await request.get('/share/%C3%A9', { maxRedirects: 0 })).status()).toBeLessThan(500);
});

test('who cancels at the sign-in service is told so and still goes where they were going', async ({
  page,
}) => {
  await page.goto('/products/lending/consent');
  await page.getByRole('button', { name: WORDS.en.signIn.action }).click();
  await page.getByText('Cancel and go back').click();
  await expect(page.getByText(WORDS.en.signIn.error.cancelled.title)).toBeVisible();
  await expect(page.locator('input[name="next"]').first()).toHaveValue('/products/lending/consent');
});

test('a second sign-in that begins does not end the first one', async ({ page, context }) => {
  await page.goto('/products/lending/consent');
  await page.getByRole('button', { name: WORDS.en.signIn.action }).click();
  await expect(page.getByText('Cancel and go back')).toBeVisible();
  const tab = await context.newPage();
  await tab.goto('/consents');
  await tab.getByRole('button', { name: WORDS.en.signIn.action }).click();
  await expect(tab.getByText('Cancel and go back')).toBeVisible();
  await page.getByText('Cancel and go back').click();
  await expect(page.locator('input[name="next"]').first()).toHaveValue('/products/lending/consent');
  await tab.getByText('Cancel and go back').click();
  await expect(tab.locator('input[name="next"]').first()).toHaveValue('/consents');
});
