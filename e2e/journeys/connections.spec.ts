// Playwright journeys: one connection is disconnected, deleted, or linked to another organisation, with its consequences before and Codat's state after.
import type { Page } from '@playwright/test';
import { listConnections } from '../../db/queries/connections';
import { ensureCodatCompany } from '../../lib/company/ensure-codat-company';
import type { Ctx } from '../../lib/context';
import { agree, at, type Control, expect, ledgerOf, test } from '../fixtures';
import { type Language, PROVIDER, say, WORDS } from '../words';

const XERO = { platform: 'Xero' };
const NAMES = {
  insights: { en: 'Business insights', fr: 'Vue d’ensemble' },
  lending: { en: 'Lending', fr: 'Financement' },
};

/** Connects Xero with the business's own books. @returns its page */
async function xero(ctx: Ctx, control: Control): Promise<string> {
  await control.connected(ctx, 'gbol');
  const [row] = await listConnections(ctx.db, ctx.companyId);
  return `/connections/${row?.id}`;
}

/** Goes to the provider and authorises the organisation in this place of its list. */
async function authorise(page: Page, language: Language, place: number): Promise<string> {
  await page.getByRole('button', { name: PROVIDER[language].signIn, exact: true }).click();
  const choice = page.getByRole('radio').nth(place);
  await choice.check();
  const name = await choice.evaluate(
    (radio: HTMLInputElement) => radio.labels?.[0]?.querySelector('strong')?.textContent ?? '',
  );
  await page.getByRole('button', { name: PROVIDER[language].authorise }).click();
  return name;
}

const statesAt = async (control: Control, ctx: Ctx) =>
  (await control.connectionsOf(ctx)).map(({ status }) => status);

/** Waits until the page says that Codat has confirmed. */
async function untilConfirmed(page: Page, language: Language): Promise<void> {
  const confirmed = WORDS[language].connections.one.confirmed.split('{')[0] ?? '';
  await expect
    .poll(
      async () => {
        await page.reload();
        await expect(
          page.getByRole('heading', { name: WORDS[language].connections.one.history }),
        ).toBeVisible();
        return page.getByText(confirmed).count();
      },
      { timeout: 30_000 },
    )
    .toBe(1);
}

