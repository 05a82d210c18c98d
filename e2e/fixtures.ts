// Playwright fixtures: each journey gets its own customer, a signed-in browser, and the sandbox's control API.
import { randomUUID } from 'node:crypto';
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { readLedger } from '@/lib/ledger/read-ledger';
import { connectDatabase, type Database } from '../db/client';
import { listEvents } from '../db/queries/consents';
import type { Codat } from '../lib/codat/client';
import { listCodatConnections } from '../lib/codat/connections';
import { ensureCodatCompany } from '../lib/company/ensure-codat-company';
import { refreshConnections } from '../lib/connection/refresh-connections';
import { grantConsent } from '../lib/consent/grant-consent';
import type { Ctx } from '../lib/context';
import type { SourceType } from '../lib/domain/connection/connection';
import { bindPage } from '../lib/domain/crypto/page-binding';
import { verifyChain } from '../lib/domain/ledger/ledger';
import { alignBeforeLeaving } from '../lib/sync/align-settings';
import {
  grantInput,
  makeCodat,
  makeCustomer,
  makePerson,
  makeSession,
  makeStaff,
  makeTools,
} from './factories';
import { type NewFault, SandboxControl } from './sandbox-control';
import { PROVIDER, WORDS } from './words';

export interface Stack {
  appUrl: string;
  /** Processes that serve pages behind that address: a limit per process holds this many times. */
  webs: number;
  sandboxUrl: string;
  apiKey: string;
  database: Database;
  codat: Codat;
}

export interface SignedIn {
  ctx: Ctx;
  token: string;
}

const HOUR_MS = 3_600_000;

interface Fixtures {
  /** A customer with a business, signed in in `page`. */
  customer: SignedIn;
  control: Control;
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined)
    throw new Error(`${name} is not set: the journeys are started by the global set-up.`);
  return value;
}

/** Control API of the sandbox, addressed by the app's id of a business. */
export class Control extends SandboxControl {
  constructor(readonly stack: Stack) {
    super(stack.sandboxUrl);
  }

  /** Injects a fault into the next answers for one business. @returns the fault's id */
  async fault(ctx: Ctx, effect: NewFault['effect'], match: Partial<NewFault> = {}): Promise<string> {
    return this.addFault({ companyId: await ensureCodatCompany(ctx), effect, ...match });
  }

  /** Authorises platforms through the control API and waits until the app has recorded them. */
  async connected(ctx: Ctx, ...platformKeys: string[]): Promise<void> {
    const companyId = await ensureCodatCompany(ctx);
    const isPast = Date.now() - ctx.now.getTime() > HOUR_MS;
    // No webhook for connections of the past.
    if (isPast) await this.setMode({ drop: 1 }, companyId);
    // As before every trip to a platform: Codat at first reads agreed data only.
    await alignBeforeLeaving(ctx);
    for (const platformKey of platformKeys)
      await this.link(companyId, { platformKey, organisation: 'Kestrel Coffee', authorize: true });
    await refreshConnections(isPast ? ctx : { ...ctx, now: new Date() });
  }

  /** The platform revokes its permission, and the app records it. */
  async runOut(ctx: Ctx, platformName: string): Promise<void> {
    const lost = (await this.connectionsOf(ctx)).find((each) => each.platformName === platformName);
    await this.deauthorize(await ensureCodatCompany(ctx), lost?.id ?? '');
    await refreshConnections({ ...ctx, now: new Date() });
  }

  async connectionsOf(ctx: Ctx) {
    const companyId = await ensureCodatCompany(ctx);
    const connections = await listCodatConnections(this.stack.codat, companyId);
    return connections.map(({ state, ...rest }) => ({ ...rest, status: state }));
  }
}

export const test = base.extend<Fixtures, { stack: Stack }>({
  stack: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to know what a fixture needs.
    async ({}, use) => {
      const sandboxUrl = required('ACCORD_E2E_SANDBOX_URL');
      const apiKey = required('ACCORD_E2E_API_KEY');
      const database = connectDatabase(required('ACCORD_E2E_DATABASE_URL'));
      const codat = makeCodat({ url: sandboxUrl, config: { apiKey } }, 5000);
      const webs = Math.max(1, Number(process.env.ACCORD_E2E_PROCESSES ?? '1'));
      await use({ appUrl: required('ACCORD_E2E_APP_URL'), webs, sandboxUrl, apiKey, database, codat });
      await database.close();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ stack }, use) => use(stack.appUrl),
  page: async ({ page }, use) => {
    const goto = page.goto.bind(page);
    page.goto = async (...where) => {
      await untilWhole(page);
      return goto(...where);
    };
    await use(page);
  },
  customer: async ({ stack, context }, use) => use(await signIn(stack, context)),
  control: async ({ stack }, use) => use(new Control(stack)),
});

export { expect };

/** Predicate for `toHaveURL`: this path, with or without the parameter that asks for a whole page without scripts. */
export function at(path: string): (url: URL) => boolean {
  return (url) => {
    const bare = new URL(url);
    bare.searchParams.delete('whole');
    return bare.pathname + bare.search === path;
  };
}

