// Playwright journeys: the presenter's page. Each scenario starts in the state that its card promises, in both languages, and its steps work.

import type { Page } from '@playwright/test';
import { findViewer } from '../../db/queries/sessions';
import { sha256 } from '../../lib/domain/crypto/sha256';
import {
  agreeBox,
  authoriseAtProvider,
  expect,
  ledgerOf,
  platform,
  type Stack,
  sayItIsRight,
  test,
} from '../fixtures';
import { visit } from '../return-paths/stage';
import { type Language, say, WORDS } from '../words';

type ScenarioId = keyof typeof WORDS.en.demo.scenario;

/** Presses the button of a card. */
async function start(
  page: Page,
  id: ScenarioId,
  firstName: string,
  language: Language = 'en',
): Promise<void> {
  const words = WORDS[language].demo;
  await page.goto('/demo');
  const card = page.getByRole('listitem').filter({
    has: page.getByRole('heading', { level: 3, name: words.scenario[id].title }),
  });
  await card.getByRole('button', { name: say(words.start, { name: firstName }), exact: true }).click();
  await expect(page).not.toHaveURL(/\/demo/);
}

/** Business that is signed in in the browser. */
async function businessOf(page: Page, stack: Stack) {
  const cookies = await page.context().cookies();
  const token = cookies.find(({ name }) => name === 'accord.session')?.value ?? '';
  const viewer = await findViewer(stack.database.hot, sha256(token));
  return { name: viewer?.companyName, person: viewer?.userName, id: viewer?.companyId ?? '' };
}

async function agree(page: Page): Promise<void> {
  await agreeBox(page).check();
  await page.getByRole('button', { name: WORDS.en.consent.agree, exact: true }).click();
}

const { consents, connections, home, product, done, connect } = WORDS.en;

test('1: a new person goes from the promise to reading progress', async ({ page, stack }) => {
  await start(page, 'first-time', 'Maya');
  await expect(page.getByRole('heading', { level: 1, name: 'Business insights' })).toBeVisible();
  const business = await businessOf(page, stack);
  expect(business).toMatchObject({ name: 'Kestrel Coffee', person: 'Maya Okafor' });
  expect(await ledgerOf(stack, business.id)).toEqual([]);
  await page.getByRole('link', { name: product.connectAction.Accounting }).click();
  await agree(page);
  await platform(page, 'Xero').click();
  await authoriseAtProvider(page);
  await expect(
    page.getByRole('heading', { level: 1, name: say(done.title, { platform: 'Xero' }) }),
  ).toBeVisible();
});

test('2: an existing customer takes up a second product without signing in anywhere', async ({
  page,
  stack,
}) => {
  await start(page, 'second-product', 'Luc');
  const words = WORDS.fr;
  await expect(page).toHaveURL('/home');
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await expect(page.getByRole('heading', { name: words.home.needsYou })).toHaveCount(0);
  for (const name of ['Xero', 'Plaid'])
    await expect(page.getByRole('listitem').filter({ hasText: new RegExp(`${name}$`) })).toBeVisible();
  await page.getByRole('link', { name: words.product.step.consent }).first().click();
  await expect(page).toHaveURL('/products/lending/consent');
  await agreeBox(page).check();
  await page.getByRole('button', { name: words.consent.agree, exact: true }).click();
  await expect(page).toHaveURL('/products/lending/done?agreed=1');
  const agreed = say(words.done.agreedTitle, { product: 'Financement' });
  await expect(page.getByRole('heading', { level: 1, name: agreed })).toBeVisible();
  await page.goto('/consents');
  await expect(page.getByText(words.consents.standing.given, { exact: true })).toHaveCount(2);
  expect(await ledgerOf(stack, (await businessOf(page, stack)).id)).toEqual(['given', 'given']);
});

