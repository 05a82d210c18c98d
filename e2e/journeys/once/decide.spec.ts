// Playwright journeys of staff: the sign-in service names them; they find a business, see its record and why its data may be read.

import type { Page } from '@playwright/test';
import { listEvents } from '../../../db/queries/consents';
import { pauseConsent } from '../../../lib/consent/pause-consent';
import { expectAccessible } from '../../axe';
import { collectViolations } from '../../csp-violations';
import { agree, expect, signIn, signInStaff, test } from '../../fixtures';
import { WORDS } from '../../words';

const OFFICER = 'Ines Moreau, compliance officer of the bank';
const words = WORDS.en.staff;

/** Value below a term of a description list. */
const fact = (page: Page, term: string) =>
  page.getByRole('term').filter({ hasText: term }).locator('xpath=following-sibling::dd');

test('an officer signs in, finds a business, and sees why its invoices may not be read', async ({
  page,
  browser,
  stack,
  control,
}) => {
  const elsewhere = await browser.newContext({ baseURL: stack.appUrl });
  // The organisation that is connected below has the same name, so it needs no confirmation.
  const name = 'Kestrel Coffee';
  const { ctx } = await signIn(stack, elsewhere, name);
  await elsewhere.close();
  await control.connected(ctx, 'gbol');
  await agree({ ...ctx, now: new Date() }, 'lending');
  await pauseConsent({ ...ctx, now: new Date() }, 'lending');

  await page.goto('/home');
  await page.getByRole('button', { name: WORDS.en.signIn.action }).click();
  await page.getByRole('button', { name: OFFICER }).click();
  // The officer has no business, so sign-in leads to the staff pages.
  await expect(page).toHaveURL('/staff');
  await page.getByLabel(words.businesses.label).fill(ctx.companyId);
  await page.getByRole('button', { name: words.businesses.submit, exact: true }).click();
  await page.getByRole('link', { name, exact: true }).click();
  await expect(page.getByText(words.business.sound)).toBeVisible();
  const record = page.getByRole('region', { name: words.business.record, exact: true });
  await expect(record.getByRole('row')).toHaveCount(3);
  await expect(record.getByRole('row').nth(1)).toContainText(words.event.paused);

  await page.getByRole('link', { name: words.business.decide, exact: true }).click();
  const ask = async () => {
    await page.getByLabel(words.decisions.product, { exact: true }).selectOption('lending');
    await page.getByLabel(words.decisions.dataType, { exact: true }).selectOption('invoices');
    await page.getByRole('button', { name: words.decisions.submit, exact: true }).click();
  };
  await page.getByLabel(WORDS.en.why.form.date, { exact: true }).fill('2030-01-01');
  await ask();
  await expect(page.getByText(`No. Lending may not read “Invoices you sent” of ${name}.`)).toBeVisible();
  await expect(page.getByText(WORDS.en.why.form.future)).toBeVisible();
  await expect(page.getByText(words.decisions.because.paused)).toBeVisible();
  const [yes, pause] = await listEvents(stack.database.db, ctx.companyId);
  await expect(fact(page, words.decisions.hash)).toHaveText(pause?.hash ?? '');
  await expect(fact(page, words.decisions.yesHash)).toHaveText(yes?.hash ?? '');

  // Right after the consent the data was allowed, through what was connected then.
  const at = encodeURIComponent(yes?.body.event_time ?? '');
  await page.goto(`/staff/decisions?business=${ctx.companyId}&product=lending&type=invoices&at=${at}`);
  await expect(page.getByText(/^Yes\. On .*, Lending was allowed to read “Invoices you sent”/)).toBeVisible();
  await expect(fact(page, words.decisions.connections)).toHaveText('Xero (Kestrel Coffee)');

  const file = await page.request.get(`/staff/businesses/${ctx.companyId}/export`);
  expect(file.headers()['content-disposition']).toContain('attachment');
  expect(await file.text()).toContain(`"company_id":"${ctx.companyId}"`);
  await page.getByRole('button', { name: WORDS.en.shell.signOut }).click();
  await expect(page).toHaveURL('/sign-in?signed-out=yes');
  await page.goto('/staff');
  await expect(page).toHaveURL(/\/sign-in\?/);
});

test('names that several businesses begin with lead to a choice, and odd questions to an answer', async ({
  page,
  context,
  stack,
  browser,
}) => {
  const begin = `Twin ${crypto.randomUUID().slice(0, 8)}`;
  for (const end of ['One', 'Two']) {
    const other = await browser.newContext({ baseURL: stack.appUrl });
    await signIn(stack, other, `${begin} ${end}`);
    await other.close();
  }
  await signInStaff(stack, context);
  const question = (business: string, product = 'lending', type = 'invoices') =>
    `/staff/decisions?${new URLSearchParams({ business, product, type })}`;
  await page.goto(question(begin));
  await page.getByRole('link', { name: `${begin} Two`, exact: true }).click();
  await expect(page.getByText(words.decisions.because['no-consent'])).toBeVisible();
  await page.goto(question(`${begin} One`, 'nothing'));
  await expect(page.getByText(words.decisions.because['unknown-product'])).toBeVisible();
  await page.goto(question('nobody has this name'));
  await expect(page.getByText(words.decisions.nobody)).toBeVisible();
  expect((await page.goto('/staff/businesses/not-an-id'))?.status()).toBe(404);
  for (const path of ['/staff?q=%00&after=x', '/staff?q=a&q=b', question('%', '%', '%')]) {
    expect((await page.goto(path))?.status(), path).toBe(200);
  }
});

test.describe('in French, where words are longest', () => {
  test.use({ locale: 'fr-FR', javaScriptEnabled: true });

  test('axe finds nothing on the pages of staff, and no window is too narrow', async ({
    page,
    context,
    stack,
    browser,
    control,
  }) => {
    const elsewhere = await browser.newContext({ baseURL: stack.appUrl });
    const { ctx } = await signIn(stack, elsewhere);
    await elsewhere.close();
    await control.connected(ctx, 'gbol');
    await agree(ctx, 'lending');
    const refused = await collectViolations(context);
    await signInStaff(stack, context);
    const asked = `business=${ctx.companyId}&product=lending&type=invoices`;
    for (const path of [
      '/staff',
      '/staff?q=nobody-has-this-name',
      `/staff/businesses/${ctx.companyId}`,
      `/staff/businesses/${ctx.companyId}/on-request/withdraw/lending`,
      '/staff/decisions',
      `/staff/decisions?${asked}`,
      `/staff/decisions?${asked}&date=&time=`,
      `/staff/decisions?${asked}&date=x`,
    ]) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectAccessible(page, path);
    }
    expect(refused).toEqual([]);
  });
});
