// The policy of every page: nothing of ours breaks it, before, during and after connecting; and reports are taken.
import type { BrowserContext, Page } from '@playwright/test';
import { agree, authoriseAtProvider, expect, platform, signIn, signInPerson, test } from '../../fixtures';
import { connectIn, finish, openWindow } from '../../link-window';
import { ROUTES } from '../../routes';
import { say, WORDS } from '../../words';

/** Collects what the policy refuses in every document of a context, from its first byte on. */
async function collectViolations(context: BrowserContext): Promise<string[]> {
  const found: string[] = [];
  await context.exposeFunction('noteViolation', (what: string) => found.push(what));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const note = (window as unknown as { noteViolation: (what: string) => void }).noteViolation;
      note(`${location.pathname}: ${event.effectiveDirective} refused ${event.blockedURI || event.sample}`);
    });
  });
  return found;
}

async function visit(page: Page, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await page.goto(path, { waitUntil: 'load' });
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
}

test('no page breaks its own policy, before, during and after connecting', async ({
  page,
  context,
  browser,
  stack,
}) => {
  test.slow();
  const violations = await collectViolations(context);
  const { ctx } = await signIn(stack, context);
  const paths = ROUTES.filter((route) => route.access !== 'person').map((route) => route.path);
  await visit(page, paths);
  await agree(ctx);
  await openWindow(page, 'business-insights');
  await connectIn(page, 'accounting', 'Xero');
  await finish(page);
  await expect(
    page.getByRole('heading', { level: 1, name: say(WORDS.en.done.title, { platform: 'Xero' }) }),
  ).toBeVisible();
  await agree(ctx, 'cash-flow');
  await page.goto('/products/cash-flow/connect');
  await platform(page, 'NatWest').click();
  await authoriseAtProvider(page);
  await visit(page, paths);
  const fresh = await browser.newContext({ baseURL: stack.appUrl });
  const ofPerson = await collectViolations(fresh);
  await signInPerson(stack, fresh);
  await visit(
    await fresh.newPage(),
    ROUTES.filter((route) => route.access === 'person').map((route) => route.path),
  );
  await fresh.close();
  expect([...violations, ...ofPerson]).toEqual([]);
});

test('the collector sees a violation, and the browser reports it', async ({ page, context }) => {
  const violations = await collectViolations(context);
  await page.goto('/help');
  // The newer way of reporting waits up to a minute; the older one is told at once where the newer is unknown.
  await page.evaluate(() => {
    const image = new Image();
    image.src = 'https://pixel.example/x.png?secret=1';
    document.body.append(image);
  });
  await expect.poll(() => violations.length).toBeGreaterThan(0);
  expect(violations[0]).toContain('/help: img-src refused https://pixel.example');
});

test('reports are taken from anybody, and only reports', async ({ request }) => {
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