for (const language of ['en', 'fr'] as const) {
  test.describe(language, () => {
    test.use({ locale: language === 'en' ? 'en-GB' : 'fr-FR' });
    const words = WORDS[language].connections;

    test('disconnecting says what changes, holds at once, and is confirmed when Codat is back', async ({
      page,
      customer: { ctx },
      control,
      stack,
    }) => {
      await agree(ctx);
      await agree(ctx, 'lending');
      const path = await xero(ctx, control);
      await page.goto('/connections');
      await page.getByRole('link', { name: new RegExp(`^${words.details} Xero`) }).click();
      await expect(page).toHaveURL(at(path));
      await page.getByRole('link', { name: words.one.disconnect, exact: true }).click();
      for (const product of [NAMES.insights[language], NAMES.lending[language]]) {
        await expect(page.getByText(say(words.disconnectAsk['on-data-read'], { product }))).toBeVisible();
      }
      // The smaller step that the page offers: one of the two products.
      await expect(page.getByText(words.disconnectAsk.smaller)).toBeVisible();
      const answers = [
        page.getByRole('button', { name: words.disconnectAsk.disconnect, exact: true }),
        page.getByRole('link', { name: words.disconnectAsk.keep }),
      ] as const;
      const sizes = await Promise.all(answers.map((answer) => answer.boundingBox()));
      expect(sizes[0]?.width).toBeCloseTo(sizes[1]?.width ?? 0, 0);
      expect(sizes[0]?.height).toBeCloseTo(sizes[1]?.height ?? 0, 0);

      await control.fault(ctx, { kind: 'status', status: 503 }, { method: 'PATCH', times: 2 });
      await answers[0].click();
      await expect(page).toHaveURL(at(path));
      await expect(page.getByText(say(words.one.endedText, XERO))).toBeVisible();
      await expect(page.getByText(words.one.pending)).toBeVisible();
      await untilConfirmed(page, language);
      expect(await statesAt(control, ctx)).toEqual(['Unlinked']);
      // Disconnecting withdraws nothing.
      expect(await ledgerOf(stack, ctx.companyId)).toEqual(['given', 'given']);
    });

    test('deleting is final, and what was there stays on record', async ({
      page,
      customer: { ctx },
      control,
      stack,
    }) => {
      await agree(ctx);
      const path = await xero(ctx, control);
      await page.goto(path);
      await page.getByRole('link', { name: words.one.delete, exact: true }).click();
      await expect(
        page.getByText(say(words.deleteAsk.stops, { product: NAMES.insights[language] })),
      ).toBeVisible();
      await expect(page.getByText(say(words.deleteAsk.erased, XERO))).toBeVisible();
      await expect(page.getByRole('link', { name: say(words.deleteAsk.smallerLink, XERO) })).toBeVisible();
      await page.getByRole('button', { name: words.deleteAsk.delete, exact: true }).click();
      await expect(page).toHaveURL(at(path));
      await expect(page.getByText(words.state.deleted, { exact: true }).first()).toBeVisible();
      await untilConfirmed(page, language);
      await expect(page.getByRole('main').getByText('Kestrel Coffee', { exact: true })).toBeVisible();
      await expect(page.getByText(say(words.one.deletedAgain, XERO))).toBeVisible();
      expect(await control.connectionsOf(ctx)).toEqual([]);
      expect(await ledgerOf(stack, ctx.companyId)).toEqual(['given', 'data_deleted']);
      await page.goto('/connections');
      await page.getByRole('link', { name: 'Xero · Kestrel Coffee' }).click();
      await expect(page).toHaveURL(at(path));
      // A deleted connection offers no action.
      for (const place of ['reconnect', 'disconnect', 'delete', 'check']) {
        await page.goto(`${path}/${place}`);
        await expect(page).toHaveURL(at(path));
      }
    });

    test('a wrong organisation on reconnecting is questioned, refused, and corrected', async ({
      page,
      customer: { ctx },
      control,
      stack,
    }) => {
      await agree(ctx);
      const path = await xero(ctx, control);
      const [codat] = await control.connectionsOf(ctx);
      await control.deauthorize(await ensureCodatCompany(ctx), codat?.id ?? '');
      await page.goto(`${path}?whole=1`);
      await page.getByRole('link', { name: words.one.reconnect, exact: true }).click();
      await expect(page.getByText(words.reconnectAsk.password)).toBeVisible();
      await page.getByRole('button', { name: say(words.reconnectAsk.go, XERO) }).click();
      const organisation = await authorise(page, language, 1);

      await expect(page).toHaveURL(new RegExp(`${path}/check`));
      await expect(
        page.getByRole('heading', { level: 1, name: say(words.checkAsk.title, { organisation }) }),
      ).toBeVisible();
      await expect(
        page.getByText(say(words.checkAsk.what.other, { before: 'Kestrel Coffee', organisation })),
      ).toBeVisible();
      // Until the question is answered, the product's pages lead to it.
      await page.goto('/products/business-insights/done');
      await expect(page).toHaveURL(new RegExp(`${path}/check`));
      await page.goto('/home');
      await page.getByRole('link', { name: WORDS[language].product.step.check }).first().click();
      await page.getByRole('button', { name: words.checkAsk.wrong }).click();

      await expect(page).toHaveURL(at(`${path}/reconnect?product=business-insights`));
      await page.getByRole('button', { name: say(words.reconnectAsk.go, XERO) }).click();
      expect(await statesAt(control, ctx)).toEqual(['Unlinked']);
      await authorise(page, language, 0);
      await expect(page).toHaveURL(at('/products/business-insights/done'));
      expect(await control.connectionsOf(ctx)).toMatchObject([{ id: codat?.id, status: 'Linked' }]);
      await page.goto(path);
      await expect(
        page.getByText(say(words.one.event['organisation-refused'], { organisation })),
      ).toBeVisible();
      expect(await ledgerOf(stack, ctx.companyId)).toEqual(['given']);
    });

    test('another name at the first time is a calm question', async ({
      page,
      customer: { ctx },
      control,
      stack,
    }) => {
      await agree(ctx);
      const [organisation, before] = ['Alder Mill Ltd', 'Kestrel Coffee'];
      await control.link(await ensureCodatCompany(ctx), { platformKey: 'gbol', organisation });
      await page.goto('/connections');
      await expect(page.getByText(words.state.check, { exact: true })).toBeVisible();
      await page.getByRole('link', { name: words.checkAction }).click();
      await expect(
        page.getByText(say(words.checkAsk.what['first-differs'], { business: before })),
      ).toBeVisible();
      await expect(page.getByText(words.checkAsk.otherTitle)).toHaveCount(0);
      await page.getByRole('button', { name: words.checkAsk.right }).click();
      await expect(page.getByText(words.state.Linked, { exact: true })).toBeVisible();
      await expect(
        page.getByText(say(words.one.event['organisation-confirmed'], { organisation })),
      ).toBeVisible();
      expect(await statesAt(control, ctx)).toEqual(['Linked']);
      expect(await ledgerOf(stack, ctx.companyId)).toEqual(['given']);
    });
  });
}
