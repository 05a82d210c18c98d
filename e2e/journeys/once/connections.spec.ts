// Playwright journeys: the pages of one connection pass axe in both themes, and are closed to every other business.
import { listConnections } from '../../../db/queries/connections';
import { ensureCodatCompany } from '../../../lib/company/ensure-codat-company';
import { refreshConnections } from '../../../lib/connection/refresh-connections';
import type { Ctx } from '../../../lib/context';
import { expectAccessible } from '../../axe';
import { collectViolations } from '../../csp-violations';
import { agree, type Control, expect, ledgerOf, setSession, signIn, test } from '../../fixtures';
import { WORDS } from '../../words';

// With scripts, as most people see the pages; and a not-found page is drawn by its scripts.
test.use({ javaScriptEnabled: true });

const PLACES = ['', '/disconnect', '/delete', '/reconnect', '/check'];

async function paths(ctx: Ctx): Promise<string[]> {
  return (await listConnections(ctx.db, ctx.companyId)).map(({ id }) => `/connections/${id}`);
}

/** Pages of three connections: one whose access is lost, one deleted, one with a question. */
async function pagesOfThree(ctx: Ctx, control: Control): Promise<string[]> {
  await agree(ctx);
  const companyId = await ensureCodatCompany(ctx);
  await control.connected(ctx, 'natwest_uk', 'fztf');
  const atCodat = await control.connectionsOf(ctx);
  const [bank, shop] = ['Banking', 'Commerce'].map((type) =>
    atCodat.find(({ sourceType }) => sourceType === type),
  );
  await control.deauthorize(companyId, bank?.id ?? '');
  await ctx.codat.call({ method: 'DELETE', path: '/' }, (sdk, options) =>
    sdk.connections.delete({ companyId, connectionId: shop?.id ?? '' }, options),
  );
  await control.link(companyId, { platformKey: 'gbol', organisation: 'Alder Mill Ltd' });
  await refreshConnections({ ...ctx, now: new Date() });
  const rows = await listConnections(ctx.db, ctx.companyId);
  const pageOf = (key: string) => `/connections/${rows.find(({ platformKey }) => platformKey === key)?.id}`;
  const [lost, gone, asked] = [pageOf('natwest_uk'), pageOf('fztf'), pageOf('gbol')];
  return [
    ...['', '/disconnect', '/reconnect'].map((place) => `${lost}${place}`),
    `${gone}`,
    ...['', '/check', '/delete'].map((place) => `${asked}${place}`),
    '/connections',
  ];
}

test.describe('in French, where words are longest', () => {
  test.use({ locale: 'fr-FR' });

  test('axe finds nothing on the pages of a connection, and nothing is wider than its window', async ({
    page,
    context,
    customer: { ctx },
    control,
  }) => {
    const refused = await collectViolations(context);
    for (const path of await pagesOfThree(ctx, control)) {
      await page.goto(`${path}?whole=1`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page).toHaveURL(new RegExp(`${path}\\b`));
      await expectAccessible(page, path);
    }
    expect(refused).toEqual([]);
  });
});

test('another business finds none of it, and its forms change nothing', async ({
  page,
  context,
  customer: mine,
  control,
  stack,
}) => {
  await agree(mine.ctx);
  await control.connected(mine.ctx, 'gbol');
  const [path = ''] = await paths(mine.ctx);
  const other = await signIn(stack, context, 'Another Ltd');
  for (const place of PLACES) {
    const response = await page.goto(`${path}${place}`);
    expect(response?.status()).toBe(404);
    await expect(page.getByRole('heading', { level: 1, name: WORDS.en.errors.notFound.title })).toBeVisible();
    await expect(page.getByText('Xero')).toHaveCount(0);
  }
  // The owner's forms, sent with the session of another business.
  for (const place of ['/disconnect', '/delete']) {
    await setSession(stack, context, mine.token);
    await page.goto(`${path}${place}`);
    await setSession(stack, context, other.token);
    await page.getByRole('main').getByRole('button').click();
    await expect(page.getByRole('heading', { name: WORDS.en.acting.titlePerson })).toBeVisible();
  }
  expect((await control.connectionsOf(mine.ctx)).map(({ status }) => status)).toEqual(['Linked']);
  expect(await ledgerOf(stack, other.ctx.companyId)).toEqual([]);
});
