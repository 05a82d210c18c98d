// Playwright journeys: from the first sign-in to the connections page, for two people at once, in both languages.

import type { Page } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { companies } from '../../db/schema/people';
import {
  agreeBox,
  Control,
  expect,
  ledgerOf,
  platform,
  type Stack,
  signInAsSomeoneNew,
  test,
} from '../fixtures';
import { type Language, PROVIDER, say, WORDS } from '../words';

async function wholePath(page: Page, stack: Stack, language: Language, businessName: string): Promise<void> {
  const words = WORDS[language];
  await page.goto('/products/business-insights/consent');
  await page.getByRole('button', { name: words.signIn.action }).click();
  await signInAsSomeoneNew(page, 'Nadia Haddad', language);

  await expect(page.getByRole('heading', { level: 1, name: words.welcome.title })).toBeVisible();
  await page.getByLabel(words.welcome.label).fill(businessName);
  await page.getByRole('button', { name: words.welcome.submit }).click();

  await expect(page).toHaveURL('/products/business-insights/consent');
  const box = agreeBox(page);
  await expect(box).not.toBeChecked();
  await box.check();
  await page.getByRole('button', { name: words.consent.agree, exact: true }).click();

  await expect(page).toHaveURL('/products/business-insights/connect');
  await expect(page.getByRole('heading', { level: 1, name: words.sources.connect.Accounting })).toBeVisible();
  await nameOrganisations(stack, businessName);
  await page.getByRole('searchbox').fill('xer');
  await platform(page, 'Xero').click();

  await page.getByRole('button', { name: PROVIDER[language].signIn, exact: true }).click();
  expect(new URL(page.url()).origin).toBe(stack.sandboxUrl);
  const organisation = await page
    .getByRole('radio')
    .first()
    .evaluate((radio: HTMLInputElement) => radio.labels?.[0]?.querySelector('strong')?.textContent ?? '');
  await page.getByRole('button', { name: PROVIDER[language].authorise }).click();

  await expect(page).toHaveURL('/products/business-insights/done');
  await expect(
    page.getByRole('heading', { level: 1, name: say(words.done.title, { platform: 'Xero' }) }),
  ).toBeVisible();
  const shared = organisation.split('\n')[0] ?? '';
  expect(shared).not.toBe('');
  await expect(
    page.getByText(say(words.done.organisation, { platform: 'Xero', organisation: shared })),
  ).toBeVisible();
  // The list of data kinds updates by itself, without a click.
  await expect(page.getByText(say(words.done.railReady, { platform: 'Xero' }))).toBeVisible({
    timeout: 45_000,
  });

  await page.goto('/connections');
  await expect(page.getByRole('heading', { name: `Xero · ${shared}` })).toBeVisible();
  await expect(page.getByText(words.connections.state.Linked, { exact: true })).toBeVisible();
  await expect(
    page.getByText(language === 'en' ? 'Business insights' : 'Vue d’ensemble', { exact: true }),
  ).toBeVisible();
}

/** Makes Codat name the organisations of this business, so that pages show them. */
async function nameOrganisations(stack: Stack, businessName: string): Promise<void> {
  const [company] = await stack.database.db.select().from(companies).where(eq(companies.name, businessName));
  await new Control(stack).setProfile(
    { name: 'documented', except: ['no-connection-info'] },
    company?.codatCompanyId ?? 'none',
  );
}

test('two people go the whole path at the same time, each in their language', async ({ browser, stack }) => {
  const people = [
    { language: 'en', name: `Kestrel Coffee ${Date.now()}` },
    { language: 'fr', name: `Boulangerie « Tremblay » ${Date.now()} 🥐` },
  ] as const;
  const runs = people.map(async ({ language, name }) => {
    const context = await browser.newContext({
      baseURL: stack.appUrl,
      locale: language === 'en' ? 'en-GB' : 'fr-FR',
    });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await wholePath(page, stack, language, name);
    expect(complaints).toEqual([]);
    await context.close();
  });
  await Promise.all(runs);
  for (const { name } of people) {
    const [company] = await stack.database.db.select().from(companies).where(eq(companies.name, name));
    expect(await ledgerOf(stack, company?.id ?? '')).toEqual(['given']);
    expect(company?.codatCompanyId).toBeTruthy();
  }
});

test('from sign-up to the choice of a platform in three actions', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: WORDS.en.start.connect }).first().click();
  await page.getByRole('button', { name: WORDS.en.signIn.action }).click();
  await signInAsSomeoneNew(page, 'Nadia Haddad');
  await page.getByLabel(WORDS.en.welcome.label).fill('Three Steps Ltd');
  // The customer has signed up here. The page itself counts every press, across all documents.
  let presses = 0;
  await page.exposeFunction('countPress', () => {
    presses += 1;
  });
  const listen = () => {
    document.addEventListener(
      'click',
      (event) => event.detail > 0 && (window as unknown as { countPress: () => void }).countPress(),
      true,
    );
  };
  await page.addInitScript(listen);
  await page.evaluate(listen);
  await page.getByRole('button', { name: WORDS.en.welcome.submit }).click();
  await agreeBox(page).check();
  await page.getByRole('button', { name: WORDS.en.consent.agree, exact: true }).click();
  await expect(platform(page, 'Xero')).toBeVisible();
  expect(presses).toBeGreaterThan(0);
  expect(presses).toBeLessThanOrEqual(3);
});
