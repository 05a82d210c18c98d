// Playwright journeys: WCAG 2.2 AA by axe on every page in both themes, its security policy, and the whole path by keyboard.
import type { Locator, Page } from '@playwright/test';
import { expectAccessible, expectNoViolations } from '../../axe';
import { collectViolations } from '../../csp-violations';
import {
  agree,
  agreeBox,
  authoriseAtProvider,
  expect,
  platform,
  signIn,
  signInAsSomeoneNew,
  signInPerson,
  test,
} from '../../fixtures';
import { ROUTES } from '../../routes';
import { PROVIDER, say, WORDS } from '../../words';

// With scripts, as most people see the pages.
test.use({ javaScriptEnabled: true });

const PATHS = ROUTES.filter(({ access }) => access === 'public' || access === 'customer');

test.describe('in French, where words are longest', () => {
  test.use({ locale: 'fr-FR' });

  test('axe finds nothing on any page, and no policy is broken, before, during and after connecting', async ({
    page,
    context,
    browser,
    stack,
  }) => {
    // The test visits every page: the limit only ends one that hangs.
    test.setTimeout(600_000);
    const refused = await collectViolations(context);
    const { ctx } = await signIn(stack, context);
    const check = async (path: string) => {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectAccessible(page, path);
    };
    for (const { path, access } of PATHS) if (access === 'customer') await check(path);
    await page.goto('/products/business-insights/consent');
    for (const summary of await page.locator('main summary').all()) await summary.click();
    await page.getByRole('button', { name: WORDS.fr.consent.agree, exact: true }).click();
    await expect(page.getByRole('alert').first()).toBeVisible();
    await expectNoViolations(page, 'consent, open and with an error');
    await agree(ctx);
    await check('/products/business-insights/connect');
    await platform(page, 'Xero').click();
    await authoriseAtProvider(page, 'fr');
    await expect(
      page.getByRole('heading', { level: 1, name: say(WORDS.fr.done.title, { platform: 'Xero' }) }),
    ).toBeVisible();
    for (const { path } of PATHS) await check(path);
    const fresh = await browser.newContext({ baseURL: stack.appUrl, locale: 'fr-FR' });
    const refusedFresh = await collectViolations(fresh);
    await signInPerson(stack, fresh);
    const person = await fresh.newPage();
    for (const { path, access } of ROUTES) {
      if (access !== 'person') continue;
      await person.goto(path);
      await expect(person.getByRole('heading', { level: 1 })).toBeVisible();
      await expectAccessible(person, path);
    }
    await fresh.close();
    expect([...refused, ...refusedFresh]).toEqual([]);
  });
});

for (const language of ['en', 'fr'] as const) {
  test(`${language}: every page says its language and has a title`, async ({ request, stack, context }) => {
    const { token } = await signIn(stack, context);
    const headers = { cookie: `accord.session=${token}`, 'accept-language': language };
    let seen = 0;
    for (const { path } of PATHS) {
      const response = await request.get(path, { headers });
      // A not-found page is drawn by its scripts; axe checks it above.
      if (response.status() === 404) continue;
      const html = await response.text();
      expect(html, path).toContain(`<html lang="${language}"`);
      expect(html, path).toMatch(/<title>[^<]+<\/title>/);
      seen += 1;
    }
    expect(seen).toBeGreaterThan(PATHS.length / 2);
  });
}

/** Presses Tab until the named control has the focus, which must show. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await target.first().evaluate((element) => element === document.activeElement)) {
      const outline = await target.first().evaluate((element) => getComputedStyle(element).outlineStyle);
      expect(outline).not.toBe('none');
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reached ${target}`);
}

test('the whole path by keyboard alone', async ({ page }) => {
  const words = WORDS.en;
  await page.goto('/products/business-insights/consent');
  await tabTo(page, page.getByRole('button', { name: words.signIn.action, exact: true }));
  await page.keyboard.press('Enter');
  await signInAsSomeoneNew(page, 'Nadia Haddad');
  await expect(page.getByRole('heading', { level: 1, name: words.welcome.title })).toBeVisible();
  await tabTo(page, page.getByRole('textbox'));
  await page.keyboard.type('Keyboard Ltd');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/products/business-insights/consent');
  await tabTo(page, agreeBox(page));
  await page.keyboard.press('Space');
  await tabTo(page, page.getByRole('button', { name: words.consent.agree, exact: true }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/products/business-insights/connect');
  await tabTo(page, page.getByRole('searchbox'));
  await page.keyboard.type('xero');
  await tabTo(page, platform(page, 'Xero'));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: PROVIDER.en.signIn, exact: true }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: PROVIDER.en.authorise, exact: true }));
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('heading', { level: 1, name: say(words.done.title, { platform: 'Xero' }) }),
  ).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the language can be changed, and stays', async ({ page }) => {
    await page.goto('/');
    await page.getByRole('button', { name: 'Français', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: WORDS.fr.start.heading })).toBeVisible();
    await page.goto('/sign-in');
    await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  });
});
