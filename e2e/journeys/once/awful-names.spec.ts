// Playwright journeys: names that break layouts: 80 characters without a blank, right-to-left text, bidirectional control characters.
import { listConnections } from '../../../db/queries/connections';
import { ensureCodatCompany } from '../../../lib/company/ensure-codat-company';
import { refreshConnections } from '../../../lib/connection/refresh-connections';
import { createShare } from '../../../lib/delegated-link/create-share';
import { agree, type Control, expect, type SignedIn, signIn, test } from '../../fixtures';

const LONG = `${'kestrelcoffeeroasters'.repeat(4).slice(0, 73)}.com`;
const NAME = `مطعم النخيل ${LONG}`;
const TURNED = `\u202E${LONG}\u202C مطعم 30`;

/** @returns the main pages, each with the name in it */
async function pagesWith({ ctx }: SignedIn, control: Control): Promise<string[]> {
  await agree(ctx);
  const companyId = await ensureCodatCompany(ctx);
  await control.link(companyId, { platformKey: 'gbol', organisation: TURNED, authorize: true });
  await control.link(companyId, { platformKey: 'natwest_uk', organisation: NAME, authorize: true });
  await refreshConnections({ ...ctx, now: new Date() });
  const share = { productId: 'business-insights', platformKey: 'fztf', needsApproval: true };
  const shareId = await createShare(ctx, share, process.env.ACCORD_E2E_SECRET ?? '');
  const rows = await listConnections(ctx.db, ctx.companyId);
  const [asked, known] = ['unanswered', null].map((doubt) => rows.find((row) => row.doubt === doubt)?.id);
  return [
    '/home',
    '/connections',
    '/consents',
    '/businesses',
    '/help',
    `/shares/${shareId}`,
    ...['', '/check'].map((place) => `/connections/${asked}${place}`),
    ...['', '/disconnect', '/delete'].map((place) => `/connections/${known}${place}`),
    ...['consent', 'connect', 'done', 'share', 'missing'].map(
      (place) => `/products/business-insights/${place}`,
    ),
  ];
}

test('no name widens a phone page, and none turns our words round', async ({
  page,
  context,
  stack,
  control,
}) => {
  test.slow();
  const customer = await signIn(stack, context, NAME);
  const paths = await pagesWith(customer, control);
  for (const path of paths) {
    await page.setViewportSize({ width: 390, height: 800 });
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 800 });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect.soft(overflow, `${path} at ${width}`).toBeLessThanOrEqual(0);
    }
    const text = await page.evaluate(() => document.body.textContent);
    expect(text, path).not.toMatch(/[\u202A-\u202E]/);
  }
});
