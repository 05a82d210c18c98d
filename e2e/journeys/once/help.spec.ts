// Playwright journeys: help. It is reachable from a step and leads back to it, and a question reaches a person with scripts or without.
import type { Page } from '@playwright/test';
import { agree, type Control, expect, signInAsSomeoneNew, test } from '../../fixtures';
import { WORDS } from '../../words';

const { shell, help, connect } = WORDS.en;
const REFERENCE = /[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}/;

async function ask(page: Page, email: string, question: string): Promise<void> {
  await page.getByLabel(help.form.email, { exact: true }).fill(email);
  await page.getByLabel(help.form.message, { exact: true }).fill(question);
  await page.getByRole('button', { name: help.form.submit, exact: true }).click();
}

async function referenceOn(page: Page): Promise<string> {
  const title = page.getByText(begins(help.form.sentTitle));
  await expect(title).toBeVisible();
  return REFERENCE.exec((await title.textContent()) ?? '')?.[0] ?? '';
}

const begins = (sentence: string) => new RegExp(`^${sentence.split('{')[0]}`);

/** The letter with this number to the people who answer. */
async function questionAt(control: Control, reference: string) {
  const found = async () => (await control.mails()).find(({ subject }) => subject.includes(reference));
  await expect.poll(found, { timeout: 30_000 }).toBeDefined();
  return control.mail((await found())?.id ?? '');
}

test('from a step of the journey, in another language and after asking, the way leads back to that step', async ({
  page,
  customer: { ctx },
  control,
}) => {
  await agree(ctx);
  const step = '/products/business-insights/connect?q=xer';
  await page.goto(step);
  await page.getByRole('contentinfo').getByRole('link', { name: shell.help, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: help.title, exact: true })).toBeVisible();
  await page.getByRole('contentinfo').getByRole('button', { name: 'Français' }).click();
  await expect(page.getByRole('heading', { level: 1, name: WORDS.fr.help.title, exact: true })).toBeVisible();
  await page.getByRole('contentinfo').getByRole('button', { name: 'English' }).click();
  await page.getByRole('contentinfo').getByRole('link', { name: shell.privacy, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: WORDS.en.privacy.title })).toBeVisible();
  await page.getByRole('contentinfo').getByRole('link', { name: shell.help, exact: true }).click();

  // The fields hold the signed-in person's name and address already.
  await expect(page.getByLabel(help.form.name, { exact: true })).toHaveValue('Maya Okafor');
  await page.getByLabel(help.form.message, { exact: true }).fill('My platform is called Xero. Is it there?');
  await page.getByRole('button', { name: help.form.submit, exact: true }).click();
  const reference = await referenceOn(page);
  const letter = await questionAt(control, reference);
  expect(letter.text).toContain('Business: Kestrel Coffee');
  expect(letter.text).toContain('Asked from the page: /products/business-insights/connect\n');

  await page.getByRole('link', { name: help.back, exact: true }).click();
  await expect(page).toHaveURL(step);
  await expect(page.getByText(connect.lead)).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a stranger asks, corrects a field without typing the rest again, and gets a number', async ({
    page,
    control,
  }) => {
    await page.goto('/help');
    await ask(page, 'nobody', 'First line\nSecond line');
    await expect(page.getByRole('alert')).toContainText(help.form.problem['help-email-unreadable']);
    await expect(page.getByLabel(help.form.message, { exact: true })).toHaveValue('First line\nSecond line');
    await page.getByLabel(help.form.email, { exact: true }).fill('nobody@example.test');
    await page.getByRole('button', { name: help.form.submit, exact: true }).click();
    const letter = await questionAt(control, await referenceOn(page));
    expect(letter.text).toContain('First line\n\nSecond line');
    expect(letter.text).toContain('Answer to: nobody@example.test');
  });
});

test('a machine that fills in the hidden field is ignored, and a person is told what to do', async ({
  page,
}) => {
  await page.goto('/help');
  await page.locator('input[name="leave-this-empty"]').evaluate((field: HTMLInputElement) => {
    field.value = 'https://spam.example';
  });
  await ask(page, 'machine@example.test', 'Buy this');
  await expect(page.getByText(help.form.machine)).toBeVisible();
  await expect(page.getByLabel(help.form.message, { exact: true })).toHaveValue('Buy this');
  // An invented number confirms nothing.
  await page.goto('/help?sent=ABCDE-FGHJK');
  await expect(page.getByText(begins(help.form.sentTitle))).toHaveCount(0);
});

test.describe('the first letter', () => {
  test.use({ locale: 'fr-FR' });

  test('welcomes a new business in its language, with connecting as step two', async ({
    page,
    control,
    stack,
  }) => {
    const words = WORDS.fr;
    await page.goto('/home');
    await page.getByRole('button', { name: words.signIn.action }).click();
    const email = await signInAsSomeoneNew(page, 'Nadia Haddad', 'fr');
    await page.getByLabel(words.welcome.label).fill('Boulangerie Tremblay');
    await page.getByRole('button', { name: words.welcome.submit }).click();
    await expect(page).toHaveURL('/home');
    await expect.poll(async () => (await control.mails(email)).length, { timeout: 30_000 }).toBe(1);
    const [first] = await control.mails(email);
    const { subject, text } = await control.mail(first?.id ?? '');
    expect(subject).toContain('trois étapes');
    expect(text).toContain('Boulangerie Tremblay');
    const link = /2\. [\s\S]*?(http\S+)/.exec(text)?.[1] ?? '';
    expect(link).toBe(`${stack.appUrl}/products/business-insights/consent`);
    await page.goto(link);
    await expect(page.getByRole('button', { name: words.consent.agree, exact: true })).toBeVisible();
  });
});
