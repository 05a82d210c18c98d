// Playwright journeys: expiry. Reminders in time, renewal with one click, banks confirmed together or by signing in again.

import type { Page } from '@playwright/test';
import { listReceipts } from '../../db/queries/receipts';
import { ensureCodatCompany } from '../../lib/company/ensure-codat-company';
import { refreshConnections } from '../../lib/connection/refresh-connections';
import type { Ctx } from '../../lib/context';
import { sweepBusiness } from '../../lib/expiry/sweep-business';
import { agree, at, authoriseAtProvider, expect, ledgerOf, type Stack, test } from '../fixtures';
import { listCompanyConnectionEvents } from '../whole-lists';
import { type Language, say, WORDS } from '../words';

const DAY_MS = 86_400_000;
const NAMES = {
  cashFlow: { en: 'Cash flow', fr: 'Trésorerie' },
  insights: { en: 'Business insights', fr: 'Vue d’ensemble' },
};
const BANK = 'NatWest';

/** Context of the same customer some days ago, for events that happened then. */
const daysAgo = (ctx: Ctx, days: number): Ctx => ({ ...ctx, now: new Date(Date.now() - days * DAY_MS) });
/** Part of a sentence before its first value. */
const begins = (sentence: string) => new RegExp(`^${(sentence.split('{')[0] ?? '').trim()}`);

async function renew(page: Page, language: Language): Promise<void> {
  const words = WORDS[language].consents.renewAsk;
  await expect(page.getByRole('checkbox')).not.toBeChecked();
  await page.getByRole('button', { name: words.renew, exact: true }).click();
  await expect(page.getByRole('alert').first()).toContainText(WORDS[language].errors.fields['agree-missing']);
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: words.renew, exact: true }).click();
  await expect(page).toHaveURL(at('/consents/cash-flow'));
  await expect(page.getByText(begins(WORDS[language].consents.renewedTitle))).toBeVisible();
}

const eventsOf = async (stack: Stack, ctx: Ctx) =>
  (await listCompanyConnectionEvents(stack.database.db, ctx.companyId)).map(({ kind }) => kind);

for (const language of ['en', 'fr'] as const) {
  test.describe(language, () => {
    test.use({ locale: language === 'en' ? 'en-GB' : 'fr-FR' });
    const { connections, home, consents, reconfirm, product } = WORDS[language];
    const name = NAMES.cashFlow[language];

    test('an agreement that ends soon is announced on the home page and renewed in time', async ({
      page,
      customer,
      stack,
    }) => {
      const { ctx } = customer;
      await agree(daysAgo(ctx, 80), 'cash-flow');
      await page.goto('/home');
      await expect(page.getByRole('heading', { name: home.needsYou })).toBeVisible();
      await page.getByRole('link', { name: say(home.ends.consent.action, { product: name }) }).click();
      await expect(
        page.getByRole('heading', { level: 1, name: say(consents.renewAsk.title, { product: name }) }),
      ).toBeVisible();
      await page.getByText(consents.renewAsk.sameWords, { exact: true }).click();
      await expect(page.getByRole('heading', { name: 'How to stop: Any time' })).toBeVisible();
      await renew(page, language);
      expect(await ledgerOf(stack, ctx.companyId)).toEqual(['given', 'renewed']);
      expect(
        await listReceipts(stack.database.db, ctx.companyId, 'cash-flow', { cursor: null, limit: 9 }),
      ).toHaveLength(2);
      await page.goto('/home');
      await expect(page.getByRole('heading', { name: home.needsYou })).toHaveCount(1);
      await expect(
        page.getByRole('link', { name: say(home.ends.consent.action, { product: name }) }),
      ).toHaveCount(0);
    });

    test('an expired agreement starts again from inside the product', async ({
      page,
      customer,
      stack,
      control,
    }) => {
      const { ctx } = customer;
      await agree(daysAgo(ctx, 100), 'cash-flow');
      await control.connected(daysAgo(ctx, 50), 'natwest_uk');
      await sweepBusiness(stack.database.db, ctx.companyId, new Date());
      // No agreement needs the bank any more, so its access at Codat ends.
      await expect
        .poll(async () => (await control.connectionsOf(ctx)).map(({ status }) => status))
        .toEqual(['Unlinked']);
      await page.goto('/consents/cash-flow');
      await expect(page.getByText(consents.expiredText)).toBeVisible();
      await page.goto('/products/cash-flow');
      await page.getByRole('link', { name: consents.renewLink, exact: true }).click();
      await expect(page.getByText(consents.renewAsk.starts)).toBeVisible();
      await renew(page, language);
      expect(await ledgerOf(stack, ctx.companyId)).toEqual(['given', 'expired', 'renewed']);
      await page.goto('/products/cash-flow');
      await expect(page.getByRole('link', { name: product.connectAction.Banking })).toBeVisible();
    });

    test('several banks are confirmed on one screen', async ({ page, customer, stack, control }) => {
      const { ctx } = customer;
      await agree(daysAgo(ctx, 70), 'lending');
      await control.connected(daysAgo(ctx, 70), 'natwest_uk', 'barclays_uk');
      await page.goto('/reconfirm');
      const boxes = page.getByRole('checkbox');
      await expect(boxes).toHaveCount(2);
      await page.getByRole('button', { name: reconfirm.confirm, exact: true }).click();
      await expect(page.getByRole('alert').first()).toContainText(
        WORDS[language].errors.fields['nothing-ticked'],
      );
      for (const box of await boxes.all()) {
        await expect(box).not.toBeChecked();
        await box.check();
      }
      await page.getByRole('button', { name: reconfirm.confirm, exact: true }).click();
      await expect(page.getByText(reconfirm.doneText)).toBeVisible();
      await expect(boxes).toHaveCount(0);
      expect((await eventsOf(stack, ctx)).sort()).toEqual(['linked', 'linked', 'reconfirmed', 'reconfirmed']);
      // Reconfirming is no new consent.
      expect(await ledgerOf(stack, ctx.companyId)).toEqual(['given']);
    });

    test('a bank that took its permission back is reconnected from inside the product', async ({
      page,
      customer,
      stack,
      control,
    }) => {
      const { ctx } = customer;
      await agree(daysAgo(ctx, 80), 'lending');
      await agree(daysAgo(ctx, 20), 'cash-flow');
      await control.connected(daysAgo(ctx, 80), 'natwest_uk');
      const [at] = await control.connectionsOf(ctx);
      await control.deauthorize(await ensureCodatCompany(ctx), at?.id ?? '');
      await refreshConnections(daysAgo(ctx, 1));
      await page.goto('/products/cash-flow');
      await page.getByRole('link', { name: say(product.step.reconnect, { platform: BANK }) }).click();
      await page.getByRole('button', { name: say(connections.reconnectAsk.go, { platform: BANK }) }).click();
      await authoriseAtProvider(page, language);
      await expect(page.getByRole('heading', { level: 1, name: new RegExp(BANK) })).toBeVisible();
      expect((await control.connectionsOf(ctx)).map(({ id, status }) => [id, status])).toEqual([
        [at?.id, 'Linked'],
      ]);
      expect(await eventsOf(stack, ctx)).toEqual(['linked', 'deauthorized', 'relinked']);
      expect(await ledgerOf(stack, ctx.companyId)).toEqual(['given', 'given']);
    });
  });
}