test('3: a customer adds another platform', async ({ page }) => {
  await start(page, 'another-platform', 'Priya');
  await expect(
    page.getByRole('heading', { level: 1, name: say(done.title, { platform: 'Xero' }) }),
  ).toBeVisible();
  await expect(page.getByText(say(done.railReady, { platform: 'Xero' }))).toBeVisible();
  await page.getByRole('link', { name: done.addMore }).click();
  await expect(page.getByText(say(connect.fullTitle, { platform: 'Xero' }))).toBeVisible();
  // The shop was left out of the agreement, so the request for it comes first.
  await page.locator('summary').filter({ hasText: WORDS.en.sources.name.Commerce }).click();
  await page.getByRole('link', { name: new RegExp(`^${connect.optionalAction}.*Online shop$`) }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: WORDS.en.consent.add.title.Commerce }),
  ).toBeVisible();
  await agree(page);
  await page.locator('summary').filter({ hasText: WORDS.en.sources.name.Commerce }).click();
  await platform(page, 'Shopify').click();
  await authoriseAtProvider(page);
  await sayItIsRight(page);
  await expect(
    page.getByRole('heading', { level: 1, name: say(done.titleMany, { count: '2' }) }),
  ).toBeVisible();
});

test('4: a connected customer agrees to more with one confirmation', async ({ page, stack }) => {
  await start(page, 'more-data', 'Owen');
  await expect(page).toHaveURL('/products/cash-flow/consent');
  await expect(agreeBox(page)).not.toBeChecked();
  await agree(page);
  await expect(page).toHaveURL('/products/cash-flow/done?agreed=1');
  expect(await ledgerOf(stack, (await businessOf(page, stack)).id)).toEqual(['given', 'given']);
});

test('5: a customer stops one of two products that share a bank', async ({ page, stack }) => {
  await start(page, 'stop-sharing', 'Grace');
  await expect(page).toHaveURL('/consents');
  await expect(page.getByText(consents.standing.given, { exact: true })).toHaveCount(2);
  await page.goto('/consents/lending');
  await page.getByRole('link', { name: consents.stop }).click();
  // Codat names the bank connection's integration, not the bank.
  const told = { platform: 'NatWest', products: 'Cash flow' };
  await expect(page.getByText(say(consents.withdraw.kept, told))).toBeVisible();
  await expect(page.getByText(say(consents.withdraw.unlinked, { platform: 'Xero' }))).toBeVisible();
  await expect(
    page.getByRole('link', { name: say(consents.withdraw.smallerLink, { product: 'Lending' }) }),
  ).toBeVisible();
  await page.getByRole('radio').first().check();
  await page.getByRole('button', { name: consents.withdraw.stop, exact: true }).click();
  await expect(page).toHaveURL('/consents/lending');
  expect(await ledgerOf(stack, (await businessOf(page, stack)).id)).toEqual(['given', 'given', 'withdrawn']);
});

test('6: a bank that took its permission back is reconnected', async ({ page, stack }) => {
  await start(page, 'bank-expired', 'Élodie');
  const words = WORDS.fr;
  await expect(page).toHaveURL('/home');
  await expect(page.getByRole('heading', { name: words.home.needsYou })).toBeVisible();
  const call = say(words.product.step.reconnect, { platform: 'Plaid' });
  await page.getByRole('link', { name: call, exact: true }).first().click();
  const ask = say(words.connections.reconnectAsk.title, { platform: 'Plaid' });
  await expect(page.getByRole('heading', { level: 1, name: ask })).toBeVisible();
  await page
    .getByRole('button', { name: say(words.connections.reconnectAsk.go, { platform: 'Plaid' }) })
    .click();
  // The bank's pages are in the browser's language.
  await authoriseAtProvider(page);
  await expect(
    page.getByRole('heading', { level: 1, name: say(words.done.title, { platform: 'Plaid' }) }),
  ).toBeVisible();
  await page.goto('/home');
  await expect(page.getByRole('heading', { name: words.home.needsYou })).toHaveCount(0);
  await page.goto('/connections');
  await expect(page.getByText(words.connections.state.Linked, { exact: true })).toHaveCount(1);
  expect(await ledgerOf(stack, (await businessOf(page, stack)).id)).toEqual(['given']);
});

