// Playwright journeys: double clicks, reloads, lost sessions, a second platform, and every way in which Codat can fail.

import { eq } from 'drizzle-orm';
import { companies } from '../../db/schema/people';
import { makeSession } from '../factories';
import {
  agree,
  agreeBox,
  authoriseAtProvider,
  expect,
  ledgerOf,
  platform,
  setSession,
  signInPerson,
  test,
} from '../fixtures';
import { PROVIDER, say, WORDS } from '../words';

const words = WORDS.en;
const CONSENT = '/products/business-insights/consent';
const CONNECT = '/products/business-insights/connect';

test('a double click on the name of the business makes one business', async ({ page, context, stack }) => {
  await signInPerson(stack, context);
  await page.goto('/welcome');
  const name = `Twice ${crypto.randomUUID()}`;
  await page.getByLabel(words.welcome.label).fill(name);
  await page.getByRole('button', { name: words.welcome.submit }).dblclick();
  await expect(page).toHaveURL('/home');
  const found = await stack.database.db.select().from(companies).where(eq(companies.name, name));
  expect(found).toHaveLength(1);
});

test('a double click on Agree is one event', async ({ page, customer, stack }) => {
  await page.goto(CONSENT);
  await agreeBox(page).check();
  await page.getByRole('button', { name: words.consent.agree, exact: true }).dblclick();
  await expect(page).toHaveURL(CONNECT);
  expect(await ledgerOf(stack, customer.ctx.companyId)).toEqual(['given']);
});

test('a double click on Not now is one event, and nothing is agreed', async ({ page, customer, stack }) => {
  await page.goto(CONSENT);
  await page.getByRole('button', { name: words.consent.notNow }).dblclick();
  await expect(page).toHaveURL('/home');
  expect(await ledgerOf(stack, customer.ctx.companyId)).toEqual(['deferred']);
  await expect(page.getByText(words.product.standing.deferred)).toBeVisible();
});

test('a double click on a platform makes one connection', async ({ page, customer, control }) => {
  await agree(customer.ctx);
  await page.goto(CONNECT);
  await platform(page, 'Xero').dblclick();
  await expect(page.getByRole('button', { name: PROVIDER.en.signIn, exact: true })).toBeVisible();
  expect(await control.connectionsOf(customer.ctx)).toHaveLength(1);
});

test('a double click on signing in, on trying again, on finishing and on signing out does each once', async ({
  page,
  customer,
  control,
}) => {
  await page.context().clearCookies();
  await page.goto('/sign-in?next=/home');
  await page.getByRole('button', { name: words.signIn.action }).dblclick();
  await page.getByRole('button', { name: 'Tom Reed, co-owner of Harbour Bikes' }).click();
  await expect(page).toHaveURL('/home');

  await setSession(control.stack, page.context(), customer.token);
  await agree(customer.ctx);
  await page.goto(CONNECT);
  await platform(page, 'Xero').click();
  await page.getByRole('button', { name: PROVIDER.en.cancel }).click();
  await page.getByRole('button', { name: say(words.return.tryAgain, { platform: 'Xero' }) }).dblclick();
  await expect(page.getByRole('button', { name: PROVIDER.en.signIn, exact: true })).toBeVisible();
  await page.goto('/connections');
  await page.getByRole('link', { name: say(words.connections.finish, { platform: 'Xero' }) }).click();
  await page
    .getByRole('button', { name: say(words.connections.reconnectAsk.go, { platform: 'Xero' }) })
    .dblclick();
  await expect(page.getByRole('button', { name: PROVIDER.en.signIn, exact: true })).toBeVisible();
  expect(await control.connectionsOf(customer.ctx)).toHaveLength(1);

  await page.goto('/home');
  await page.getByRole('button', { name: words.shell.menu }).click();
  await page.getByRole('button', { name: words.shell.signOut }).dblclick();
  await expect(page).toHaveURL('/sign-in?signed-out=yes');
  // The session at the service goes on until the person ends it there.
  await expect(page.getByText(words.signIn.signedOut.title)).toBeVisible();
  await page.getByRole('link', { name: /sign out of/ }).click();
  await expect(page).toHaveURL(/\/oidc\/session\/end\?client_id=/);
});

test('Agree without the tick explains itself; after Back the box is empty again', async ({
  page,
  customer,
  stack,
}) => {
  await page.goto(CONSENT);
  await page.getByRole('button', { name: words.consent.agree, exact: true }).click();
  await expect(
    page.getByRole('alert').filter({ hasText: words.errors.fields['agree-missing'] }),
  ).toBeFocused();
  expect(await ledgerOf(stack, customer.ctx.companyId)).toEqual([]);
  await agreeBox(page).check();
  await page.goto('/home');
  await page.goBack();
  await expect(agreeBox(page)).not.toBeChecked();
});

test('every page survives a refresh', async ({ page, customer, control }) => {
  await agree(customer.ctx);
  await control.connected(customer.ctx, 'gbol');
  for (const path of [
    '/home',
    '/products/business-insights',
    CONSENT,
    CONNECT,
    '/products/business-insights/done',
    '/connections',
  ]) {
    await page.goto(path);
    const heading = await page.getByRole('heading', { level: 1 }).textContent();
    await page.reload();
    await expect(page.getByRole('heading', { level: 1, name: heading ?? '' })).toBeVisible();
    await expect(page).toHaveURL(path);
  }
});

