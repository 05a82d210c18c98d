// Playwright journeys: failures inside Codat's window. Whatever it reports, the final page is true. The ways back are in `return-paths.spec.ts`.
import { listLinkCallbacks } from '../../../db/queries/link-callbacks';
import { agree, expect, platform, test } from '../../fixtures';
import { expectWindow, openWindow } from '../../link-window';
import { PROVIDER, say, WORDS } from '../../words';

// Codat's window is a script.
test.use({ javaScriptEnabled: true });

const MODULE = '**/link-sdk.js';
const HERE = '/products/business-insights/link';
const words = WORDS.en;

test.beforeEach(async ({ customer }) => agree(customer.ctx));

test('doubled, invented and out of order: only what Codat says counts', async ({
  page,
  customer: { ctx },
  control,
}) => {
  // A module that fires every callback at once, and twice, before anything is authorised.
  const told = `
    const args = (connectionId) => ({ connectionId, integrationId: '', integrationKey: '', platformName: '', sourceId: '', sourceType: 'Accounting' });
    export class CodatLink {
      constructor({ target, props }) {
        const button = document.createElement('button');
        button.textContent = 'Tell';
        button.onclick = () => {
          for (const id of [crypto.randomUUID(), 'not-an-id', window.pending, window.pending]) {
            props.onConnection(args(id));
            props.onConnectionStarted(args(id));
          }
          props.onConsent({ text: 'Words' });
          props.onConsent({ text: 'Words' });
          props.onConsent({ text: 'x'.repeat(50000) });
          props.onError({ userRecoverable: true, message: 'https://secret.example/' });
          props.onFinish();
          props.onFinish();
        };
        target.append(button);
      }
    }`;
  await page.route(MODULE, (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      headers: { 'access-control-allow-origin': '*' },
      body: told,
    }),
  );
  await page.goto('/products/business-insights/connect');
  await page.getByRole('button', { name: /^Xero / }).click();
  await expect(page.getByRole('button', { name: PROVIDER.en.signIn, exact: true })).toBeVisible();
  const [pending] = await control.connectionsOf(ctx);
  await page.goto(HERE);
  await page.evaluate((id) => Object.assign(window, { pending: id }), pending?.id);
  await page.getByRole('button', { name: 'Tell' }).click();
  await expect(page).toHaveURL('/products/business-insights/done');
  await expect(page.getByRole('heading', { level: 1, name: words.done.noneTitle })).toBeVisible();
  const kept = await listLinkCallbacks(ctx.db, ctx.companyId, 'business-insights');
  // After so many others the last callback may come too late: the customer does not wait for it.
  const kinds = kept.map(({ kind }) => kind).filter((kind) => kind !== 'finished');
  expect(kinds.sort()).toEqual(['consented', 'failed', 'started']);
  expect(kept.find(({ kind }) => kind === 'started')?.subject).toBe(pending?.id);
});

test('without an agreement there is no window', async ({ page }) => {
  await page.goto('/products/lending/link');
  await expect(page).toHaveURL('/products/lending/consent');
});

test('an error that cannot be recovered ends the window with a reference, and our own list goes on', async ({
  page,
}) => {
  await page.route('**/embed/session*', (route) =>
    route.fulfill({
      status: 403,
      contentType: 'application/json',
      headers: { 'access-control-allow-origin': '*' },
      json: {
        statusCode: 403,
        service: 'PublicApi',
        error: 'Not allowed here.',
        correlationId: 'c0ffee00c0ffee00c0ffee00c0ffee00',
        canBeRetried: 'False',
        detailedErrorCode: 0,
      },
    }),
  );
  await page.goto(HERE);
  await expect(page.getByText(words.link.failed.title)).toBeVisible();
  await expect(
    page.getByText(say(words.link.reference, { id: 'c0ffee00c0ffee00c0ffee00c0ffee00' })),
  ).toBeVisible();
  await expect(page.getByText('Not allowed here.')).toHaveCount(0);
  await page.getByRole('link', { name: words.link.list }).last().click();
  await expect(page).toHaveURL('/products/business-insights/connect');
});

test('when Codat cannot be asked, the page says so and has the way on', async ({
  page,
  control,
  customer,
}) => {
  await control.fault(
    customer.ctx,
    { kind: 'status', status: 503 },
    { method: 'GET', path: '/companies/:companyId/accessToken', times: 1 },
  );
  await page.goto(HERE);
  await expect(page.getByText(words.link.missing.title)).toBeVisible();
  await page.getByRole('link', { name: words.link.again }).click();
  await expectWindow(page);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('our own list is what is offered', async ({ page }) => {
    await page.goto(HERE);
    // Found by its element: without JavaScript the driver finds no text in there.
    await expect(page.locator('noscript p').first()).toHaveText(words.link.noScript);
    await page.getByRole('link', { name: words.link.list }).click();
    // Without scripts that page loads itself again, in one piece.
    await expect(page).toHaveURL('/products/business-insights/connect?whole=1');
    await expect(platform(page, 'Xero')).toBeVisible();
  });
});

test('the key is in the page that needs it, and nowhere else', async ({ page, stack, customer: { ctx } }) => {
  const bodies = new Map<string, string>();
  page.on('response', async (response) => {
    if (response.url().startsWith(stack.appUrl))
      bodies.set(response.url(), await response.text().catch(() => ''));
  });
  await openWindow(page, 'business-insights');
  const html = bodies.get(`${stack.appUrl}${HERE}`) ?? '';
  const token = /eyJ[\w-]+\.[\w-]+\.[\w-]+/.exec(html)?.[0] ?? '';
  expect(token).not.toBe('');
  for (const [url, body] of bodies) if (!url.endsWith(HERE)) expect(body, url).not.toContain(token);
  expect(
    await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])),
  ).not.toContain(token);
  expect(await listLinkCallbacks(ctx.db, ctx.companyId, 'business-insights')).toEqual([]);
});