test('a French persona leaves the presenter, and the next persona, their English', async ({ page }) => {
  await start(page, 'second-product', 'Luc');
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await start(page, 'another-platform', 'Priya');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.goto('/demo');
  await page
    .getByRole('button', { name: /Français/ })
    .first()
    .click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await page.goto('/home');
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
});

test.describe('for a presenter in French', () => {
  test.use({ locale: 'fr-FR' });
  const LANDINGS = [
    ['first-time', 'Maya', '/products/business-insights'],
    ['second-product', 'Luc', '/home'],
    ['another-platform', 'Priya', '/products/business-insights/done'],
    ['more-data', 'Owen', '/products/cash-flow/consent'],
    ['stop-sharing', 'Grace', '/consents'],
    ['bank-expired', 'Élodie', '/home'],
  ] as const;
  test('each scenario is ready in French', async ({ page, stack }) => {
    for (const [id, firstName, path] of LANDINGS) {
      await start(page, id, firstName, 'fr');
      await expect(page).toHaveURL(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
      expect((await businessOf(page, stack)).person).toMatch(new RegExp(`^${firstName} `));
    }
  });
});

test('one business can fail, be repaired and be forgotten at Codat, and no other', async ({ page }) => {
  const { faults, reset, news } = WORDS.en.demo;
  await start(page, 'another-platform', 'Priya');
  await page.goto('/demo');
  await page.getByLabel(faults.what).selectOption(faults.kind.down);
  await page.getByLabel(faults.reach).selectOption('Harbour Bikes');
  await page.getByLabel(faults.calls).selectOption(faults.always);
  await page.getByRole('button', { name: faults.add, exact: true }).click();
  await expect(page.getByText(news['fault-added'])).toBeVisible();
  await visit(page, '/connections', () => page.getByText(connections.uncheckedTitle));
  await page.goto('/demo');
  const standing = page.getByRole('listitem').filter({ hasText: `Harbour Bikes · ${faults.always}` });
  await expect(standing).toHaveCount(1);
  await standing.getByRole('button', { name: `${faults.takeBack} ${faults.kind.down}` }).click();
  await expect(page.getByText(news['fault-gone'])).toBeVisible();
  await expect(standing).toHaveCount(0);
  await expect(async () => {
    await page.goto('/connections');
    await expect(page.getByText(connections.state.Linked, { exact: true })).toBeVisible({ timeout: 2000 });
    await expect(page.getByText(connections.uncheckedTitle)).toHaveCount(0);
  }).toPass();
  await page.goto('/demo');
  const again = say(reset.business, { business: 'Harbour Bikes' });
  await page.locator('summary').filter({ hasText: again }).click();
  await expect(page.getByText(say(reset.businessConsequence, { business: 'Harbour Bikes' }))).toBeVisible();
  await page.getByRole('button', { name: again }).click();
  await expect(page.getByText(news['business-reset'])).toBeVisible();
  await visit(page, '/connections', () => page.getByText(connections.uncheckedTitle));
  await expect(page.getByRole('heading', { name: home.title })).toHaveCount(0);
});

test('a form of another site does nothing', async ({ page, stack, playwright }) => {
  await page.goto('/demo');
  const html = await (await page.request.get('/demo')).text();
  const form = html.split('<form').find((part) => part.includes('value="first-time"')) ?? '';
  const action = /name="(\$ACTION_ID_[0-9a-f]+)"/.exec(form)?.[1] ?? '';
  expect(action).not.toBe('');
  const outside = await playwright.request.newContext({ baseURL: stack.appUrl });
  const send = (origin: string) =>
    outside.post('/demo', {
      multipart: { [action]: '', scenario: 'first-time' },
      headers: { origin },
      maxRedirects: 0,
    });
  const refused = await send('https://evil.example');
  expect(refused.status()).toBeGreaterThanOrEqual(400);
  expect(refused.headers()['set-cookie'] ?? '').not.toContain('accord.session');
  const served = await send(stack.appUrl);
  expect(served.status()).toBe(303);
  expect(served.headers()['set-cookie']).toContain('accord.session');
  await outside.dispose();
});
