// WCAG 2.2 AA by axe on every page in both themes and languages; the whole path by keyboard, and without JavaScript.
import type { Locator, Page } from '@playwright/test';
import { violations } from '../../axe';
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

/** Each theme in one language: contrast does not depend on words, nor the length of words on colour. */
const LOOKS = [
  ['light', 'en'],
  ['dark', 'fr'],
] as const;

for (const [colorScheme, language] of LOOKS) {
  test.describe(`${colorScheme}, ${language}`, () => {
    test.use({ colorScheme, locale: language === 'en' ? 'en-GB' : 'fr-FR' });

    test('axe finds nothing on any page, before, during and after connecting', async ({
      page,
      context,
      browser,
      stack,
    }) => {
      // As many pages as there are: the limit only ends what hangs.
      test.setTimeout(600_000);
      const { ctx } = await signIn(stack, context);
      const check = async (path: string) => {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        expect(await violations(page), path).toEqual([]);
        expect(await page.title()).not.toBe('');
        expect(await page.locator('html').getAttribute('lang')).toBe(language);
        for (const width of [320, 390, 1280]) {
          await page.setViewportSize({ width, height: 900 });
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          expect(overflow, `${path} at ${width}`).toBeLessThanOrEqual(0);
        }
      };
      const paths = ROUTES.filter((route) => route.access === 'public' || route.access === 'customer').map(
        (route) => route.path,
      );
      // Empty pages once, where words are longest; full ones in both.
      if (language === 'fr') for (const path of paths) await check(path);
      await page.goto('/products/business-insights/consent');
      for (const summary of await page.locator('main summary').all()) await summary.click();
      await page.getByRole('button', { name: WORDS[language].consent.agree, exact: true }).click();
      await expect(page.getByRole('alert').first()).toBeVisible();
      expect(await violations(page), 'consent, open and with an error').toEqual([]);
      await agree(ctx);
      await check('/products/business-insights/connect');
      await platform(page, 'Xero').click();
      await authoriseAtProvider(page, language);
      await expect(
        page.getByRole('heading', {
          level: 1,
          name: say(WORDS[language].done.title, { platform: 'Xero' }),
        }),
      ).toBeVisible();
      for (const path of paths) await check(path);
      const fresh = await browser.newContext({
        baseURL: stack.appUrl,
        colorScheme,
        locale: language === 'en' ? 'en-GB' : 'fr-FR',
      });
      await signInPerson(stack, fresh);
      const welcome = await fresh.newPage();
      await welcome.goto('/welcome');
      expect(await violations(welcome), '/welcome').toEqual([]);
      await fresh.close();
    });
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

  test('the whole path works as plain forms', async ({ page }) => {
    const words = WORDS.en;
    await page.goto('/products/business-insights/consent');
    await page.getByRole('button', { name: words.signIn.action }).click();
    await signInAsSomeoneNew(page, 'Nadia Haddad');
    await page.getByRole('button', { name: words.welcome.submit }).click();
    await expect(page.getByText(words.errors.fields['business-name-empty']).first()).toBeVisible();
    await page.getByLabel(words.welcome.label).fill('No Script Ltd');
    await page.getByRole('button', { name: words.welcome.submit }).click();
    await expect(page).toHaveURL('/products/business-insights/consent');
    await agreeBox(page).check();
    await page.getByRole('button', { name: words.consent.agree, exact: true }).click();
    await expect(page).toHaveURL(/\/products\/business-insights\/connect/);
    await platform(page, 'Xero').click();
    await authoriseAtProvider(page);
    await expect(page).toHaveURL(/\/products\/business-insights\/done/);
    await expect(
      page.getByRole('heading', { level: 1, name: say(words.done.title, { platform: 'Xero' }) }),
    ).toBeVisible();
    await page.goto('/connections');
    await expect(page.getByText(words.connections.state.Linked, { exact: true })).toBeVisible();
  });

  test('the language can be changed, and stays', async ({ page }) => {
    await page.goto('/');
    await page.getByRole('button', { name: 'Français', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: WORDS.fr.start.heading })).toBeVisible();
    await page.goto('/sign-in');
    await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  });
});
