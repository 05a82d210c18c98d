// Playwright journeys: rate limits. Each page and form says calmly when to try again, and keeps what was filled in.
import { randomInt, randomUUID } from 'node:crypto';
import type { APIRequestContext } from '@playwright/test';
import { findShare } from '../../../db/queries/shares';
import { createShare } from '../../../lib/delegated-link/create-share';
import { shareToken } from '../../../lib/delegated-link/token';
import { exhaust } from '../../exhaust';
import { agree, expect, platform, test } from '../../fixtures';
import { WORDS } from '../../words';

const { share, colleague, errors, verify } = WORDS.en;
const TOO_MANY = errors.actions['too-many'].split('{')[0]?.trim() ?? '';

/** A network address of its own, as far as the limiter distinguishes them. */
const someNetwork = () => `198.${randomInt(20, 200)}.${randomInt(256)}`;

test('a guess and a link that is one are answered alike, and nothing is used up', async ({
  request,
  customer: { ctx },
  stack,
}) => {
  await agree(ctx);
  const input = { productId: 'business-insights', platformKey: 'gbol', needsApproval: false };
  const secret = randomUUID();
  const id = await createShare(ctx, input, secret);
  const path = `/share/${shareToken(secret, id)}`;
  const network = someNetwork();
  await exhaust(stack, 'share-look', { request: { countedAs: [`${network}.0/24`] } });
  const look = async (from: APIRequestContext, at: string) => {
    const response = await from.get(at, { headers: { 'x-forwarded-for': `${network}.7` } });
    const main = /<main[\s\S]*<\/main>/.exec(await response.text())?.[0] ?? '';
    // The two answers may differ by a second of waiting time.
    return { status: response.status(), main: main.replace(/\d+ minutes?/, '') };
  };
  const known = await look(request, path);
  expect(known.main).toContain(colleague.later.title);
  // Next lets no page set its status, and neither does a proxy that rewrites: the page itself says when to come back.
  expect(known.status).toBe(200);
  expect(await look(request, `/share/${shareToken(secret, randomUUID())}`)).toEqual(known);
  for (const name of ['Kestrel', 'Maya']) expect(known.main).not.toContain(name);
  expect((await request.get(path)).status()).toBe(200);
  expect(await findShare(ctx.db, ctx.companyId, id)).toMatchObject({ openedAt: null, connectionId: null });
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled });

    test('too many links: the form keeps what was chosen', async ({ page, customer: { ctx }, stack }) => {
      await agree(ctx);
      await exhaust(stack, 'share-create', ctx);
      await page.goto('/products/business-insights/share');
      await page.getByLabel(share.platform).selectOption({ label: 'Xero' });
      await page.getByRole('checkbox').check();
      await page.getByRole('button', { name: share.make, exact: true }).click();
      await expect(page.getByText(TOO_MANY)).toBeVisible();
      await expect(page.getByText(/ (60|59) minutes/)).toBeVisible();
      await expect(page.getByLabel(share.platform)).toHaveValue('gbol');
      await expect(page.getByRole('checkbox')).toBeChecked();
    });
  });
}

test('too many trips to platforms: the page stays, and nothing is opened', async ({
  page,
  customer: { ctx },
  control,
  stack,
}) => {
  await agree(ctx);
  await exhaust(stack, 'codat-action', ctx);
  await page.goto('/products/business-insights/connect');
  await platform(page, 'Xero').click();
  await expect(page.getByText(TOO_MANY)).toBeVisible();
  await expect(platform(page, 'Xero')).toBeVisible();
  expect(await control.connectionsOf(ctx)).toEqual([]);
});

test.describe('without scripts', () => {
  const network = someNetwork();
  test.use({ javaScriptEnabled: false, extraHTTPHeaders: { 'x-forwarded-for': `${network}.9` } });

  test('too many receipts: what was pasted is still there', async ({ page, stack }) => {
    await exhaust(stack, 'verify-receipt', { request: { countedAs: [`${network}.0/24`] } });
    await page.goto('/verify');
    await page.getByRole('textbox').fill('a receipt');
    await page.getByRole('button', { name: verify.submit }).click();
    await expect(page.getByText(verify.result.title.busy)).toBeVisible();
    await expect(page.getByText(/ (10|9) minutes/)).toBeVisible();
    await expect(page.getByRole('textbox')).toHaveValue('a receipt');
  });
});