/**
 * Waits for the second load of a page that slow parts stream into: without scripts the browser asks for it in one piece. Two
 * navigations at once would cancel each other.
 */
async function untilWhole(page: Page): Promise<void> {
  await expect.poll(() => isWhole(page), { intervals: [20] }).toBe(true);
}

async function isWhole(page: Page): Promise<boolean> {
  await page.waitForLoadState();
  const seen = await page
    .evaluate(() => ({
      url: location.href,
      isPart: document.querySelector('meta[http-equiv="refresh"]') !== null,
    }))
    // The document is being replaced.
    .catch(() => null);
  if (seen?.isPart) await page.waitForURL((url) => url.searchParams.has('whole'));
  const isSettled = seen?.url === page.url() || seen?.url.startsWith('chrome-error:') === true;
  return isSettled && !seen.isPart;
}

/** Puts a session of a new customer into a browser, as signing in would. */
export async function signIn(
  stack: Stack,
  context: BrowserContext,
  businessName = 'Kestrel Coffee',
): Promise<SignedIn> {
  const ctx = await makeCustomer(makeTools(stack.database.db, stack.codat), businessName);
  const token = await makeSession(stack.database.db, ctx.actor.userId, ctx.companyId);
  await setSession(stack, context, token);
  return { ctx, token };
}

/** A person who has signed in and has no business yet. */
export async function signInPerson(stack: Stack, context: BrowserContext): Promise<void> {
  const person = await makePerson(makeTools(stack.database.db, stack.codat));
  await setSession(stack, context, await makeSession(stack.database.db, person.userId, null));
}

/** A signed-in member of the bank's staff. */
export async function signInStaff(stack: Stack, context: BrowserContext): Promise<void> {
  const { db } = stack.database;
  await setSession(stack, context, await makeSession(db, await makeStaff(db), null));
}

export async function setSession(stack: Stack, context: BrowserContext, token: string): Promise<void> {
  await context.addCookies([
    { name: 'accord.session', value: token, url: stack.appUrl, httpOnly: true, sameSite: 'Lax' },
  ]);
}

/** Page binding of a page that was made for this customer. */
export function madeFor({ companyId, actor }: Ctx): string {
  return bindPage(required('ACCORD_E2E_SECRET'), { companyId, userId: actor.userId });
}

/** Consent, as the consent page would record it. @param optional ticked sources; all of them unless given */
export async function agree(
  ctx: Ctx,
  productId = 'business-insights',
  optional?: readonly SourceType[],
): Promise<void> {
  const input = await grantInput(ctx.db, productId, 'en', appController());
  await grantConsent(ctx, optional === undefined ? input : { ...input, optional });
}

/** The controller, as the app under test is configured. */
export function appController() {
  return {
    name: required('ACCORD_E2E_BRAND_NAME'),
    email: required('ACCORD_E2E_SUPPORT_EMAIL'),
    phone: required('ACCORD_E2E_SUPPORT_PHONE'),
  };
}

/** Signs in at the provider and authorises the organisation that is offered first. */
export async function authoriseAtProvider(page: Page, language: 'en' | 'fr' = 'en'): Promise<void> {
  await page.getByRole('button', { name: PROVIDER[language].signIn, exact: true }).click();
  await page.getByRole('button', { name: PROVIDER[language].authorise }).click();
}

/**
 * Confirms the organisation of a connection. Codat names no organisation, and only some platforms do on the way back; until the
 * customer confirms it, nothing of it is used.
 */
export async function sayItIsRight(page: Page, language: 'en' | 'fr' = 'en'): Promise<void> {
  const button = page.getByRole('button', { name: WORDS[language].connections.checkAsk.right, exact: true });
  await expect(button).toBeVisible();
  const asked = page.url();
  await button.click();
  // Waits for the answer, since leaving earlier would cancel it; another question has another address.
  await expect(page).not.toHaveURL(asked);
}

/** Signs in at the service as a new person. @returns their address */
export async function signInAsSomeoneNew(
  page: Page,
  name: string,
  language: 'en' | 'fr' = 'en',
): Promise<string> {
  const field = language === 'en' ? { name: 'Name', email: 'E-mail' } : { name: 'Nom', email: 'Courriel' };
  const address = `${randomUUID()}@example.test`;
  await page.getByLabel(field.name, { exact: true }).fill(name);
  await page.getByLabel(field.email, { exact: true }).fill(address);
  await page.getByLabel(field.email, { exact: true }).press('Enter');
  return address;
}

/** Event types of a business's ledger in order, after verifying the chain. */
export async function ledgerOf(stack: Stack, companyId: string): Promise<string[]> {
  const events = await listEvents(stack.database.db, companyId);
  expect(verifyChain(await readLedger(stack.database.db, companyId))).toEqual({
    ok: true,
    length: events.length,
  });
  return events.map((event) => event.body.event_type);
}

/** Checkbox beside the statement of consent; those of optional sources stand above it. */
export function agreeBox(page: Page) {
  return page.getByRole('checkbox', { name: /^(I agree|J’autorise) / });
}

/** Button of a platform: its name comes first, then its destination and what is connected already. */
export function platform(page: Page, name: string) {
  return page.getByRole('button', { name: new RegExp(`^${name} `) });
}
