// Playwright journeys: the six situations of a customer, end to end: what they see, then the ledger, then the calls to Codat.
import type { Page } from '@playwright/test';
import {
  agree,
  agreeBox,
  at,
  authoriseAtProvider,
  type Control,
  expect,
  ledgerOf,
  platform,
  sayItIsRight,
  test,
} from '../fixtures';
import { type Language, say, WORDS } from '../words';

const NAMES = {
  insights: { en: 'Business insights', fr: 'Vue d’ensemble' },
  lending: { en: 'Lending', fr: 'Financement' },
  cash: { en: 'Cash flow', fr: 'Trésorerie' },
};

const DAY_MS = 86_400_000;

/** Start of the journey: the home page in one language, the product's page in the other. */
const ENTRY = { en: 'product', fr: 'home' } as const;

/** Presses the product's primary action at the start of the journey. @param labelInside its name where the product's own page has another one */
async function take(
  page: Page,
  language: Language,
  productId: string,
  name: string,
  label: string,
  labelInside = label,
) {
  if (ENTRY[language] === 'product') {
    await page.goto(`/products/${productId}`);
    await page.getByRole('link', { name: new RegExp(`^${labelInside}`) }).click();
    return;
  }
  const link = page.getByRole('link', { name: new RegExp(`^${label}`) });
  await page.goto('/home');
  const card = page
    .getByRole('main')
    .locator('div')
    .filter({ has: page.getByRole('heading', { level: 3, name, exact: true }) })
    .filter({ has: link });
  await card
    .last()
    .getByRole('link', { name: new RegExp(`^${label}`) })
    .click();
}

async function sayYes(page: Page, language: Language): Promise<void> {
  await agreeBox(page).check();
  await page.getByRole('button', { name: WORDS[language].consent.agree, exact: true }).click();
}

/** Platform keys and states, as Codat has them. */
async function atCodat(control: Control, ctx: Parameters<Control['connectionsOf']>[0]): Promise<string[]> {
  const connections = await control.connectionsOf(ctx);
  return connections.map(({ platformName, status }) => `${platformName}: ${status}`).sort();
}

/** Counts real presses across all pages. */
async function countPresses(page: Page): Promise<() => number> {
  let presses = 0;
  await page.exposeFunction('countPress', () => {
    presses += 1;
  });
  await page.addInitScript(() => {
    document.addEventListener(
      'click',
      // A label passes its click on to its box; only the first is a press.
      (event) => event.detail > 0 && (window as unknown as { countPress: () => void }).countPress(),
      true,
    );
  });
  return () => presses;
}

