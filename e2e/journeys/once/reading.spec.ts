// Playwright journeys: reading progress without a working stream, without scripts, and over plain HTTP: at once, and only to the right business.

import { deleteSession } from '../../../db/queries/sessions';
import { sha256 } from '../../../lib/domain/crypto/sha256';
import { exhaust } from '../../exhaust';
import { expect, madeFor, type Stack, setSession, signIn, test } from '../../fixtures';
import { readingXero } from '../../reading-stage';
import { say, WORDS } from '../../words';

// The page updates by itself, with scripts.
test.use({ javaScriptEnabled: true });

const { done, reading } = WORDS.en;
const READY = say(done.railReady, { platform: 'Xero' });
const PRODUCT = 'product=business-insights';

test('where a proxy keeps the stream back, the page asks now and then', async ({
  page,
  customer,
  control,
}) => {
  const stage = await readingXero(customer.ctx, control);
  await page.route('**/api/reads/stream?*', () => {
    // The route neither answers nor ends.
  });
  await page.goto('/products/business-insights/done');
  await expect(page.getByText(done.railReading)).toBeVisible();
  await stage.say('Complete');
  await expect(page.getByText(READY)).toBeVisible({ timeout: 20_000 });
});

test('without scripts the page is loaded again by hand', async ({ browser, stack, customer, control }) => {
  const stage = await readingXero(customer.ctx, control);
  const context = await browser.newContext({
    baseURL: stack.appUrl,
    javaScriptEnabled: false,
    locale: 'en-GB',
  });
  await setSession(stack, context, customer.token);
  const page = await context.newPage();
  await page.goto('/products/business-insights/done');
  await expect(page.getByText(done.railReading)).toBeVisible();
  await stage.say('Complete');
  await page.getByRole('link', { name: reading.checkAgain }).click();
  await expect(page.getByText(READY)).toBeVisible();
  await context.close();
});

/** First event of the stream, within two seconds, over a real connection. */
async function firstEvent(stack: Stack, query: string, token: string | null, signal: AbortSignal) {
  const headers = token === null ? {} : { cookie: `accord.session=${token}` };
  const answer = await fetch(`${stack.appUrl}/api/reads/stream?${query}`, { headers, signal });
  if (!answer.ok || answer.body === null) return { status: answer.status, text: await answer.text() };
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!text.includes('event: view')) {
    const { value, done: isOver } = await reader.read();
    if (isOver) break;
    text += value;
  }
  return { status: answer.status, text, type: answer.headers.get('content-type') };
}

test('the state comes at once, and only to the business it is about', async ({
  browser,
  stack,
  customer,
  control,
}) => {
  const stage = await readingXero(customer.ctx, control);
  const own = `connection=${stage.connectionId}`;
  const closer = new AbortController();
  const { signal } = closer;
  const get = (query: string, token: string | null, ctx = customer.ctx) =>
    firstEvent(stack, `${query}&madeFor=${madeFor(ctx)}`, token, signal);
  for (const query of [PRODUCT, own]) {
    const first = await get(query, customer.token);
    expect(first).toMatchObject({ status: 200, type: 'text/event-stream; charset=utf-8' });
    expect(first.text).toContain('Invoices you sent');
    expect((await get(query, null)).status).toBe(401);
    expect((await get(query, 'x'.repeat(36))).status).toBe(401);
  }
  const context = await browser.newContext();
  const other = await signIn(stack, context);
  await context.close();
  for (const query of [PRODUCT, own, 'connection=x', 'product=', '']) {
    const refused = await get(query, other.token, other.ctx);
    expect([refused.status, refused.text]).toEqual([404, '{"error":"not-found"}']);
    // A page that was made for one person shows nothing to another who has signed in since.
    expect((await get(query, other.token)).status).toBe(401);
  }
  // Two streams are open. One process allows a person four; the page then polls instead.
  const statuses: number[] = [];
  for (let open = 3; open <= 4 * stack.webs + 1; open += 1)
    statuses.push((await get(own, customer.token)).status);
  expect(statuses.slice(0, 2)).toEqual([200, 200]);
  expect(statuses).toContain(429);
  closer.abort();

  const state = () =>
    fetch(`${stack.appUrl}/api/reads?${own}&madeFor=${madeFor(customer.ctx)}`, {
      headers: { cookie: `accord.session=${customer.token}` },
    });
  expect(await (await state()).json()).toMatchObject({ isSettled: false });
  await deleteSession(stack.database.db, sha256(customer.token));
  expect((await state()).status).toBe(401);
});

test('too many requests are told when to try again', async ({
  context: { request: browser },
  customer: { ctx },
  stack,
}) => {
  await exhaust(stack, 'reads', { userId: ctx.actor.userId });
  for (const path of ['/api/reads', '/api/reads/stream']) {
    const answer = await browser.get(`${path}?${PRODUCT}&madeFor=${madeFor(ctx)}`);
    expect(answer.status()).toBe(429);
    expect(Number(answer.headers()['retry-after'])).toBeGreaterThan(1);
  }
});
