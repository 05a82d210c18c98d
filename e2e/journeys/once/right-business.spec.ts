// Playwright journeys: two tabs with two businesses. A request from one tab's page while the browser acts for the other is not carried out, and the page offers a way on.
import type { Page } from '@playwright/test';
import { sql } from 'drizzle-orm';
import { upsertMembership } from '../../../db/queries/companies';
import { listLinkCallbacks } from '../../../db/queries/link-callbacks';
import type { Ctx } from '../../../lib/context';
import { makeCustomer, makeSession, makeTools } from '../../factories';
import { agree, agreeBox, expect, type SignedIn, type Stack, setSession, signIn, test } from '../../fixtures';
import { choose, openWindow } from '../../link-window';
import { ROUTES } from '../../routes';
import { formsOf, send, traces } from '../../two-businesses';
import { formOf, pdf } from '../../upload-stage';
import { say, WORDS } from '../../words';

// With scripts each tab stays with its own business.
test.use({ javaScriptEnabled: true });

const [MINE, OTHER] = ['Kestrel Coffee', 'Harbour Garage'];

test('a form without a page binding, or with an unsigned one, does nothing', async ({
  page,
  customer,
  control,
}) => {
  const [form] = await formsOf(page.request, '/products/lending/consent').then((all) =>
    all.filter(({ fields }) => 'madeFor' in fields),
  );
  if (form === undefined) throw new Error('no form');
  const before = await traces(control, customer.ctx);
  const { madeFor = '', ...without } = form.fields;
  for (const fields of [
    without,
    { ...without, madeFor: '' },
    { ...without, madeFor: `${madeFor.slice(0, -4)}AAAA` },
  ]) {
    const answer = await send(page.request, { ...form, fields }, `accord.session=${customer.token}`);
    expect(answer.headers().location).toMatch(/\/acting\?form=/);
  }
  expect(await traces(control, customer.ctx)).toEqual(before);
});

test('files of one business never arrive at another', async ({ page, customer, stack, control, context }) => {
  const { ctx } = customer;
  await agree(ctx, 'lending');
  const [form] = (await formsOf(page.request, '/products/lending/upload/accounting')).filter(
    ({ fields }) => 'madeFor' in fields,
  );
  expect(form?.action).toContain('/api/uploads/lending/accounting?madeFor=');
  const other = await signIn(stack, context, OTHER);
  await agree(other.ctx, 'lending');
  const before = await traces(control, ctx, other.ctx);
  const { contentType, bytes } = await formOf([pdf('books.pdf')]);
  for (const address of [form?.action ?? '', '/api/uploads/lending/accounting']) {
    const headers = { 'sec-fetch-site': 'same-origin', 'content-type': contentType };
    const answer = await page.request.post(address, { headers, data: bytes, maxRedirects: 0 });
    expect(answer.headers().location).toMatch(/^\/acting\?form=/);
  }
  expect(await traces(control, ctx, other.ctx)).toEqual(before);
});

/** A second business of the same person. */
async function second(stack: Stack, { ctx }: SignedIn): Promise<string> {
  const { companyId } = await makeCustomer(makeTools(stack.database.db, stack.codat), OTHER);
  await upsertMembership(ctx.db, companyId, ctx.actor.userId, 'accountant');
  return companyId;
}

async function switchTo(page: Page, name: string): Promise<void> {
  await page.goto('/businesses');
  await page.getByRole('button', { name: say(WORDS.en.businesses.choose, { business: name }) }).click();
  await expect(page.getByRole('banner').getByTitle(name)).toBeVisible();
}

const eventsOf = async (ctx: Ctx, companyId = ctx.companyId) =>
  (
    await ctx.db.execute(sql`select count(*)::int as n from consent_events where company_id = ${companyId}`)
  )[0]?.n;

test('each tab stays with its own business of the same person', async ({
  page,
  context,
  customer,
  stack,
}) => {
  const { ctx } = customer;
  const otherId = await second(stack, customer);
  await page.goto('/products/lending/consent');
  await agreeBox(page).check();
  const tab = await context.newPage();
  await switchTo(tab, OTHER);
  await page.bringToFront();
  await page.getByRole('button', { name: WORDS.en.consent.agree, exact: true }).click();
  await expect(page).toHaveURL(/\/products\/lending\/connect/);
  expect([await eventsOf(ctx), await eventsOf(ctx, otherId)]).toEqual([1, 0]);
});

