// Playwright journeys: explanations of access now and in the past, searching agreements, exporting one's record.
import type { Locator, Page } from '@playwright/test';
import { withdrawConsent } from '../../lib/consent/withdraw-consent';
import type { Ctx } from '../../lib/context';
import { agree, expect, signIn, test } from '../fixtures';
import { WORDS } from '../words';

const NAMES = {
  lending: { en: 'Lending', fr: 'Financement' },
  cash: { en: 'Cash flow', fr: 'Trésorerie' },
};
/** Sentences as people read them, in full where they are composed of parts. */
const SAID = {
  en: {
    inPart: /^Now: yes for some of it, because you agreed to it on /,
    paused: /^On .* at .*: no, because you paused it on /,
    thenInPart: /^On .* at .*: yes for some of it, because you agreed to it on /,
    row: /^Yes, because you agreed to it on /,
    nothing: /^No, because nothing is connected for it\.$/,
    through: 'Connected: Xero (Kestrel Coffee)',
    search: 'bank',
    accents: 'FORECAST',
    ended: 'Stopped by you',
    one: '1 agreement fits.',
    none: 'No agreement fits.',
  },
  fr: {
    inPart: /^Maintenant\s: oui pour une partie, car vous l’avez accepté le /,
    paused: /^Le .* à .*\s: non, car vous avez suspendu le partage le /,
    thenInPart: /^Le .* à .*\s: oui pour une partie, car vous l’avez accepté le /,
    row: /^Oui, car vous l’avez accepté le /,
    nothing: /^Non, car rien n’est connecté pour cela\.$/,
    through: /^Connecté\s: Xero \(Kestrel Coffee\)$/,
    search: 'bancaires',
    accents: 'PREVOIR',
    ended: 'Arrêté par vous',
    one: '1 accord correspond.',
    none: 'Aucun accord ne correspond.',
  },
};

const now = (ctx: Ctx): Ctx => ({ ...ctx, now: new Date() });
/** Cards of an agreement, by the heading of its product. */
const cards = (page: Page, name: string): Locator =>
  page.getByRole('heading', { level: 3, name, exact: true });

