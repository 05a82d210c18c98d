// Playwright journeys: letters. A receipt after agreeing, and magic links that work only once and only for the right person.
import { randomInt, randomUUID } from 'node:crypto';
import type { BrowserContext, Page } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { findUser, updateUser } from '../../db/queries/users';
import { signInLinks } from '../../db/schema/people';
import { agreeBox, at, type Control, expect, type Stack, setSession, signIn, test } from '../fixtures';
import { type Language, say, WORDS } from '../words';

// Each run has its own network address, since requests for links are limited per network.
const network = { 'x-forwarded-for': `10.${randomInt(256)}.${randomInt(256)}.1` };

async function addressOf(stack: Stack, userId: string): Promise<string> {
  return (await findUser(stack.database.db, userId))?.email ?? '';
}

/** Newest letter to an address, once it is there. */
async function letterTo(control: Control, address: string) {
  // Printing a receipt takes a moment on a busy machine.
  await expect
    .poll(async () => (await control.mails(address)).length, { timeout: 30_000 })
    .toBeGreaterThan(0);
  const [newest] = await control.mails(address);
  return control.mail(newest?.id ?? '');
}

for (const language of ['en', 'fr'] as const) {
  test.describe(language, () => {
    test.use({ locale: language === 'en' ? 'en-GB' : 'fr-FR', extraHTTPHeaders: network });
    const words = WORDS[language];

    test('agreeing brings the receipt by e-mail, as paper and as a signed file', async ({
      page,
      customer: { ctx },
      control,
      stack,
    }) => {
      const address = await addressOf(stack, ctx.actor.userId);
      await page.goto('/products/business-insights/consent');
      await agreeBox(page).check();
      await page.getByRole('button', { name: words.consent.agree, exact: true }).click();
      // The letter may arrive before the answer to the form.
      await expect(page).toHaveURL(at('/products/business-insights/connect'));
      const letter = await letterTo(control, address);
      const product = language === 'en' ? 'Business insights' : 'Vue d’ensemble';
      expect(letter.subject).toContain(product);
      expect(letter.attachments.map(({ contentType }) => contentType)).toEqual([
        'application/pdf',
        'application/json',
      ]);
      const file = Buffer.from(await control.mailAttachment(letter.id, 1)).toString('utf8');
      expect(JSON.parse(file)).toHaveProperty('jws');
      expect(letter.text).toContain('Kestrel Coffee');
      expect(letter.text).toContain(`${stack.appUrl}/consents/business-insights`);

      await page.goto(`/demo/mail?open=${letter.id}`);
      await expect(page.getByRole('heading', { level: 2, name: letter.subject })).toBeVisible();
      const frame = page.frameLocator(`iframe[title="${words.demo.mail.frame}"]`);
      await expect(frame.getByRole('heading', { level: 1, name: letter.subject })).toBeVisible();
      await expect(frame.getByText('Kestrel Coffee', { exact: true })).toBeVisible();
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: /\.pdf/ }).click();
      expect((await download).suggestedFilename()).toMatch(/^receipt-.*\.pdf$/);
    });

    test('a link by e-mail signs the right person in, in any browser, once', async ({
      page,
      context,
      browser,
      control,
      stack,
    }) => {
      const { email, link } = await askAsCustomer(page, context, control, stack, language);
      expect((await control.mails(email)).length).toBe(1);

      const other = await browser.newContext({
        baseURL: stack.appUrl,
        locale: language === 'en' ? 'en-GB' : 'fr-FR',
      });
      const there = await other.newPage();
      // A mail program that opens the link first does not use it up.
      for (let n = 0; n < 2; n += 1) {
        await there.goto(link);
        await expect(
          there.getByRole('heading', {
            level: 1,
            name: say(words.signIn.link.heading, { name: 'Maya Okafor' }),
          }),
        ).toBeVisible();
      }
      await there.getByRole('button', { name: words.signIn.link.action, exact: true }).click();
      await expect(there).toHaveURL(at('/consents'));
      await expect(there.getByRole('heading', { level: 1, name: words.consents.title })).toBeVisible();

      await page.goto(link);
      await expect(page.getByRole('heading', { level: 1, name: words.signIn.link.endedTitle })).toBeVisible();
      await page.getByRole('link', { name: words.signIn.link.again }).click();
      await expect(page).toHaveURL(at('/sign-in?next=%2Fconsents'));
      await other.close();
    });
  });
}