test('with scripts, a page for another person says so, and each way on leads there with nothing agreed', async ({
  page,
  context,
  customer,
  stack,
}) => {
  const { ctx } = customer;
  await page.goto('/products/lending/consent');
  await agreeBox(page).check();
  const other = await makeCustomer(makeTools(stack.database.db, stack.codat), OTHER);
  await setSession(stack, context, await makeSession(other.db, other.actor.userId, other.companyId));
  await page.getByRole('button', { name: WORDS.en.consent.agree, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: WORDS.en.acting.titlePerson })).toBeVisible();
  expect([await eventsOf(ctx), await eventsOf(other)]).toEqual([0, 0]);
  // The frame around it names the present business, too.
  await expect(page.getByRole('banner').getByTitle(OTHER)).toBeVisible();
  await page.getByRole('link', { name: say(WORDS.en.acting.goOn, { now: OTHER }) }).click();
  await expect(page).toHaveURL(/\/products\/lending\/consent/);
  await expect(agreeBox(page)).not.toBeChecked();
  await expect(page.getByRole('main').getByText(OTHER, { exact: true })).toBeVisible();
});

test('callbacks of Codat’s window in a tab of another person do not count, and the page says so', async ({
  page,
  context,
  customer,
  control,
  stack,
}) => {
  const { ctx } = customer;
  await agree(ctx);
  await openWindow(page, 'business-insights');
  await choose(page, 'accounting', 'Xero');
  const other = await makeCustomer(makeTools(stack.database.db, stack.codat), OTHER);
  await agree(other);
  const before = await traces(control, other);
  await setSession(stack, context, await makeSession(other.db, other.actor.userId, other.companyId));
  await page.getByRole('button', { name: WORDS.en.consent.agree, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: WORDS.en.acting.titlePerson })).toBeVisible();
  expect(await traces(control, other)).toEqual(before);
  expect(await listLinkCallbacks(ctx.db, ctx.companyId, 'business-insights')).toEqual([]);
  // The window calls Codat for the business of the page that it stands on.
  expect((await control.connectionsOf(ctx)).map(({ status }) => status)).toEqual(['PendingAuth']);
});

test('typed values come back, for the business they were typed for', async ({ browser, customer, stack }) => {
  const { ctx } = customer;
  const otherId = await second(stack, customer);
  await agree(ctx);
  // Without scripts a tab cannot hold on to its business.
  const context = await browser.newContext({
    baseURL: stack.appUrl,
    javaScriptEnabled: false,
    locale: 'en-GB',
  });
  await setSession(stack, context, customer.token);
  const page = await context.newPage();
  await page.goto('/products/business-insights/missing');
  await page.locator('#name').fill('Pépite 🥐');
  await page.locator('#note').fill('We use it in two shops.');
  await context.addCookies([{ name: 'accord.acting', value: otherId, url: stack.appUrl }]);
  await page.getByRole('button', { name: WORDS.en.missing.submit }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    say(WORDS.en.acting.title, { shown: MINE }),
  );
  await page.getByRole('button', { name: say(WORDS.en.acting.openAgain, { shown: MINE }) }).click();
  await expect(page.locator('#name')).toHaveValue('Pépite 🥐');
  await expect(page.locator('#note')).toHaveValue('We use it in two shops.');
  await page.getByRole('button', { name: WORDS.en.missing.submit }).click();
  await expect(page).toHaveURL(/missing\?told=1/);
  await context.close();
});

test('every page of a customer names the business, also on a phone and when its name is long', async ({
  page,
  customer,
}) => {
  const name = `Boulangerie${'-artisanale'.repeat(9)}`;
  await customer.ctx.db.execute(
    sql`update companies set name = ${name} where id = ${customer.ctx.companyId}`,
  );
  for (const width of [320, 390]) {
    await page.setViewportSize({ width, height: 800 });
    for (const { path } of ROUTES.filter(({ access }) => access === 'customer').slice(0, 6)) {
      await page.goto(path);
      await expect(page.getByRole('banner').getByTitle(name)).toBeVisible();
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(over, `${path} at ${width}`).toBeLessThanOrEqual(0);
    }
  }
});
