// Page object of Codat's embedded window: the steps of a customer, by the names of its buttons.
import type { Page } from '@playwright/test';
import { wordsOf } from 'codat-sandbox/sdk/browser/words';
import { authoriseAtProvider, expect } from './fixtures';
import { type Language, WORDS } from './words';

export type Kind = 'accounting' | 'banking' | 'commerce';

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** From the product's page of platforms to the open window. */
export async function openWindow(page: Page, product: string, language: Language = 'en'): Promise<void> {
  await page.goto(`/products/${product}/connect`);
  await page.getByRole('link', { name: WORDS[language].connect.window }).click();
  await expectWindow(page, language);
}

export async function expectWindow(page: Page, language: Language = 'en'): Promise<void> {
  await expect(page.getByRole('heading', { level: 2, name: WORDS[language].link.choose })).toBeVisible();
}

/** Up to the platform's own tab. @returns that tab */
export async function leaveFor(page: Page, kind: Kind, platform: string, language: Language = 'en') {
  await choose(page, kind, platform, language);
  const [tab] = await Promise.all([page.waitForEvent('popup'), press(page, WORDS[language].consent.agree)]);
  return tab;
}

/** Up to the question of the window, which stays unanswered. */
export async function choose(page: Page, kind: Kind, platform: string, language: Language = 'en') {
  const words = wordsOf(language);
  await press(page, `${words.connect} ${words.kinds[kind]}`);
  await press(page, platform);
  await expect(page.getByRole('button', { name: WORDS[language].consent.agree, exact: true })).toBeVisible();
}

export async function connectIn(
  page: Page,
  kind: Kind,
  platform: string,
  language: Language = 'en',
): Promise<void> {
  const words = wordsOf(language);
  const tab = await leaveFor(page, kind, platform, language);
  await authoriseAtProvider(tab, language);
  await expect(tab.getByText(platform).first()).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: words.connectedTitle(platform) })).toBeVisible();
  await tab.close();
  await press(page, words.goOn);
}

export async function finish(page: Page, language: Language = 'en'): Promise<void> {
  await press(page, wordsOf(language).complete);
}