test('signing in at the bank before it ends makes its time start anew, on the same connection', async ({
  page,
  customer: { ctx },
  control,
  stack,
}) => {
  const { reconfirm, home } = WORDS.en;
  await agree(daysAgo(ctx, 85), 'lending');
  await control.connected(daysAgo(ctx, 85), 'natwest_uk');
  await page.goto('/home');
  await page.getByRole('link', { name: home.ends.banks.action.split('{')[2]?.split('}')[0] ?? '' }).click();
  await expect(page.getByRole('heading', { name: reconfirm.atBank })).toBeVisible();
  // Five days before the bank's own end a tick would gain nothing, so none is offered.
  await expect(page.getByRole('checkbox')).toHaveCount(0);
  await page.getByRole('button', { name: say(reconfirm.signIn, { platform: BANK }) }).click();
  await authoriseAtProvider(page);
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(BANK) })).toBeVisible();
  expect(await control.connectionsOf(ctx)).toHaveLength(1);
  expect(await eventsOf(stack, ctx)).toEqual(['linked', 'relinked']);
  await page.goto('/reconfirm');
  await expect(page.getByText(reconfirm.noneTitle)).toBeVisible();
});

test('a reminder of what is shared comes every ninety days, by mail and here, and an answer dismisses it', async ({
  page,
  customer: { ctx },
  control,
  stack,
}) => {
  const { news } = WORDS.en.home;
  await agree(daysAgo(ctx, 95));
  await control.connected(daysAgo(ctx, 95), 'gbol');
  await sweepBusiness(stack.database.db, ctx.companyId, new Date());
  await page.goto('/home');
  const title = page.getByText(say(news['still-sharing'].title, { product: NAMES.insights.en }));
  await expect(title).toBeVisible();
  await page.getByRole('button', { name: news['still-sharing'].keep, exact: true }).click();
  await expect(title).toHaveCount(0);
  await sweepBusiness(stack.database.db, ctx.companyId, new Date());
  await page.reload();
  await expect(title).toHaveCount(0);
  expect(await ledgerOf(stack, ctx.companyId)).toEqual(['given']);
});

test('the ends of the next twelve months are in one list, and go into any calendar', async ({
  page,
  customer: { ctx },
  playwright,
  stack,
}) => {
  const { forecast, calendar } = WORDS.en.consents;
  await agree(daysAgo(ctx, 1));
  await agree(daysAgo(ctx, 1), 'cash-flow');
  await page.goto('/consents');
  const list = page.getByRole('listitem').filter({ hasText: / ends/ });
  await expect(list).toHaveText([/^Cash flow ends/, /^Business insights ends/]);
  const href = (await page.getByRole('link', { name: forecast.calendar }).getAttribute('href')) ?? '';
  const file = await page.request.get(href);
  expect(file.headers()['content-type']).toBe('text/calendar; charset=utf-8');
  const text = await file.text();
  expect(text.match(/^BEGIN:VEVENT\r$/gm)).toHaveLength(2);
  expect(text).toContain('SUMMARY;LANGUAGE=en:Cash flow ends\r\n');
  // The same ids each time, so that a calendar replaces its entries.
  const names = (body: string) => body.match(/^UID:.*$/gm);
  expect(names(await (await page.request.get(href)).text())).toEqual(names(text));
  await page.goto('/consents/cash-flow');
  const own = (await page.getByRole('link', { name: calendar }).getAttribute('href')) ?? '';
  expect((await (await page.request.get(own)).text()).match(/^BEGIN:VEVENT\r$/gm)).toHaveLength(1);
  expect((await page.request.get('/consents/lending/end.ics')).status()).toBe(404);
  const stranger = await playwright.request.newContext({ baseURL: stack.appUrl });
  expect((await stranger.get(href, { maxRedirects: 0 })).status()).toBe(307);
  await stranger.dispose();
});
