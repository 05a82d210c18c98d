// Playwright journeys: headers, cookies and health, as a scanner and a load balancer see them.
import { expect, test } from '../../fixtures';
import { sendRaw } from '../../raw-http';
import { WORDS } from '../../words';

// Scripts run here, since some of these attacks are scripts.
test.use({ javaScriptEnabled: true });

test('every page carries a nonce policy without unsafe-inline, a new nonce each time', async ({
  request,
  customer,
}) => {
  const nonces = new Set<string>();
  for (const path of [
    '/',
    '/sign-in',
    '/home',
    '/products/business-insights/consent',
    '/connections',
    '/nothing',
  ]) {
    const response = await request.get(path, { headers: { cookie: `accord.session=${customer.token}` } });
    const policy = response.headers()['content-security-policy'] ?? '';
    expect(policy, path).toContain("frame-ancestors 'none'");
    expect(policy).toContain("object-src 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).toContain("'strict-dynamic'");
    expect(policy).not.toContain('unsafe-inline');
    expect(policy).not.toContain('unsafe-eval');
    nonces.add(/'nonce-([^']+)'/.exec(policy)?.[1] ?? '');
    expect(response.headers()['referrer-policy']).toBe('strict-origin-when-cross-origin');
    expect(response.headers()['permissions-policy']).toContain('camera=()');
    expect(response.headers()['x-content-type-options']).toBe('nosniff');
    expect(response.headers()['x-powered-by']).toBeUndefined();
    expect(response.headers()['cache-control']).toMatch(/no-store/);
    const body = await response.text();
    expect(body).not.toMatch(/\sstyle="/);
  }
  expect(nonces.size).toBe(6);
  expect(nonces.has('')).toBe(false);
});

test('signing in with a form of another site does nothing', async ({ request }) => {
  for (const headers of [
    { origin: 'https://evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'null' },
  ]) {
    const response = await request.post('/sign-in/start', {
      form: { next: '/home' },
      headers,
      maxRedirects: 0,
    });
    expect(response.status()).toBe(403);
    expect(response.headers()['set-cookie']).toBeUndefined();
  }
});

test('a form from another address, and more cookies than a server takes, are answered with a page', async ({
  stack,
}) => {
  for (const [language, title] of [
    ['en', 'This was sent from another address'],
    ['fr', 'L’envoi vient d’une autre adresse'],
  ] as const) {
    for (const path of ['/sign-in/start', '/products/lending/consent', '/home']) {
      const answer = await fetch(`${stack.appUrl}${path}`, {
        method: 'POST',
        headers: { origin: 'http://127.0.0.1:1', 'accept-language': language },
        body: new URLSearchParams({ next: '/home' }),
        redirect: 'manual',
      });
      expect(answer.status, path).toBe(403);
      expect(await answer.text(), path).toContain(title);
    }
  }
  const head = `GET / HTTP/1.1\r\nhost: x\r\ncookie: a=${'b'.repeat(40_000)}\r\n\r\n`;
  const { status, body } = await sendRaw(Number(new URL(stack.appUrl).port), [head]);
  expect(status).toBe(431);
  expect(body).toContain('Delete the cookies of this site');
});

test('the way back after signing in never leaves the site', async ({ page }) => {
  for (const next of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/%0d%0aSet-Cookie:x=1',
  ]) {
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    // One field in each form: that of the sign-in service and that of the magic link.
    const fields = await page.locator('input[name="next"]').all();
    expect(fields).toHaveLength(2);
    for (const field of fields) {
      const value = await field.getAttribute('value');
      expect(value).toMatch(/^\/(?![/\\])/);
      expect(new URL(value ?? '', 'https://bank.example').origin).toBe('https://bank.example');
    }
  }
});

test('the session cookie cannot be read by scripts and is not sent along from other sites', async ({
  page,
  context,
}) => {
  await page.goto('/sign-in?next=/home');
  await page.getByRole('button', { name: WORDS.en.signIn.action }).click();
  await page.getByRole('button', { name: 'Priya Shah, finance director of Harbour Bikes' }).click();
  await expect(page).toHaveURL('/home');
  const cookie = (await context.cookies()).find((one) => one.name === 'accord.session');
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
});

test('live means that the process answers; ready covers its dependencies', async ({ request }) => {
  expect(await (await request.get('/api/health/live')).json()).toEqual({ status: 'ok' });
  const ready = async () => {
    const answer = await request.get('/api/health/ready');
    return [answer.status(), await answer.json()];
  };
  // A slow Codat counts as unreachable until it answers.
  const checks = { database: 'ok', migrations: 'ok', codat: 'ok' };
  await expect.poll(ready).toEqual([200, { status: 'ok', checks }]);
  expect((await request.get('/api/nothing')).status()).toBe(404);
});