/** Address of a person with a business that the sign-in service has verified; the browser is signed out afterwards. */
async function verified(stack: Stack, context: BrowserContext): Promise<string> {
  const { ctx } = await signIn(stack, context);
  const email = await addressOf(stack, ctx.actor.userId);
  await updateUser(ctx.db, ctx.actor.userId, { isEmailVerified: true });
  await context.clearCookies({ name: 'accord.session' });
  return email;
}

async function ask(page: Page, email: string, language: Language = 'en'): Promise<void> {
  const words = WORDS[language].signIn.email;
  await page.goto('/sign-in?next=%2Fconsents');
  await page.locator('summary').filter({ hasText: words.summary }).click();
  await page.getByLabel(words.label).fill(email);
  await page.getByRole('button', { name: words.action, exact: true }).click();
}

async function askAsCustomer(
  page: Page,
  context: BrowserContext,
  control: Control,
  stack: Stack,
  language: Language = 'en',
): Promise<{ email: string; link: string }> {
  const email = await verified(stack, context);
  await ask(page, email, language);
  await expect(page.getByText(WORDS[language].signIn.email.sentTitle)).toBeVisible();
  const { text } = await letterTo(control, email);
  return { email, link: /http\S+\/sign-in\/link\S+/.exec(text)?.[0] ?? '' };
}

test.describe('the link', () => {
  test.use({ extraHTTPHeaders: network });
  const { email: words, link: linkWords } = WORDS.en.signIn;

  test('is not sent to an unknown address, and the page says the same', async ({ page, control }) => {
    const unknown = `${randomUUID()}@example.test`;
    await ask(page, unknown);
    await expect(page.getByText(words.sentTitle)).toBeVisible();
    await expect(page.getByText(words.sentText)).toBeVisible();
    expect(await control.mails(unknown)).toEqual([]);
  });

  test('is worth nothing when its time is over', async ({ page, context, control, stack }) => {
    const { email, link } = await askAsCustomer(page, context, control, stack);
    await page.goto(link);
    await stack.database.db
      .update(signInLinks)
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where(eq(signInLinks.email, email));
    await page.getByRole('button', { name: linkWords.action, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: linkWords.endedTitle })).toBeVisible();
    expect((await context.cookies()).filter(({ name }) => name === 'accord.session')).toEqual([]);
  });

  test('ends the session that the browser had', async ({ page, context, control, stack }) => {
    const { link } = await askAsCustomer(page, context, control, stack);
    const before = await signIn(stack, context, 'Another Ltd');
    await page.goto(link);
    await page.getByRole('button', { name: linkWords.action, exact: true }).click();
    await expect(page).toHaveURL(at('/consents'));
    await context.clearCookies({ name: 'accord.session' });
    await setSession(stack, context, before.token);
    await page.goto('/home');
    await expect(page).toHaveURL(/\/sign-in\?/);
  });

  test('is sent three times in a quarter of an hour, and an invalid address is named as such', async ({
    page,
    context,
    stack,
  }) => {
    const email = await verified(stack, context);
    for (let n = 0; n < 3; n += 1) {
      await ask(page, email);
      await expect(page.getByText(words.sentTitle)).toBeVisible();
    }
    await ask(page, email);
    await expect(page.getByText(words.manyTitle)).toBeVisible();
    // The browser accepts this address; no letter could be sent to it.
    await ask(page, `${'a'.repeat(70)}@example.test`);
    await expect(page.getByText(words.unreadable)).toBeVisible();
  });
});
