// Playwright journeys: sign-in. A person who cancels, or begins twice, still reaches their destination; a malformed address has a page, too.
import { eq } from 'drizzle-orm';
import { companies } from '../../../db/schema/people';
import { agreeBox, expect, ledgerOf, type Stack, test } from '../../fixtures';
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

test('a person who cancels at the sign-in service is told so and still reaches their destination', async ({
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

const [PRIYA, TOM] = ['Priya Shah, finance director of Harbour Bikes', 'Tom Reed, co-owner of Harbour Bikes'];

test('two sign-ins at once both succeed, keep their ways, and say as whom one acts', async ({
  browser,
  stack,
}) => {
  test.slow();
  for (const [second, name] of [
    [PRIYA, 'Priya Shah'],
    [TOM, 'Tom Reed'],
  ] as const) {
    // With scripts each tab stays with its own person.
    const context = await browser.newContext({
      baseURL: stack.appUrl,
      locale: 'en-GB',
      javaScriptEnabled: true,
    });
    const [page, tab] = [await context.newPage(), await context.newPage()];
    for (const [each, path] of [
      [page, '/products/lending/consent'],
      [tab, '/connections'],
    ] as const) {
      await each.goto(path);
      await each.getByRole('button', { name: WORDS.en.signIn.action }).click();
      await expect(each.getByText('Cancel and go back')).toBeVisible();
    }
    await page.getByRole('button', { name: PRIYA }).click();
    await expect(page).toHaveURL('/products/lending/consent');
    await expect(agreeBox(page)).toBeVisible();
    await tab.getByRole('button', { name: second }).click();
    await expect(tab).toHaveURL('/connections');
    for (const each of [page, tab])
      await expect(each.getByRole('banner').getByTitle('Harbour Bikes')).toBeVisible();
    await tab.getByRole('button', { name: WORDS.en.shell.menu }).click();
    await expect(tab.getByRole('banner').getByText(name, { exact: true })).toBeVisible();

    // The first page was made for Priya, and counts for no other person.
    await page.getByRole('button', { name: WORDS.en.consent.notNow, exact: true }).click();
    if (second === PRIYA) await expect(page).toHaveURL('/home');
    else {
      const title = WORDS.en.acting.titlePerson;
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    }
    expect(await ledgerOf(stack, await harbourBikes(stack))).toEqual(['deferred']);
    await context.close();
  }
});

async function harbourBikes({ database }: Stack): Promise<string> {
  const [found] = await database.db
    .select({ id: companies.id })
    .from(companies)
    .where(eq(companies.externalId, 'harbour-bikes'));
  return found?.id ?? '';
}
