// Playwright journey of a request by telephone: staff carry it out on a page, the record says who did it and for whom, and only staff can.
import type { Page } from '@playwright/test';
import { listEvents } from '../../../db/queries/consents';
import { expectNoViolations } from '../../axe';
import { makeCustomer, makeSession, makeStaff, makeTools } from '../../factories';
import { agree, expect, ledgerOf, type Stack, setSession, signInStaff, test } from '../../fixtures';
import { formsOf, send, traces } from '../../two-businesses';
import { WORDS } from '../../words';

// axe checks the page as its scripts left it.
test.use({ javaScriptEnabled: true });

const words = WORDS.en.staff.onRequest;
const SHOWN = '/consents/business-insights';

async function customer(stack: Stack) {
  const ctx = await makeCustomer(makeTools(stack.database.db, stack.codat));
  await agree(ctx);
  return { ctx, token: await makeSession(ctx.db, ctx.actor.userId, ctx.companyId) };
}

async function takeDown(page: Page, submit: string): Promise<void> {
  await page.getByLabel(words.askedBy, { exact: true }).fill('Maya O.');
  await page.getByRole('radio', { name: words.channel.phone }).check();
  await page.getByLabel(words.reason, { exact: true }).fill('Moves to another bank');
  await page.getByRole('button', { name: submit, exact: true }).click();
}

test('staff stop and end what a customer asks them to, and each page says that they did it and for whom', async ({
  page,
  browser,
  context,
  stack,
  control,
}) => {
  test.slow();
  const { ctx, token } = await customer(stack);
  await control.connected(ctx, 'gbol');
  await signInStaff(stack, context);
  const place = `/staff/businesses/${ctx.companyId}`;
  // A forged address shows no result: only the record does.
  for (const query of ['done=withdraw', 'already=pause', 'act=withdraw&subject=business-insights']) {
    await page.goto(`${place}?${query}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText(words.doneTitle)).toHaveCount(0);
    await expect(page.getByText(words.overTitle)).toHaveCount(0);
  }
  await page.getByRole('link', { name: words.end, exact: true }).click();
  await expect(page.getByRole('heading', { name: words.ifKept })).toBeVisible();
  await expect(page.getByRole('heading', { name: words.ifDeleted })).toBeVisible();
  await expectNoViolations(page, page.url());
  await page.getByRole('button', { name: words.submit.end, exact: true }).click();
  await expect(page.getByRole('alert').first()).toContainText(WORDS.en.errors.fields['asked-by-missing']);
  await expectNoViolations(page, page.url());
  await page.getByRole('radio', { name: words.keep }).check();
  await takeDown(page, words.submit.end);
  await expect(page.getByText(words.doneTitle)).toBeVisible();
  await expectNoViolations(page, page.url());

  await page.getByRole('link', { name: words.withdraw, exact: true }).click();
  await page.getByRole('radio', { name: WORDS.en.consents.withdraw.delete }).check();
  // The customer who asked has to be a person of the business; otherwise nothing is deleted.
  await page.getByLabel(words.person, { exact: true }).selectOption(ctx.actor.userId);
  await takeDown(page, words.submit.withdraw);
  await expect(page.getByText(words.doneTitle)).toBeVisible();
  await expect(page.getByText(/^Business insights: .*Ines Moreau/)).toBeVisible();
  // Codat confirms the deletion in its own time.
  const written = (await ledgerOf(stack, ctx.companyId)).slice(0, 3);
  expect(written).toEqual(['given', 'source_ended', 'withdrawn']);

  const theirs = await browser.newContext({ baseURL: stack.appUrl, locale: 'en-GB' });
  await setSession(stack, theirs, token);
  const home = await theirs.newPage();
  for (const path of [SHOWN, '/consents', '/home']) {
    await home.goto(path);
    await expect(home.getByText(WORDS.en.consents.standingOnRequest.withdrawn).first()).toBeVisible();
    await expect(home.getByText(WORDS.en.consents.standing.withdrawn, { exact: true })).toHaveCount(0);
  }
  await home.goto(SHOWN);
  await expect(home.getByText(/Ines Moreau of .*; Maya O\. asked by telephone/).first()).toBeVisible();
  await theirs.close();
});

test('only staff on their own page carry out a request', async ({ stack, control, playwright }) => {
  const { ctx, token } = await customer(stack);
  const staff = await makeSession(ctx.db, await makeStaff(ctx.db), null);
  const own = await playwright.request.newContext({
    baseURL: stack.appUrl,
    extraHTTPHeaders: { cookie: `accord.session=${staff}`, 'accept-language': 'en' },
  });
  const place = `/staff/businesses/${ctx.companyId}/on-request/withdraw/business-insights`;
  const form = (await formsOf(own, place)).find(({ fields }) => 'asked-by' in fields);
  if (form === undefined) throw new Error('no form');
  const fields = {
    ...form.fields,
    'asked-by': 'Maya O.',
    channel: 'phone',
    reason: 'Asked',
    deletion: 'keep',
  };
  const before = await traces(control, ctx);
  const outside = await playwright.request.newContext({ baseURL: stack.appUrl });
  // Customers are not told that there is such a page.
  const byCustomer = await send(outside, { ...form, fields }, `accord.session=${token}`);
  expect(byCustomer.status()).toBe(404);
  const byStranger = await send(outside, { ...form, fields }, '');
  expect(byStranger.headers().location).toMatch(/^\/sign-in\?/);
  for (const origin of ['https://evil.example', 'null']) {
    const answer = await outside.post(place, {
      multipart: fields,
      maxRedirects: 0,
      headers: { cookie: `accord.session=${staff}`, origin },
    });
    expect(answer.status(), origin).toBe(403);
  }
  expect(await traces(control, ctx)).toEqual(before);
  const done = await send(own, { ...form, fields }, `accord.session=${staff}`);
  expect(done.headers().location).toBe(
    `/staff/businesses/${ctx.companyId}?act=withdraw&subject=business-insights`,
  );
  expect((await listEvents(ctx.db, ctx.companyId)).at(-1)?.body.entity.kind).toBe('staff');
  await outside.dispose();
  await own.dispose();
});