for (const language of ['en', 'fr'] as const) {
  test.describe(language, () => {
    test.use({ locale: language === 'en' ? 'en-GB' : 'fr-FR' });
    const words = WORDS[language];
    const { connections, product, consent, done, consents, sources } = words;
    const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });

    test('1: first onboarding', async ({ page, customer: { ctx }, control, stack }) => {
      const { consent: see } = product.step;
      const connect = product.connectAction.Accounting;
      await take(page, language, 'business-insights', NAMES.insights[language], see, connect);
      await sayYes(page, language);
      await platform(page, 'Xero').click();
      await authoriseAtProvider(page, language);
      await expect(heading(page, say(done.title, { platform: 'Xero' }))).toBeVisible();
      await expect(page.getByRole('link', { name: done.seeAgreement })).toBeVisible();
      expect(await ledgerOf(stack, ctx.companyId)).toEqual(['given']);
      expect(await atCodat(control, ctx)).toEqual(['Xero: Linked']);
    });

    test('2: a second product reads more of what is connected, without a new sign-in', async ({
      page,
      customer: { ctx },
      control,
      stack,
    }) => {
      await agree(ctx, 'business-insights', ['Banking']);
      await control.connected(ctx, 'gbol', 'suuo');
      const before = await atCodat(control, ctx);
      await take(page, language, 'lending', NAMES.lending[language], product.step.consent);
      await expect(page.getByText(consent.connectedTitle)).toBeVisible();
      await sayYes(page, language);
      await expect(page).toHaveURL(at('/products/lending/done?agreed=1'));
      await expect(heading(page, say(done.agreedTitle, { product: NAMES.lending[language] }))).toBeVisible();
      expect(await ledgerOf(stack, ctx.companyId)).toEqual(['given', 'given']);
      expect(await atCodat(control, ctx)).toEqual(before);
    });

    test('3: another platform is added to a product', async ({ page, customer: { ctx }, control, stack }) => {
      await agree(ctx, 'business-insights', []);
      await control.connected(ctx, 'gbol');
      await take(page, language, 'business-insights', NAMES.insights[language], product.step.ready);
      await page.getByRole('link', { name: done.addMore }).click();
      const shop = page.locator('summary').filter({ hasText: sources.name.Commerce });
      await shop.click();
      await page
        .getByRole('link', {
          name: new RegExp(`^${words.connect.optionalAction}.*${sources.name.Commerce}$`),
        })
        .click();
      await expect(heading(page, consent.add.title.Commerce)).toBeVisible();
      await sayYes(page, language);
      await shop.click();
      await platform(page, 'Shopify').click();
      await authoriseAtProvider(page, language);
      await sayItIsRight(page, language);
      await expect(heading(page, say(done.titleMany, { count: '2' }))).toBeVisible();
      expect(await ledgerOf(stack, ctx.companyId)).toEqual(['given', 'amended']);
      expect(await atCodat(control, ctx)).toEqual(['Shopify: Linked', 'Xero: Linked']);
    });

    test.describe('with presses counted', () => {
      // The page itself counts them, with a script.
      test.use({ javaScriptEnabled: true });

      test('4 and 5: more is agreed to with one confirmation, and taking it back is no longer a way', async ({
        page,
        customer: { ctx },
        control,
        stack,
      }) => {
        await agree(ctx, 'business-insights', ['Banking']);
        await control.connected(ctx, 'gbol', 'natwest_uk');
        const before = await atCodat(control, ctx);
        const presses = await countPresses(page);
        await take(page, language, 'cash-flow', NAMES.cash[language], product.step.consent);
        await expect(page.getByText(/NatWest.*Kestrel Coffee/).first()).toBeVisible();
        await sayYes(page, language);
        await expect(heading(page, say(done.agreedTitle, { product: NAMES.cash[language] }))).toBeVisible();
        await expect(page.getByText(done.agreedLead)).toBeVisible();
        const toGive = presses();
        expect(await ledgerOf(stack, ctx.companyId)).toEqual(['given', 'given']);

        await take(page, language, 'cash-flow', NAMES.cash[language], consents.stop);
        const told = { platform: 'NatWest', products: NAMES.insights[language] };
        await expect(page.getByText(say(consents.withdraw.kept, told))).toBeVisible();
        await page.getByRole('button', { name: consents.withdraw.stop, exact: true }).click();
        await expect(page.getByText(consents.standing.withdrawn, { exact: true })).toBeVisible();
        expect(toGive).toBeGreaterThanOrEqual(3);
        expect(presses() - toGive).toBeLessThanOrEqual(toGive);
        expect(await ledgerOf(stack, ctx.companyId)).toEqual(['given', 'given', 'withdrawn']);
        // The other product still needs the bank.
        expect(await atCodat(control, ctx)).toEqual(before);
      });

      test('5: stopping the last product that uses a platform disconnects it, and the data may be deleted', async ({
        page,
        customer: { ctx },
        control,
        stack,
      }) => {
        await agree(ctx, 'cash-flow');
        await agree(ctx, 'lending');
        await control.connected(ctx, 'gbol', 'natwest_uk');
        const presses = await countPresses(page);
        await take(page, language, 'lending', NAMES.lending[language], consents.stop);
        await expect(page.getByText(say(consents.withdraw.unlinked, { platform: 'Xero' }))).toBeVisible();
        await page.getByRole('radio', { name: new RegExp(`^${consents.withdraw.delete}`) }).check();
        await page.getByRole('button', { name: consents.withdraw.stop, exact: true }).click();
        await expect(page.getByText(consents.standing.withdrawn, { exact: true })).toBeVisible();
        // As many as agreeing takes: the way there, the choice, the answer.
        expect(presses()).toBe(3);
        await expect.poll(() => atCodat(control, ctx)).toEqual(['TrueLayer Open Banking: Linked']);
        expect((await ledgerOf(stack, ctx.companyId)).slice(0, 3)).toEqual(['given', 'given', 'withdrawn']);
      });
    });

    test('6: a bank whose permission ran out is connected again from within the product', async ({
      page,
      customer: { ctx },
      control,
      stack,
    }) => {
      await agree(ctx, 'cash-flow');
      await control.connected(ctx, 'suuo');
      await control.runOut(ctx, 'Plaid');
      expect(await atCodat(control, ctx)).toEqual(['Plaid: Deauthorized']);
      const label = say(product.step.reconnect, { platform: 'Plaid' });
      await take(page, language, 'cash-flow', NAMES.cash[language], label);
      await page
        .getByRole('button', { name: say(connections.reconnectAsk.go, { platform: 'Plaid' }) })
        .click();
      await authoriseAtProvider(page, language);
      await expect(heading(page, say(done.title, { platform: 'Plaid' }))).toBeVisible();
      expect(await ledgerOf(stack, ctx.companyId)).toEqual(['given']);
      expect(await atCodat(control, ctx)).toEqual(['Plaid: Linked']);
    });

    test('6: an agreement whose time is over is given again, without connecting anything anew', async ({
      page,
      customer: { ctx },
      control,
      stack,
    }) => {
      await agree({ ...ctx, now: new Date(ctx.now.getTime() - 200 * DAY_MS) }, 'cash-flow');
      // Lending needs the bank, too: an expired agreement gives up, within a minute, only what no other one needs.
      await agree(ctx, 'lending');
      await control.connected(ctx, 'suuo');
      await take(page, language, 'cash-flow', NAMES.cash[language], product.step.consent);
      await expect(page.getByText(say(consent.again.text, { product: NAMES.cash[language] }))).toBeVisible();
      await sayYes(page, language);
      await expect(heading(page, say(done.agreedTitle, { product: NAMES.cash[language] }))).toBeVisible();
      // Whether the end is recorded before the new consent is a matter of seconds.
      const events = await ledgerOf(stack, ctx.companyId);
      expect(events.filter((type) => type !== 'expired')).toEqual(['given', 'given', 'given']);
      expect(await atCodat(control, ctx)).toEqual(['Plaid: Linked']);
    });
  });
}
