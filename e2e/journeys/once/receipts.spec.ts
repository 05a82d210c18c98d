// Playwright journeys: receipts with strangers, other businesses, old browsers and forgers.
import type { Page } from '@playwright/test';
import { compactVerify, createLocalJWKSet } from 'jose';
import { listCompanyReceipts } from '../../../db/queries/receipts';
import type { Ctx } from '../../../lib/context';
import type { Receipt } from '../../../lib/domain/receipt/receipt';
import { makeSigningKey } from '../../../lib/domain/receipt/receipt-keys';
import { getReceipt, type StoredReceipt } from '../../../lib/receipt/get-receipt';
import { receiptCode } from '../../../lib/receipt/receipt-link';
import { signReceipt } from '../../../lib/receipt/sign-receipt';
import { agree, expect, signIn, test } from '../../fixtures';
import { retiredKey } from '../../receipt-issuer';
import { WORDS } from '../../words';

// The browser verifies receipts.
test.use({ javaScriptEnabled: true });

const words = WORDS.en.verify;

async function agreed(ctx: Ctx): Promise<StoredReceipt> {
  await agree(ctx);
  const [row] = await listCompanyReceipts(ctx.db, ctx.companyId);
  const stored = row === undefined ? null : await getReceipt(ctx.db, ctx.companyId, row.id);
  if (stored === null) throw new Error('no receipt');
  return stored;
}

async function paste(page: Page, text: string): Promise<void> {
  await page.getByLabel(words.paste).fill(text);
  await page.getByRole('button', { name: words.submit, exact: true }).click();
}

test('files go to their business only, and are kept by no cache', async ({
  customer: { ctx },
  context,
  browser,
  stack,
}) => {
  const { id } = await agreed(ctx);
  const path = (product: string, receipt: string, ending: string) =>
    `/consents/${product}/receipts/${receipt}/receipt.${ending}`;
  const other = await browser.newContext({ baseURL: stack.appUrl });
  await signIn(stack, other, 'Another Ltd');
  const stranger = await browser.newContext({ baseURL: stack.appUrl });
  for (const ending of ['pdf', 'json']) {
    const mine = await context.request.get(path('business-insights', id, ending));
    expect(mine.status()).toBe(200);
    expect(mine.headers()['cache-control']).toContain('no-store');
    expect(mine.headers()['content-disposition']).toMatch(
      /^attachment; filename="receipt-[\w-]+\.(pdf|json)"$/,
    );
    for (const wrong of [
      path('lending', id, ending),
      path('business-insights', crypto.randomUUID(), ending),
      path('business-insights', "x'--", ending),
    ]) {
      expect((await context.request.get(wrong)).status()).toBe(404);
    }
    const theirs = await other.request.get(path('business-insights', id, ending));
    expect([theirs.status(), (await theirs.body()).length]).toEqual([404, 0]);
    const nobody = await stranger.request.get(path('business-insights', id, ending), { maxRedirects: 0 });
    expect(nobody.status()).toBe(307);
    expect(nobody.headers().location).toContain('/sign-in?');
  }
  await other.close();
  await stranger.close();
});

test('receipts are signed by the app, and other software verifies them with the published keys', async ({
  page,
  customer: { ctx },
  playwright,
  stack,
}) => {
  await agree(ctx);
  await page.goto('/consents/business-insights/withdraw');
  await page.getByRole('button', { name: WORDS.en.consents.withdraw.stop, exact: true }).click();
  await expect(page.getByRole('heading', { name: WORDS.en.receipts.title, exact: true })).toBeVisible();
  const outside = await playwright.request.newContext({ baseURL: stack.appUrl });
  const response = await outside.get('/.well-known/jwks.json');
  expect(response.headers()['access-control-allow-origin']).toBe('*');
  expect(await response.text()).not.toContain('"d"');
  const keys = createLocalJWKSet(await response.json());
  const rows = await listCompanyReceipts(ctx.db, ctx.companyId);
  const signed = await Promise.all(rows.map(({ jws }) => compactVerify(jws, keys)));
  const receipts = signed.map(({ payload }) => JSON.parse(new TextDecoder().decode(payload)) as Receipt);
  expect(receipts.map(({ event }) => event.event_type)).toEqual(['given', 'withdrawn']);
  expect(receipts[1]?.event.change.previous_record_id).toBe(receipts[0]?.header.record_id);
  await outside.dispose();
});

