// Playwright journeys: the rules of a fair consent request, as they are visible on the screen.

import { eq } from 'drizzle-orm';
import { listConsents } from '../../../db/queries/consents';
import { notices } from '../../../db/schema/consent';
import { agree, agreeBox, at, expect, platform, test } from '../../fixtures';
import { WORDS } from '../../words';

const words = WORDS.en;
const CONSENT = '/products/business-insights/consent';

test('nothing is ticked, and there is one request with one pair of answers', async ({ page, customer }) => {
  expect(customer.token).toBeTruthy();
  await page.goto(CONSENT);
  const main = page.getByRole('main');
  // One statement, and a box for each of the two optional sources.
  await expect(main.getByRole('checkbox')).toHaveCount(3);
  for (const box of await main.getByRole('checkbox').all()) await expect(box).not.toBeChecked();
  await expect(main.getByRole('button')).toHaveText([
    new RegExp(words.consent.agree),
    new RegExp(words.consent.notNow),
    new RegExp(words.consent.never),
  ]);
  await expect(main.getByText(/terms and conditions/i)).toHaveCount(0);
});

for (const width of [320, 390, 1280]) {
  test(`Agree and Not now have the same size and readable contrast at ${width} px`, async ({
    page,
    customer,
  }) => {
    expect(customer.token).toBeTruthy();
    await page.setViewportSize({ width, height: 900 });
    await page.goto(CONSENT);
    const boxes = await Promise.all(
      [words.consent.agree, words.consent.notNow].map((name) =>
        page.getByRole('button', { name, exact: true }).boundingBox(),
      ),
    );
    expect(boxes[0]?.width).toBeCloseTo(boxes[1]?.width ?? 0, 0);
    expect(boxes[0]?.height).toBeCloseTo(boxes[1]?.height ?? 0, 0);
    expect(boxes[0]?.height).toBeGreaterThanOrEqual(44);
  });
}

test('the words on the screen are the words that are kept', async ({ page, customer }) => {
  await page.goto(CONSENT);
  for (const summary of await page.locator('main summary').all()) await summary.click();
  const shown = (await page.getByRole('main').textContent()) ?? '';
  await agreeBox(page).check();
  await page.getByRole('button', { name: words.consent.agree, exact: true }).click();
  await expect(page).toHaveURL(at('/products/business-insights/connect'));
  const { db, companyId } = customer.ctx;
  const [consent] = await listConsents(db, companyId);
  const [notice] = await db
    .select()
    .from(notices)
    .where(eq(notices.hash, consent?.noticeHash ?? ''));
  const kept = (notice?.text ?? '').split('\n').map((line) => line.replace(/^[#\-☐ ]+|\*\*/g, '').trim());
  const flat = (text: string) => text.replace(/\s+/g, '');
  for (const line of kept.filter(Boolean)) {
    // A heading with its detail, and a group with its kinds, are two elements on the screen.
    for (const part of line.split(': ')) expect(flat(shown), line).toContain(flat(part));
  }
});

test('before leaving: the name, that it is another site, that the password is not seen, that one comes back', async ({
  page,
  customer,
}) => {
  await agree(customer.ctx);
  await page.goto('/products/business-insights/connect');
  await expect(page.getByText(words.connect.lead)).toBeVisible();
  await expect(platform(page, 'Xero')).toContainText('Opens the Xero site');
});

test('agreeing, then opening the request again, says so and asks nothing', async ({ page, customer }) => {
  await agree(customer.ctx);
  await page.goto(CONSENT);
  await expect(page.getByRole('heading', { level: 1, name: words.consent.alreadyTitle })).toBeVisible();
  await expect(page.getByRole('checkbox')).toHaveCount(0);
});