test('a second accounting platform is refused in words, also when the page is old', async ({
  page,
  context,
  customer,
  control,
}) => {
  await agree(customer.ctx);
  const old = await context.newPage();
  await old.goto(CONNECT);
  await control.connected(customer.ctx, 'gbol');
  await platform(old, 'Sage Intacct').click();
  const sentence = say(words.errors.actions['accounting-already-connected'], { platform: 'Xero' });
  await expect(old.getByRole('alert').filter({ hasText: sentence })).toBeVisible();
  await page.goto(CONNECT);
  await expect(page.getByText(say(words.connect.fullTitle, { platform: 'Xero' }))).toBeVisible();
  expect(await control.connectionsOf(customer.ctx)).toHaveLength(1);
});

test('a session that ended leads to sign-in and back, and loses nothing', async ({
  page,
  context,
  customer,
  stack,
}) => {
  await page.goto(CONSENT);
  await agreeBox(page).check();
  await stack.database.db.execute(`delete from sessions where user_id = '${customer.ctx.actor.userId}'`);
  await page.getByRole('button', { name: words.consent.agree, exact: true }).click();
  await expect(page).toHaveURL(/\/sign-in\?/);
  await expect(page.getByText(words.signIn.error.expired.title)).toBeVisible();
  expect(new URL(page.url()).searchParams.get('next')).toBe(CONSENT);
  expect(await ledgerOf(stack, customer.ctx.companyId)).toEqual([]);
  // After signing in again, the customer continues where they were.
  await setSession(
    stack,
    context,
    await makeSession(stack.database.db, customer.ctx.actor.userId, customer.ctx.companyId),
  );
  // The tab that was redirected to sign-in may still be on its way there.
  const tab = await context.newPage();
  await tab.goto(CONSENT);
  await agreeBox(tab).check();
  await tab.getByRole('button', { name: words.consent.agree, exact: true }).click();
  await expect(tab).toHaveURL(CONNECT);
  expect(await ledgerOf(stack, customer.ctx.companyId)).toEqual(['given']);
  await setSession(stack, context, 'not-a-session-of-anybody');
  await tab.goto('/home');
  await expect(tab).toHaveURL(/\/sign-in\?/);
});

test('signing out ends the session itself, not only the cookie', async ({
  page,
  context,
  customer,
  stack,
}) => {
  await page.goto('/home');
  await page.getByRole('button', { name: words.shell.menu }).click();
  await page.getByRole('button', { name: words.shell.signOut }).click();
  await expect(page).toHaveURL('/sign-in?signed-out=yes');
  await setSession(stack, context, customer.token);
  await page.goto('/home');
  await expect(page).toHaveURL(/\/sign-in\?/);
});

for (const [name, effect, sentence] of [
  ['busy', { kind: 'status', status: 429, retryAfter: 2 }, words.errors.actions['codat-busy'].split('.')[0]],
  ['failing', { kind: 'status', status: 500 }, words.errors.actions['codat-failed']],
  ['down', { kind: 'status', status: 503 }, words.errors.actions['codat-failed']],
  ['answering garbage', { kind: 'garbage' }, words.errors.actions['codat-failed']],
  ['silent', { kind: 'hang' }, words.errors.actions['codat-failed']],
  ['cutting the line after the work', { kind: 'close-after' }, words.errors.actions['codat-failed']],
] as const) {
  test(`with Codat ${name}, one clear sentence and a way on; nothing doubled, nothing lost`, async ({
    page,
    customer,
    control,
    stack,
  }) => {
    await agree(customer.ctx);
    await page.goto(CONNECT);
    await control.fault(customer.ctx, effect, { method: 'POST', path: '/companies/:companyId/connections' });
    await platform(page, 'Xero').click();
    // The app waits five seconds for a silent Codat before it shows the sentence.
    await expect(page.getByRole('alert').filter({ hasText: sentence ?? '' })).toHaveCount(1, {
      timeout: 20_000,
    });
    await expect(page).toHaveURL(CONNECT);
    await platform(page, 'Xero').click();
    await authoriseAtProvider(page);
    await expect(
      page.getByRole('heading', { level: 1, name: say(words.done.title, { platform: 'Xero' }) }),
    ).toBeVisible();
    expect((await control.connectionsOf(customer.ctx)).map((c) => c.status)).toEqual(['Linked']);
    expect(await ledgerOf(stack, customer.ctx.companyId)).toEqual(['given']);
  });
}

test('with Codat down, pages about connections still open and say so', async ({
  page,
  customer,
  control,
}) => {
  await agree(customer.ctx);
  await control.connected(customer.ctx, 'gbol');
  await control.fault(customer.ctx, { kind: 'status', status: 503 }, { method: 'GET', times: 20 });
  await page.goto('/connections');
  await expect(page.getByText(words.connections.uncheckedTitle)).toBeVisible();
  await expect(page.getByRole('heading', { name: /^Xero/ })).toBeVisible();
  await page.goto('/products/business-insights/done');
  await expect(page.getByText(words.done.railUnchecked)).toBeVisible();
  await page.goto('/home');
  await expect(page.getByRole('heading', { level: 1, name: words.home.title })).toBeVisible();
});