test('a scanned code opens the page with the receipt in it, and no server hears of it', async ({
  page,
  customer: { ctx },
  stack,
}) => {
  const { jws, receipt } = await agreed(ctx);
  const code = receiptCode(receipt, jws, `${stack.appUrl}/verify`);
  expect(code.isWhole).toBe(true);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`));
  await page.goto(code.address);
  await expect(page.getByText(words.result.title.genuine, { exact: true })).toBeVisible();
  await expect(page.getByText(receipt.ledger.hash, { exact: true })).toBeVisible();
  const digits = code.address.split('#')[1] ?? '';
  expect(asked.filter((line) => line.includes(digits.slice(0, 40)) || line.includes(jws.slice(-40)))).toEqual(
    [],
  );
  // A changed fragment in the same tab is read anew.
  await page.goto(`/verify#r=${receipt.header.receipt_id}.${receipt.ledger.hash}`);
  await expect(page.getByText(words.result.title.reference)).toBeVisible();
  await paste(page, jws);
  await expect(page.getByText(words.result.title.genuine, { exact: true })).toBeVisible();
  await page.goto(`/verify#r=${crypto.randomUUID()}.${receipt.ledger.hash}`);
  await expect(page.getByText(words.result.title.reference)).toBeVisible();
  await paste(page, jws);
  await expect(page.getByText(words.result.title.another)).toBeVisible();
  await page.goto(`/verify#${digits.slice(0, -17)}`);
  await expect(page.getByText(words.result.title.unreadable)).toBeVisible();
});

test('a retired key is named; after its day, and under any other key, nothing is genuine', async ({
  page,
  customer: { ctx },
}) => {
  const { receipt } = await agreed(ctx);
  const retired = retiredKey();
  const later: Receipt = { ...receipt, event: { ...receipt.event, event_time: '2099-01-01T00:00:00.000Z' } };
  const stranger = makeSigningKey();
  await page.goto('/verify');
  await paste(page, await signReceipt(receipt, retired));
  await expect(page.getByText(words.result.title['retired-key'], { exact: true })).toBeVisible();
  await expect(page.getByRole('main').getByText(retired.kid, { exact: true }).first()).toBeVisible();
  for (const [line, title] of [
    [await signReceipt(later, retired), words.result.title.late],
    [await signReceipt(receipt, stranger), words.result.title['unknown-key']],
    [await signReceipt(receipt, { ...stranger, kid: retired.kid }), words.result.title.altered],
    ['hello', words.result.title.unreadable],
  ] as const) {
    await paste(page, line);
    await expect(page.getByText(title, { exact: true })).toBeVisible();
    await expect(page.getByRole('heading', { name: words.result.signed })).toHaveCount(0);
  }
});

test.describe('in a browser without Ed25519', () => {
  /** Text of the fallback library, in whatever file of the build it is. */
  const LIBRARY = 'y not sqrt';

  test.beforeEach(async ({ page }) => {
    await page.addInitScript(() => {
      const real = SubtleCrypto.prototype.importKey;
      const refusing = (...given: unknown[]) => {
        if (given[2] === 'Ed25519')
          return Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError'));
        return Reflect.apply(real, crypto.subtle, given);
      };
      Object.defineProperty(SubtleCrypto.prototype, 'importKey', { value: refusing });
    });
  });

  test('the page checks offline too', async ({ page, context, customer: { ctx } }) => {
    const { jws } = await agreed(ctx);
    const loaded = page.waitForEvent('requestfinished', {
      predicate: async (request) => {
        if (!request.url().includes('/_next/static/')) return false;
        return (await (await request.response())?.text())?.includes(LIBRARY) ?? false;
      },
    });
    await page.goto('/verify');
    await loaded;
    await context.setOffline(true);
    await paste(page, jws);
    await expect(page.getByText(words.result.title.genuine, { exact: true })).toBeVisible();
    await paste(page, `${jws.slice(0, -2)}${jws.endsWith('AA') ? 'BA' : 'AA'}`);
    await expect(page.getByText(words.result.title.altered)).toBeVisible();
    await context.setOffline(false);
  });

  test('the page says so when a part of it is missing, and goes on once it is there', async ({
    page,
    customer: { ctx },
  }) => {
    const { jws } = await agreed(ctx);
    await page.route('**/_next/static/**/*.js', async (route) => {
      const response = await route.fetch();
      await ((await response.text()).includes(LIBRARY) ? route.abort() : route.fulfill({ response }));
    });
    const missing = page.waitForEvent('requestfailed');
    await page.goto('/verify');
    await missing;
    await paste(page, jws);
    await expect(page.getByText(words.result.title.unable)).toBeVisible();
    await page.unrouteAll({ behavior: 'wait' });
    await paste(page, jws);
    await expect(page.getByText(words.result.title.genuine, { exact: true })).toBeVisible();
  });
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the same form is answered by the server', async ({ page, customer: { ctx } }) => {
    const { id, jws } = await agreed(ctx);
    await page.goto('/verify');
    expect(await page.content()).toContain(words.withoutScripts);
    await paste(page, jws);
    await expect(page.getByText(words.result.title.genuine, { exact: true })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Receipt for Business insights' })).toBeVisible();
    await paste(page, jws.replace('.', '.A'));
    await expect(page.getByText(words.result.title.altered)).toBeVisible();
    const pdf = await page.request.get(`/consents/business-insights/receipts/${id}/receipt.pdf`);
    await page
      .getByLabel(words.file)
      .setInputFiles({ name: 'receipt.pdf', mimeType: 'application/pdf', buffer: await pdf.body() });
    await page.getByRole('button', { name: words.submit, exact: true }).click();
    await expect(page.getByText(words.result.title.genuine, { exact: true })).toBeVisible();
  });
});
