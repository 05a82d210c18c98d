// Playwright journeys: delegated links. What they reveal and what uses them up: guessed, opened by programs, ended, and in the wrong hands.
import { randomUUID } from 'node:crypto';
import { listConnections } from '../../../db/queries/connections';
import { findShare } from '../../../db/queries/shares';
import type { Ctx } from '../../../lib/context';
import { createShare } from '../../../lib/delegated-link/create-share';
import { revokeShare } from '../../../lib/delegated-link/revoke-share';
import { shareToken } from '../../../lib/delegated-link/token';
import { agree, authoriseAtProvider, expect, ledgerOf, signIn, test } from '../../fixtures';
import { PROVIDER, say, WORDS } from '../../words';

const { share: words, colleague } = WORDS.en;
/** The app finds a link by the hash of its token, so a test may choose the token's secret. */
const SECRET = randomUUID();
const GO = say(colleague.go, { platform: 'Xero' });
const OF_THE_BUSINESS = ['Kestrel', 'Maya'];

async function link(ctx: Ctx, needsApproval = false): Promise<{ id: string; path: string }> {
  const input = { productId: 'business-insights', platformKey: 'gbol', needsApproval };
  const id = await createShare(ctx, input, SECRET);
  return { id, path: `/share/${shareToken(SECRET, id)}` };
}

const guess = () => `/share/${shareToken(randomUUID(), randomUUID())}`;

/** Fails if opening the link has changed anything. */
async function expectUntouched(ctx: Ctx, id: string): Promise<void> {
  const row = await findShare(ctx.db, ctx.companyId, id);
  expect(row).toMatchObject({ openedAt: null, authorisedAt: null, revokedAt: null, connectionId: null });
  expect(await listConnections(ctx.db, ctx.companyId)).toEqual([]);
}

/** Main part of the page, without the parts that differ per visit. */
const mainOf = (html: string) => /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '';

test('programs that open a link use nothing up, and find nothing of the business in its metadata', async ({
  request,
  customer: { ctx },
}) => {
  await agree(ctx);
  const { id, path } = await link(ctx);
  const visitors: Record<string, string>[] = [
    { 'user-agent': 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)' },
    { 'user-agent': 'WhatsApp/2.23.20.0' },
    { 'user-agent': 'facebookexternalhit/1.1' },
    { purpose: 'prefetch', 'sec-purpose': 'prefetch;prerender' },
    { rsc: '1', 'next-router-prefetch': '1' },
  ];
  for (const headers of visitors) {
    for (const method of ['HEAD', 'GET'] as const) {
      const response = await request.fetch(path, { method, headers });
      expect(response.status()).toBe(200);
      if (method === 'HEAD') expect(await response.text()).toBe('');
    }
  }
  // A form without the page's fields does nothing either.
  await request.post(path, { form: { token: path.slice('/share/'.length) } });
  const html = await (await request.get(path)).text();
  const head = html.slice(0, html.indexOf('</head>'));
  for (const name of OF_THE_BUSINESS) expect(head).not.toContain(name);
  expect(head).toContain('noindex');
  await expectUntouched(ctx, id);
});

test('a guess finds nothing, and an ended link says only that it has ended', async ({
  request,
  page,
  customer: { ctx },
}) => {
  const weekAgo = { ...ctx, now: new Date(ctx.now.getTime() - 8 * 86_400_000) };
  await agree(weekAgo);
  const [expired, revoked] = [await link(weekAgo), await link(ctx)];
  await revokeShare(ctx, revoked.id);
  for (const path of [guess(), `${revoked.path}x`, `/share/${revoked.id}`]) {
    for (const method of ['GET', 'HEAD'] as const) {
      expect((await request.fetch(path, { method })).status()).toBe(404);
    }
  }
  for (const [path, title] of [
    [expired.path, colleague.over.expired.title],
    [revoked.path, colleague.over.revoked.title],
  ] as const) {
    const main = mainOf(await (await request.get(path)).text());
    expect(main).toContain(title);
    for (const name of OF_THE_BUSINESS) expect(main).not.toContain(name);
    expect(main).not.toContain('<form');
  }
  // The customer sees how the link ended, and makes another for the same platform.
  await page.goto(`/shares/${expired.id}`);
  await expect(page.getByText(words.status.expired, { exact: true })).toBeVisible();
  await page.getByRole('link', { name: words.makeNew }).click();
  await expect(page.getByLabel(words.platform)).toHaveValue('gbol');
  await page.getByRole('button', { name: words.make, exact: true }).click();
  await expect(page.getByText(words.status.sent, { exact: true })).toBeVisible();
});

test('in the hands of another business it serves the one that asked, once', async ({
  browser,
  customer: { ctx },
  stack,
}) => {
  await agree(ctx);
  const { id, path } = await link(ctx, true);
  const theirs = await browser.newContext({ baseURL: stack.appUrl });
  const { ctx: other } = await signIn(stack, theirs, `Other ${randomUUID()}`);
  const page = await theirs.newPage();
  expect((await page.goto(`/shares/${id}`))?.status()).toBe(404);
  await page.goto(path);
  await expect(page.getByText(ctx.actor.name).first()).toBeVisible();
  const second = await theirs.newPage();
  await second.goto(path);
  await page.getByRole('button', { name: GO }).click();
  await expect(page.getByRole('button', { name: PROVIDER.en.signIn, exact: true })).toBeVisible();
  await authoriseAtProvider(page);
  await expect(
    page.getByRole('heading', { name: say(colleague.return.connected.title, { platform: 'Xero' }) }),
  ).toBeVisible();
  expect(await listConnections(other.db, other.companyId)).toEqual([]);
  expect(await ledgerOf(stack, other.companyId)).toEqual([]);
  expect(await ledgerOf(stack, ctx.companyId)).toEqual(['given', 'source_added']);
  // The customer wanted to check: nothing is used before their answer.
  expect(await listConnections(ctx.db, ctx.companyId)).toMatchObject([{ doubt: 'unanswered' }]);
  // The page that was open meanwhile has no effect any more.
  await second.getByRole('button', { name: GO }).click();
  await expect(
    second.getByRole('heading', { name: say(colleague.over.authorised.title, { platform: 'Xero' }) }),
  ).toBeVisible();
  await theirs.close();
});

test('an owner who wants to check is asked before anything is used', async ({
  page,
  browser,
  customer: { ctx },
  stack,
}) => {
  await agree(ctx);
  const { path } = await link(ctx, true);
  const elsewhere = await browser.newContext({ baseURL: stack.appUrl });
  const other = await elsewhere.newPage();
  await other.goto(path);
  await other.getByRole('button', { name: GO }).click();
  await authoriseAtProvider(other);
  await page.goto('/home');
  await expect(page.getByRole('link', { name: /check/i }).first()).toBeVisible();
  await elsewhere.close();
});
