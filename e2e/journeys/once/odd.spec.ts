// Playwright journey while Codat's answers are odd but allowed: no page fails, none says that Codat does not answer, and
// the connections are there. The seed is drawn and printed.
// `ODD_SEED=42` repeats one.
import { randomInt } from 'node:crypto';
import { ensureCodatCompany } from '../../../lib/company/ensure-codat-company';
import { agree, authoriseAtProvider, expect, platform, test } from '../../fixtures';
import { flatten } from '../../house/icu';
import { say, WORDS } from '../../words';

// Script errors over an odd value are collected.
test.use({ javaScriptEnabled: true });

const again = process.env.ODD_SEED;

/** Sentences about an unusable answer of Codat, up to their first value. In this journey every answer is readable. */
const NO_USE = [...flatten(WORDS.en)]
  .filter(([key]) =>
    /\.(?:uncheckedTitle|railUnchecked|staleText|downText|cannot-check|codat-failed)$/.test(key),
  )
  .map(([, text]) => text.split('{')[0] ?? '');

const PAGES = [
  '/home',
  '/products/business-insights',
  '/products/business-insights/connect',
  '/products/business-insights/done',
  '/connections',
  '/consents',
  '/consents/business-insights',
  '/consents/business-insights/withdraw',
];

test('agreeing, connecting and looking around', async ({ page, customer: { ctx }, control }) => {
  const seed = again === undefined ? randomInt(2 ** 31) : Number(again);
  console.log(`Odd answers, seed ${seed}.`);
  test.info().annotations.push({ type: 'seed', description: String(seed) });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await control.setProfile({ name: 'odd', seed }, await ensureCodatCompany(ctx));

  await agree(ctx);
  await page.goto('/products/business-insights/connect');
  await platform(page, 'Xero').click();
  await authoriseAtProvider(page);
  const done = page.getByRole('heading', { level: 1, name: say(WORDS.en.done.title, { platform: 'Xero' }) });
  const right = page.getByRole('button', { name: WORDS.en.connections.checkAsk.right });
  await expect(done.or(right), `seed ${seed}`).toBeVisible();
  // Where Codat names no organisation, the customer confirms it first.
  if (await right.isVisible()) await right.click();
  await expect(right, `seed ${seed}`).toHaveCount(0);
  expect(NO_USE.length).toBeGreaterThan(6);
  for (const path of PAGES) {
    const response = await page.goto(path);
    expect(response?.status(), `${path}, seed ${seed}`).toBe(200);
    const text = await page.locator('main').textContent();
    expect(
      NO_USE.filter((sentence) => text?.includes(sentence)),
      `${path}, seed ${seed}`,
    ).toEqual([]);
  }
  await page.goto('/connections');
  await expect(page.getByRole('main'), `seed ${seed}`).toContainText('Xero');
  expect(errors, `seed ${seed}`).toEqual([]);
});
