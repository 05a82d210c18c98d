// Playwright journeys: Codat's window does not load: the page says so calmly, and our own list leads to the same end.
import type { Page } from '@playwright/test';
import { agree, authoriseAtProvider, expect, ledgerOf, platform, test } from '../../fixtures';
import { say, WORDS } from '../../words';

// Codat's window is a script.
test.use({ javaScriptEnabled: true });

const MODULE = '**/link-sdk.js';
const HERE = '/products/business-insights/link';
const words = WORDS.en;

const javascript = (body: string) => ({
  contentType: 'text/javascript',
  headers: { 'access-control-allow-origin': '*' },
  body,
});
const mounting = (body: string) => `export class CodatLink { constructor({ target }) { ${body} } }`;

test.beforeEach(async ({ customer }) => agree(customer.ctx));

async function expectMissing(page: Page): Promise<void> {
  await expect(page.getByText(words.link.missing.title)).toBeVisible();
  await expect(page.getByRole('heading', { name: words.link.choose })).toHaveCount(0);
}

async function goOnByList(page: Page): Promise<void> {
  await page.getByRole('link', { name: words.link.list }).last().click();
  await platform(page, 'Xero').click();
  await authoriseAtProvider(page);
  const title = say(words.done.title, { platform: 'Xero' });
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

for (const [how, body] of [
  ['throws while it is imported', 'throw new Error("import")'],
  ['is another module', 'export const Something = 1'],
  ['throws while it is mounted', mounting('throw new Error("mount")')],
] as const) {
  test(`the module ${how}`, async ({ page }) => {
    await page.route(MODULE, (route) => route.fulfill(javascript(body)));
    await page.goto(HERE);
    await expectMissing(page);
  });
}

// These modules stay silent, so only a timeout can tell. The test moves the page's clock instead of waiting.
for (const [how, body] of [
  ['shows nothing', mounting('')],
  ['fails after it was mounted', mounting('setTimeout(() => { throw new Error("later"); })')],
  ['is refused a promise of its own', mounting('return Promise.reject(new Error("async"))')],
  ['leaves a blank element behind', mounting('target.append(document.createElement("div"));')],
] as const) {
  test(`the module ${how}`, async ({ page }) => {
    await page.clock.install();
    await page.route(MODULE, (route) => route.fulfill(javascript(body)));
    const loaded = page.waitForResponse(MODULE);
    await page.goto(HERE);
    await loaded;
    await expect(page.getByText(words.link.loading)).toBeVisible();
    await page.clock.fastForward(5000);
    await expectMissing(page);
  });
}

test('the module is blocked: our own list leads to the same end', async ({
  page,
  customer: { ctx },
  stack,
}) => {
  await page.route(MODULE, (route) => route.abort('blockedbyclient'));
  await page.goto(HERE);
  await expectMissing(page);
  await goOnByList(page);
  expect(await ledgerOf(stack, ctx.companyId)).toEqual(['given']);
});

test('a policy that refuses the module', async ({ page, stack }) => {
  const refused: string[] = [];
  await page.exposeFunction('noteRefused', (what: string) => refused.push(what));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      (window as unknown as { noteRefused: (what: string) => void }).noteRefused(event.blockedURI),
    );
    // A second policy, as a customer's browser extension or proxy may add it.
    const policy = document.createElement('meta');
    policy.httpEquiv = 'content-security-policy';
    policy.content = "script-src-elem 'self' 'unsafe-inline'";
    // As soon as there is a head: a fast page may request the module before it is parsed to its end.
    const watch = new MutationObserver(() => {
      if (document.head === null) return;
      watch.disconnect();
      document.head.append(policy);
    });
    watch.observe(document, { childList: true, subtree: true });
  });
  await page.goto(HERE);
  await expectMissing(page);
  await expect.poll(() => refused).toContain(`${new URL(stack.sandboxUrl).origin}/link-sdk.js`);
});

test('a module that takes ten seconds comes too late, and does not push in', async ({ page }) => {
  await page.clock.install();
  let release: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const arrived = page.waitForResponse(MODULE);
  await page.route(MODULE, async (route) => {
    const response = await route.fetch();
    await held;
    await route.fulfill({ response });
  });
  await page.goto(HERE);
  await expect(page.getByText(words.link.loading)).toBeVisible();
  await page.clock.fastForward(10_000);
  await expectMissing(page);
  release();
  await (await arrived).finished();
  // The module is loaded now, and nothing of it is shown.
  await page.evaluate((url) => import(url), (await arrived).url());
  await expectMissing(page);
  await goOnByList(page);
});