for (const language of ['en', 'fr'] as const) {
  test.describe(language, () => {
    test.use({ locale: language === 'en' ? 'en-GB' : 'fr-FR' });
    const [words, why, said] = [WORDS[language].consents, WORDS[language].why, SAID[language]];

    test('why data may be read: now, while it was paused, and before that', async ({
      page,
      customer: { ctx },
      control,
    }) => {
      await control.connected(ctx, 'gbol');
      await agree(now(ctx), 'lending');
      await page.goto('/consents/lending');
      await page.getByRole('link', { name: words.pause, exact: true }).click();
      await page.getByRole('button', { name: words.pauseAsk.pause, exact: true }).click();
      await page.getByRole('button', { name: words.resume, exact: true }).click();
      await expect(page.getByText(words.standing.given, { exact: true })).toBeVisible();
      await page.getByRole('link', { name: words.whyLink, exact: true }).click();

      const main = page.getByRole('main');
      await expect(main.getByText(said.inPart)).toBeVisible();
      await expect(main.getByText(said.through)).toBeVisible();
      await expect(main.getByText(said.row).first()).toBeVisible();
      await expect(main.getByText(said.nothing)).toBeVisible();
      await main.getByText(words.words, { exact: true }).click();
      await expect(main.getByText('How to stop', { exact: false }).first()).toBeVisible();

      await main.getByRole('link', { name: new RegExp(`^${words.event.paused} `) }).click();
      await expect(main.getByText(said.paused)).toBeVisible();
      await expect(main.getByText(said.row)).toHaveCount(0);
      await main.getByRole('link', { name: new RegExp(`^${words.event.given} `) }).click();
      await expect(main.getByText(said.thenInPart)).toBeVisible();
      await main.getByRole('link', { name: why.now, exact: true }).click();
      await expect(main.getByText(said.inPart)).toBeVisible();
    });

    test('a moment can be typed; one that cannot be read, or lies ahead, is said to', async ({
      page,
      customer: { ctx },
    }) => {
      const days = (n: number): Ctx => ({ ...ctx, now: new Date(ctx.now.getTime() + n * 86_400_000) });
      await agree(days(-20), 'lending');
      await withdrawConsent(days(-10), { productId: 'lending', deletion: 'keep' });
      const ask = async (day: number, time = '12:00') => {
        await page.getByLabel(why.form.date, { exact: true }).fill(days(day).now.toISOString().slice(0, 10));
        await page.getByLabel(why.form.time, { exact: true }).fill(time);
        await page.getByRole('button', { name: why.form.submit, exact: true }).click();
      };
      const answer = (reason: string) => page.getByText(reason.split('{')[0] ?? '').first();
      await page.goto('/consents/lending/why');
      await expect(answer(why.because.withdrawn)).toBeVisible();
      await ask(-30);
      await expect(
        page.getByText(language === 'en' ? /you had not agreed/ : /vous ne l’aviez pas accepté/).first(),
      ).toBeVisible();
      await expect(
        page.getByText(language === 'en' ? 'There was no agreement.' : 'Il n’y avait pas d’accord.'),
      ).toBeVisible();
      await ask(-15);
      await expect(
        page.getByText(language === 'en' ? /nothing was connected/ : /rien n’était connecté/).first(),
      ).toBeVisible();
      await ask(30);
      await expect(page.getByText(why.form.future)).toBeVisible();
      await ask(-15, '');
      await expect(page.getByText(why.form.unreadable)).toBeVisible();
      await expect(page.getByLabel(why.form.time, { exact: true })).toHaveAttribute('aria-invalid', 'true');
    });

    test('agreements are found by words and by status, the earlier ones too', async ({
      page,
      customer: { ctx },
    }) => {
      await agree(ctx, 'lending');
      await withdrawConsent(now(ctx), { productId: 'lending', deletion: 'keep' });
      await agree(now(ctx), 'lending');
      await agree(now(ctx), 'cash-flow');
      const [lending, cash] = [cards(page, NAMES.lending[language]), cards(page, NAMES.cash[language])];
      await page.goto('/home');
      await page.goto('/consents');
      await expect(lending).toHaveCount(2);
      await expect(cash).toHaveCount(1);
      await page.getByText(words.find.title, { exact: true }).click();
      const search = async (text: string) => {
        await page.getByLabel(words.find.label).fill(text);
        await page.getByRole('button', { name: words.find.submit, exact: true }).click();
      };
      await search(said.search);
      await expect(lending).toHaveCount(2);
      await search(said.accents);
      await expect(page.getByRole('status').filter({ hasText: said.one })).toBeVisible();
      await expect(cash).toHaveCount(1);
      await expect(lending).toHaveCount(0);
      await search('zzz');
      await expect(page.getByRole('status').filter({ hasText: said.none })).toBeVisible();
      await page.getByRole('link', { name: words.find.clear, exact: true }).click();
      await page.getByText(words.find.title, { exact: true }).click();
      await page.getByLabel(words.find.show, { exact: true }).selectOption('ended');
      await page.getByRole('button', { name: words.find.submit, exact: true }).click();
      await expect(lending).toHaveCount(1);
      await expect(page.getByText(said.ended, { exact: true })).toBeVisible();
      await page.getByRole('link', { name: new RegExp(`^${words.earlier}`) }).click();
      await expect(page).toHaveURL('/consents/lending#event-1');
    });
  });
}

test('the record of the own business can be taken along, and of no other', async ({
  page,
  customer,
  context,
  stack,
}) => {
  await agree(customer.ctx);
  await page.goto('/consents');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: WORDS.en.consents.export.action, exact: true }).click();
  expect((await download).suggestedFilename()).toMatch(/^consent-ledger-\d{4}-\d{2}-\d{2}\.jsonl$/);
  const response = await page.request.get('/consents/export');
  expect(response.headers()['cache-control']).toContain('no-store');
  expect(response.headers()['content-disposition']).toContain('attachment');
  const lines = (await response.text())
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.at(-1)).toMatchObject({
    kind: 'proof',
    company_id: customer.ctx.companyId,
    events: 1,
    chain: 'sound',
  });

  const { ctx: other } = await signIn(stack, context, 'Another Ltd');
  const theirs = await (await page.request.get('/consents/export')).text();
  expect(theirs).toContain(other.companyId);
  expect(theirs).not.toContain(customer.ctx.companyId);
  await context.clearCookies();
  const stranger = await page.request.get('/consents/export', { maxRedirects: 0 });
  expect(stranger.status()).toBe(307);
  expect(stranger.headers().location).toContain('/sign-in?');
});
