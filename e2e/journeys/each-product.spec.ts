// Playwright journeys: each product from the request to the end, by our own list and by Codat's window, with the same agreement and connections.
import type { Page } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { listConnections } from '../../db/queries/connections';
import { listLinkCallbacks } from '../../db/queries/link-callbacks';
import { linkWords } from '../../db/schema/connection';
import type { SourceType } from '../../lib/domain/connection/connection';
import {
  agreeBox,
  at,
  authoriseAtProvider,
  expect,
  ledgerOf,
  platform,
  type Stack,
  sayItIsRight,
  test,
} from '../fixtures';
import { connectIn, expectWindow, finish, type Kind } from '../link-window';
import { type Language, say, WORDS } from '../words';

type Needed = readonly [kind: Kind, platform: string, type: SourceType];
const XERO: Needed = ['accounting', 'Xero', 'Accounting'];
const BANK: Needed = ['banking', 'NatWest', 'Banking'];

/** Required sources of each product of the catalogue, in the order of the requests. */
const PRODUCTS: Record<string, readonly Needed[]> = {
  'business-insights': [XERO],
  lending: [XERO, BANK],
  'cash-flow': [BANK],
  'revenue-advance': [['commerce', 'Shopify', 'Commerce']],
};

async function sayYes(page: Page, product: string, language: Language): Promise<void> {
  await page.goto(`/products/${product}/consent`);
  await agreeBox(page).check();
  await page.getByRole('button', { name: WORDS[language].consent.agree, exact: true }).click();
  await expect(page).toHaveURL(at(`/products/${product}/connect`));
}

async function byList(page: Page, needed: readonly Needed[], language: Language): Promise<void> {
  for (const [index, [, name]] of needed.entries()) {
    if (index > 0) await page.getByRole('link', { name: WORDS[language].done.addMore }).click();
    await platform(page, name).click();
    await authoriseAtProvider(page, language);
    // Xero's return names the organisation; those of banks and shops do not.
    if (name !== 'Xero') await sayItIsRight(page, language);
  }
}

async function byWindow(page: Page, needed: readonly Needed[], language: Language): Promise<void> {
  const { connect, link } = WORDS[language];
  await page.getByRole('link', { name: connect.window }).click();
  await expectWindow(page, language);
  // The list is one link away here, too.
  await expect(page.getByRole('link', { name: link.list })).toBeVisible();
  for (const [kind, name] of needed) await connectIn(page, kind, name, language);
  await finish(page, language);
  // Inside the window platforms return to Codat and not to the app, so no organisation is named.
  for (const _ of needed) await sayItIsRight(page, language);
}

/** The window asks in our own words; the consent that it reports is recorded beside the agreement and is not another one. */
async function expectTold(stack: Stack, companyId: string, product: string, language: Language) {
  const { db } = stack.database;
  const told = await listLinkCallbacks(db, companyId, product);
  const each = (PRODUCTS[product] ?? []).flatMap(() => ['consented', 'started', 'connected']);
  expect(told.map(({ kind }) => kind)).toEqual([...each, 'finished']);
  for (const { subject } of told.filter(({ kind }) => kind === 'consented')) {
    const [notice] = await db.select().from(linkWords).where(eq(linkWords.hash, subject));
    expect(notice).toMatchObject({ productId: product, language });
    expect(notice?.text).toContain(WORDS[language].connect.lead);
  }
}

/** Each product by each way, once: the languages take turns. */
const TURNS = Object.keys(PRODUCTS).flatMap((product, index) => [
  { product, way: 'list', language: index % 2 === 0 ? 'en' : 'fr' } as const,
  { product, way: 'window', language: index % 2 === 0 ? 'fr' : 'en' } as const,
]);

for (const { product, way, language } of TURNS) {
  const needed = PRODUCTS[product] ?? [];
  test.describe(language, () => {
    test.use({ locale: language === 'en' ? 'en-GB' : 'fr-FR' });
    // Codat's window is a script.
    if (way === 'window') test.use({ javaScriptEnabled: true });

    test(`${product} by the ${way}`, async ({ page, customer: { ctx }, stack }) => {
      const complaints: string[] = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      await sayYes(page, product, language);
      await (way === 'list' ? byList : byWindow)(page, needed, language);

      await expect(page).toHaveURL(at(`/products/${product}/done`));
      const { done } = WORDS[language];
      const connections = await listConnections(ctx.db, ctx.companyId);
      const count = String(needed.length);
      const [first] = connections;
      const title = say(count === '1' ? done.title : done.titleMany, {
        platform: first?.platformName ?? '',
        count,
      });
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
      expect(connections.map(({ sourceType, state }) => [sourceType, state])).toEqual(
        needed.map(([, , type]) => [type, 'Linked']),
      );
      expect(await ledgerOf(stack, ctx.companyId)).toEqual(['given']);
      if (way === 'window') await expectTold(stack, ctx.companyId, product, language);
      expect(complaints).toEqual([]);
    });
  });
}
