// Playwright journeys: a delegated link for one platform, used by a colleague without an account and followed by the customer who made it.
import type { Page } from '@playwright/test';
import { agree, authoriseAtProvider, expect, ledgerOf, sayItIsRight, test } from '../fixtures';
import { type Language, PROVIDER, say, WORDS } from '../words';

/** Makes a link from the page of platforms. @returns its address */
async function makeLink(page: Page, language: Language): Promise<string> {
  const words = WORDS[language];
  await page.goto('/products/business-insights/connect');
  await page.getByRole('link', { name: words.connect.colleague }).click();
  await page.getByLabel(words.share.platform).selectOption({ label: 'Xero' });
  await page.getByRole('button', { name: words.share.make, exact: true }).click();
  await expect(page.getByText(words.share.status.sent, { exact: true })).toBeVisible();
  return page.getByLabel(words.share.link, { exact: true }).inputValue();
}

for (const language of ['en', 'fr'] as const) {
  test.describe(language, () => {
    test.use({ locale: language === 'en' ? 'en-GB' : 'fr-FR' });
    const { share, colleague, connections, consents } = WORDS[language];

    test('a colleague connects without an account, and the customer sees how far it has come', async ({
      page,
      browser,
      customer: { ctx },
      control,
      stack,
    }) => {
      await agree(ctx);
      const url = await makeLink(page, language);
      await expect(page.getByRole('link', { name: share.mail.first.button })).toHaveAttribute(
        'href',
        /^mailto:\?subject=.+&body=.+%2Fshare%2F/,
      );
      await expect(page.getByRole('link', { name: share.mail.again.button })).toHaveAttribute(
        'href',
        /^mailto:\?subject=.+&body=.+%2Fshare%2F/,
      );
      const locale = language === 'en' ? 'en-GB' : 'fr-FR';
      const elsewhere = await browser.newContext({ locale, baseURL: stack.appUrl });
      const other = await elsewhere.newPage();
      await other.goto(url);
      await expect(other.getByText(ctx.actor.name).first()).toBeVisible();
      // The page names the business, and leads to nothing else of it.
      await expect(other.getByRole('link', { name: WORDS[language].shell.connections })).toHaveCount(0);
      await other.getByRole('button', { name: say(colleague.go, { platform: 'Xero' }) }).click();
      await expect(other.getByRole('button', { name: PROVIDER[language].signIn, exact: true })).toBeVisible();
      await page.reload();
      await expect(page.getByText(share.status.opened, { exact: true })).toBeVisible();
      await authoriseAtProvider(other, language);
      await expect(
        other.getByRole('heading', { name: say(colleague.return.connected.title, { platform: 'Xero' }) }),
      ).toBeVisible();
      expect((await control.connectionsOf(ctx)).map(({ status }) => status)).toEqual(['Linked']);
      await page.reload();
      await expect(page.getByText(share.status.authorised, { exact: true })).toBeVisible();
      await page.goto('/connections');
      // The customer has not yet seen which organisation the colleague chose.
      await page.getByRole('link', { name: connections.checkAction }).click();
      await sayItIsRight(page, language);
      await page.goto('/connections');
      await expect(page.getByText(connections.state.Linked, { exact: true }).first()).toBeVisible();
      await other.goto(url);
      await expect(
        other.getByRole('heading', { name: say(colleague.over.authorised.title, { platform: 'Xero' }) }),
      ).toBeVisible();
      // The record names the customer on whose behalf it was done, and the agreement is unchanged.
      expect(await ledgerOf(stack, ctx.companyId)).toEqual(['given', 'source_added']);
      await page.goto('/consents/business-insights');
      const [before = '', after = ''] = consents.event.source_added.split('{platform}');
      const told = page.getByRole('listitem').filter({ hasText: `${before}Xero` });
      await expect(told).toContainText(after);
      await expect(told).toContainText(
        consents.eventOnBehalf.replace('{moment}', '').replace('{name}', ctx.actor.name),
      );
      await elsewhere.close();
    });

    test('leaving the platform uses nothing up; taken back, the link leads nowhere', async ({
      page,
      browser,
      customer: { ctx },
      stack,
    }) => {
      await agree(ctx);
      const url = await makeLink(page, language);
      const locale = language === 'en' ? 'en-GB' : 'fr-FR';
      const elsewhere = await browser.newContext({ locale, baseURL: stack.appUrl });
      const other = await elsewhere.newPage();
      await other.goto(url);
      await other.getByRole('button', { name: say(colleague.go, { platform: 'Xero' }) }).click();
      await other.getByRole('button', { name: PROVIDER[language].signIn, exact: true }).click();
      await other.getByRole('button', { name: PROVIDER[language].cancel, exact: true }).click();
      await expect(
        other.getByRole('heading', { name: say(colleague.return.open.title, { platform: 'Xero' }) }),
      ).toBeVisible();
      await other.getByRole('link', { name: colleague.return.open.action }).click();
      await expect(
        other.getByRole('button', { name: say(colleague.go, { platform: 'Xero' }) }),
      ).toBeVisible();
      await page.getByRole('button', { name: share.revoke, exact: true }).click();
      await expect(page.getByText(share.status.revoked, { exact: true })).toBeVisible();
      // The page that is still open there is worth no more than the link.
      await other.getByRole('button', { name: say(colleague.go, { platform: 'Xero' }) }).click();
      await expect(other.getByRole('heading', { name: colleague.over.revoked.title })).toBeVisible();
      await elsewhere.close();
    });
  });
}
