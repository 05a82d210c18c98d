// Test fixture for the ways back from a platform: one customer, and the steps that the acts are made of.
import { createHmac, randomUUID } from 'node:crypto';
import type { BrowserContext, Locator, Page } from '@playwright/test';
import { listConnections } from '../../db/queries/connections';
import { ensureCodatCompany } from '../../lib/company/ensure-codat-company';
import { startConnection } from '../../lib/connection/start-connection';
import { withdrawConsent } from '../../lib/consent/withdraw-consent';
import { type Control, expect, type SignedIn, type Stack, setSession } from '../fixtures';
import { PROVIDER, say, WORDS } from '../words';

export interface Stage {
  page: Page;
  context: BrowserContext;
  customer: SignedIn;
  control: Control;
  stack: Stack;
  /** Another browser, such as the one that a phone opens links in. */
  elsewhere: () => Promise<BrowserContext>;
}

/** One way back: what happens, and what is true and offered at its end. */
export interface Way {
  name: string;
  /** Up to the page that the customer ends on. */
  act: (stage: Stage) => Promise<Page>;
  shown: (page: Page) => Locator;
  /** Primary action of the page. */
  next: (page: Page) => Locator;
  /** Status of each connection at Codat. */
  atCodat: string[];
  /** Event types in the ledger, beside the agreement. */
  ledger?: string[];
}

const { return: back, done } = WORDS.en;
export const PRODUCT = 'business-insights';
export const PRODUCT_PAGE = `/products/${PRODUCT}`;
export const LIST = `${PRODUCT_PAGE}/connect`;
export const DONE_PAGE = `${PRODUCT_PAGE}/done`;
export const XERO = { platform: 'Xero' };

export const title = (name: string) => (page: Page) =>
  page.getByRole('heading', { level: 1, name, exact: true });
export const words = (text: string) => (page: Page) => page.getByText(text, { exact: true });
export const link = (name: string) => (page: Page) => page.getByRole('link', { name, exact: true });
export const button = (name: string) => (page: Page) => page.getByRole('button', { name, exact: true });

export const CONNECTED = { shown: title(say(done.title, XERO)), next: link(done.home), atCodat: ['Linked'] };
/** Sentence on the product's page about an authorised platform whose organisation is not named. */
export const UNANSWERED = {
  shown: words(say(WORDS.en.product.note.check, XERO)),
  next: link(WORDS.en.product.step.check),
  atCodat: ['Linked'],
};
/** Sentence on a product's confirmation, where reading finds such a platform. */
export const FOUND = {
  shown: title(say(done.checkTitle, XERO)),
  next: link(WORDS.en.product.step.check),
  atCodat: ['Linked'],
};
const { titleUnnamed, right } = WORDS.en.connections.checkAsk;
/** Question that has to be answered before such a platform is used. */
export const QUESTION = { shown: title(say(titleUnnamed, XERO)), next: button(right), atCodat: ['Linked'] };
export const PENDING = { atCodat: ['PendingAuth'] };
export const outcome = (name: keyof typeof back.title) => title(say(back.title[name], XERO));
export const RETRY = button(say(back.tryAgain, XERO));

/** Link to the platform, as our list gives it. */
export async function linkTo({ customer, stack }: Stage, platformKey = 'gbol'): Promise<string> {
  const { url } = await startConnection(customer.ctx, {
    productId: PRODUCT,
    platformKey,
    linkOrigins: [new URL(stack.sandboxUrl).origin],
  });
  return url;
}

/** Opens the platform's sign-in. @returns the page there */
export async function leave(stage: Stage, page = stage.page, platformKey = 'gbol'): Promise<Page> {
  await page.goto(await linkTo(stage, platformKey));
  await expect(page.getByRole('button', { name: PROVIDER.en.signIn, exact: true })).toBeVisible();
  return page;
}

export async function cancel(stage: Stage): Promise<Page> {
  const page = await leave(stage);
  await button(PROVIDER.en.cancel)(page).click();
  await expect(outcome('cancelled')(page)).toBeVisible();
  return page;
}

/** Authorises through the control API, in no browser of the test. */
export async function authoriseElsewhere({ control, customer: { ctx } }: Stage): Promise<void> {
  const [connection] = await control.connectionsOf(ctx);
  await control.authorize(await ensureCodatCompany(ctx), connection?.id ?? '');
}

/** Withdraws in another tab: pages at the platform stay open. */
export async function withdraw({ customer: { ctx } }: Stage): Promise<void> {
  await withdrawConsent({ ...ctx, now: new Date() }, { productId: PRODUCT, deletion: 'keep' });
}

/** Sends a webhook with Codat's signature, and waits until the app has applied it. */
export async function webhook({ stack, customer: { ctx } }: Stage): Promise<void> {
  const id = `msg_${randomUUID()}`;
  const at = Math.floor(Date.now() / 1000);
  const body = JSON.stringify({
    id: randomUUID(),
    eventType: 'connection.connected',
    payload: { referenceCompany: { id: await ensureCodatCompany(ctx) } },
  });
  const key = Buffer.from((process.env.ACCORD_E2E_WEBHOOK_SECRET ?? '').slice(6), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64');
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(at),
    'webhook-signature': `v1,${signature}`,
  };
  const answer = await fetch(`${stack.appUrl}/api/webhooks/codat`, { method: 'POST', body, headers });
  expect(answer.ok).toBe(true);
  await expect
    .poll(async () => (await listConnections(ctx.db, ctx.companyId)).map(({ state }) => state))
    .toEqual(['Linked']);
}

/**
 * Address that sign-in leads back to, once the same person has signed in.
 * @param into the tab that they sign in with
 */
export async function signInAgain({ stack, customer }: Stage, page: Page, into = page): Promise<void> {
  await expect(page).toHaveURL(/\/sign-in\?.*next=/);
  const next = new URL(page.url()).searchParams.get('next') ?? '';
  await setSession(stack, page.context(), customer.token);
  await into.goto(next);
}

/** Visits a page that asks Codat: it shows the truth at once, or at the next refresh where Codat was slow. */
export async function visit(page: Page, path: string, truth: (page: Page) => Locator): Promise<Page> {
  await expect(async () => {
    await page.goto(path);
    await expect(truth(page).first()).toBeVisible({ timeout: 2000 });
  }).toPass();
  return page;
}
