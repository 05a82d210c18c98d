// Playwright journeys: no page violates its content security policy, before, during and after connecting; and reports are accepted.
import type { BrowserContext, Page } from '@playwright/test';
import { collectViolations } from '../../csp-violations';
import { agree, expect, sayItIsRight, signIn, test } from '../../fixtures';
import { connectIn, finish, openWindow } from '../../link-window';
import { ROUTES } from '../../routes';
import { say, WORDS } from '../../words';

// The policy is about scripts: they run here, and one of them collects each violation.
test.use({ javaScriptEnabled: true });

/** The newer reporting API waits up to a minute; a browser that lacks it uses the older one at once. */
async function reportAtOnce(context: BrowserContext, origin: string): Promise<void> {
  await context.route(`${origin}/**`, async (route) => {
    if (route.request().resourceType() !== 'document') return route.fallback();
    const response = await route.fetch({ maxRedirects: 0 });
    const { 'reporting-endpoints': _, ...headers } = response.headers();
    const policy = (headers['content-security-policy'] ?? '').replace('; report-to csp', '');
    return route.fulfill({ response, headers: { ...headers, 'content-security-policy': policy } });
  });
}

/** Pages whose address contains a new token. @returns a delegated link, and the customer's page of it */
async function makeLink(page: Page): Promise<string[]> {
  const { share } = WORDS.en;
  await page.goto('/products/business-insights/share');
  await page.getByLabel(share.platform).selectOption({ label: 'Xero' });
  await page.getByRole('button', { name: share.make, exact: true }).click();
  const url = await page.getByLabel(share.link, { exact: true }).inputValue();
  return [page, new URL(url)].map((one) => new URL(one instanceof URL ? one.href : one.url()).pathname);
}

async function visit(page: Page, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await page.goto(path, { waitUntil: 'load' });
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
}

// The accessibility journeys visit every other page and check its policy, too.
test('the way by Codat’s window breaks no policy', async ({ page, context, stack }) => {
  const violations = await collectViolations(context);
  const { ctx } = await signIn(stack, context);
  await agree(ctx);
  const ofColleague = await makeLink(page);
  await openWindow(page, 'business-insights');
  await connectIn(page, 'accounting', 'Xero');
  await finish(page);
  await sayItIsRight(page);
  await expect(
    page.getByRole('heading', { level: 1, name: say(WORDS.en.done.title, { platform: 'Xero' }) }),
  ).toBeVisible();
  await visit(page, ofColleague);
  expect(violations).toEqual([]);
});

// Codat's window is left out: Chromium loads nothing from this machine into a page that a test has rewritten.
test('the place for reports hears nothing of the pages on the way', async ({
  page,
  context,
  customer: { ctx },
  stack,
}) => {
  const violations = await collectViolations(context);
  await agree(ctx);
  const ofColleague = await makeLink(page);
  await reportAtOnce(context, stack.appUrl);
  await visit(page, [...ofColleague, '/products/business-insights/connect', '/connections', '/home']);
  expect(violations).toEqual([]);
});

test('the collector sees a violation, and the browser reports it', async ({ page, context, stack }) => {
  const violations = await collectViolations(context);
  await reportAtOnce(context, stack.appUrl);
  await page.goto('/help');
  await page.evaluate(() => {
    const image = new Image();
    image.src = 'https://pixel.example/x.png?secret=1';
    document.body.append(image);
  });
  await expect.poll(() => violations.length).toBeGreaterThan(1);
  expect(violations.sort()[0]).toContain('/help: img-src refused https://pixel.example');
  expect(violations[1]).toContain('reported: ');
});

test('reports are accepted from every browser, and only reports', async ({ request }) => {
  const send = async (data: unknown, type: string) =>
    (
      await request.post('/api/csp-report', {
        headers: { 'content-type': type },
        data: typeof data === 'string' ? data : JSON.stringify(data),
      })
    ).status();
  const old = {
    'csp-report': { 'document-uri': 'https://bank.example/x', 'effective-directive': 'img-src' },
  };
  const report = [{ type: 'csp-violation', body: { effectiveDirective: 'img-src' } }];
  expect(await send(old, 'application/csp-report')).toBe(204);
  expect(await send(report, 'application/reports+json')).toBe(204);
  expect(await send('nothing', 'application/csp-report')).toBe(400);
  expect(await send('x'.repeat(20_000), 'application/csp-report')).toBe(413);
  expect((await request.get('/api/csp-report')).status()).toBe(404);
  const page = await request.get('/help');
  expect(page.headers()['content-security-policy']).toContain('report-uri /api/csp-report; report-to csp');
  expect(page.headers()['reporting-endpoints']).toBe('csp="/api/csp-report"');
});

test('only the page of the window may load anything of Codat, and only its policy lets tabs speak', async ({
  request,
  customer,
  stack,
}) => {
  const { origin } = new URL(stack.sandboxUrl);
  await agree(customer.ctx);
  for (const { path } of ROUTES) {
    const headers = (
      await request.get(path, { headers: { cookie: `accord.session=${customer.token}` } })
    ).headers();
    const policy = headers['content-security-policy'] ?? '';
    const isLink = path.endsWith('/link') && path.startsWith('/products/');
    const connects = policy.split('; ').find((directive) => directive.startsWith('connect-src')) ?? '';
    expect(connects.includes(origin), path).toBe(isLink);
    expect(headers['cross-origin-opener-policy'], path).toBe(
      isLink ? 'same-origin-allow-popups' : 'same-origin',
    );
    expect(policy, path).not.toMatch(/unsafe-/);
  }
});
