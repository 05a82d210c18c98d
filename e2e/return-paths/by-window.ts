// Acts for the ways back through Codat's window on our page, with the platform in a tab of its own.
import type { Page } from '@playwright/test';
import { wordsOf } from 'codat-sandbox/sdk/browser/words';
import { listLinkCallbacks } from '../../db/queries/link-callbacks';
import { authoriseAtProvider, expect } from '../fixtures';
import { choose, connectIn, expectWindow, finish, leaveFor, openWindow } from '../link-window';
import { PROVIDER, WORDS } from '../words';
import {
  authoriseElsewhere,
  button,
  DONE_PAGE,
  LIST,
  link,
  PRODUCT,
  PRODUCT_PAGE,
  QUESTION,
  type Stage,
  signInAgain,
  UNANSWERED,
  visit,
  webhook,
  withdraw,
} from './stage';

type Act = (stage: Stage) => Promise<Page>;
const codat = wordsOf('en');

async function leaveWindow({ page }: Stage): Promise<Page> {
  await openWindow(page, PRODUCT);
  const tab = await leaveFor(page, 'accounting', 'Xero');
  await expect(button(PROVIDER.en.signIn)(tab)).toBeVisible();
  return tab;
}

/** Kinds of callbacks that the app has recorded. */
async function told({ customer: { ctx } }: Stage): Promise<string[]> {
  return (await listLinkCallbacks(ctx.db, ctx.companyId, PRODUCT)).map(({ kind }) => kind);
}

/** From the window's own "connected" to our page. */
async function goOn(page: Page): Promise<Page> {
  await button(codat.goOn)(page).click();
  await finish(page);
  return page;
}

export const noTabs: Act = async ({ page }) => {
  await page.addInitScript(() => {
    window.open = () => null;
  });
  await openWindow(page, PRODUCT);
  await choose(page, 'accounting', 'Xero');
  await button(WORDS.en.consent.agree)(page).click();
  const [tab] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('link', { name: codat.open('Xero'), exact: true }).click(),
  ]);
  await authoriseAtProvider(tab);
  return goOn(page);
};

export const tabClosed: Act = async (stage) => {
  await (await leaveWindow(stage)).close();
  return stage.page;
};

export const tabClosedAndLeft: Act = async (stage) => {
  const tab = await leaveWindow(stage);
  // The callback is sent in the background; a page that is left before that is a different way.
  await expect.poll(() => told(stage)).toContain('started');
  await tab.close();
  await stage.page.goto(PRODUCT_PAGE);
  return stage.page;
};

export const cancelled: Act = async (stage) => {
  await button(PROVIDER.en.cancel)(await leaveWindow(stage)).click();
  return stage.page;
};

export const afterCancelling: Act = async (stage) => {
  await cancelled(stage);
  await expect(stage.page.getByText(codat.declinedTitles.cancelled('Xero'))).toBeVisible();
  await authoriseElsewhere(stage);
  return visit(stage.page, DONE_PAGE, QUESTION.shown);
};

/** The page is closed while the platform is still open: no callback arrives, and the platform is connected all the same. */
export const pageClosed: Act = async (stage) => {
  const tab = await leaveWindow(stage);
  await stage.page.close();
  await authoriseAtProvider(tab);
  await expect(button(PROVIDER.en.authorise)(tab)).toHaveCount(0);
  expect(await told(stage)).not.toContain('connected');
  return visit(await stage.context.newPage(), PRODUCT_PAGE, UNANSWERED.shown);
};

export const messageFirst: Act = async (stage) => {
  const tab = await leaveWindow(stage);
  await authoriseElsewhere(stage);
  await webhook(stage);
  await tab.close();
  return goOn(stage.page);
};

export const twoTabs: Act = async (stage) => {
  const other = await stage.context.newPage();
  await openWindow(other, PRODUCT);
  const one = await leaveWindow(stage);
  const two = await leaveFor(other, 'accounting', 'Xero');
  await authoriseAtProvider(one);
  for (const page of [stage.page, other]) {
    // A page in the background polls far less often.
    await page.bringToFront();
    await goOn(page);
    await expect(QUESTION.shown(page)).toBeVisible();
  }
  await two.close();
  return other;
};

export const signedOut: Act = async (stage) => {
  const tab = await leaveWindow(stage);
  await stage.context.clearCookies();
  await authoriseAtProvider(tab);
  // The window may send several callbacks, and each redirects its own tab to sign-in, at any time.
  const page = await stage.context.newPage();
  await signInAgain(stage, stage.page, page);
  await expectWindow(page);
  await finish(page);
  return page;
};

export const withdrawnBefore: Act = async (stage) => {
  const { page } = stage;
  await openWindow(page, PRODUCT);
  await choose(page, 'accounting', 'Xero');
  await withdraw(stage);
  await button(WORDS.en.consent.agree)(page).click();
  await expect(page).toHaveURL(`${PRODUCT_PAGE}/consent`);
  await expect(page.getByRole('heading', { name: codat.waitingTitle('Xero') })).toHaveCount(0);
  expect(await told(stage)).toEqual([]);
  return page;
};

export const withdrawnAtThePlatform: Act = async (stage) => {
  const tab = await leaveWindow(stage);
  const { page, control, customer } = stage;
  await withdraw(stage);
  await authoriseAtProvider(tab);
  const statuses = async () => (await control.connectionsOf(customer.ctx)).map(({ status }) => status);
  await expect.poll(statuses).not.toContain('PendingAuth');
  // Access is revoked when Codat reports it, perhaps before the window knows that it was connected.
  await comeBack(stage, tab);
  await expect(page).toHaveURL(`${PRODUCT_PAGE}/consent`);
  return page;
};

export const withdrawnAndBack: Act = async (stage) => {
  const tab = await leaveWindow(stage);
  await withdraw(stage);
  await expect(stage.page.getByRole('heading', { name: codat.waitingTitle('Xero') })).toBeVisible();
  await comeBack(stage, tab);
  await expect(stage.page).toHaveURL(`${PRODUCT_PAGE}/consent`);
  return stage.page;
};

/** A headless browser shows all tabs at once, so the test fires the visibility event itself. */
async function comeBack({ page }: Stage, tab: Page): Promise<void> {
  await tab.close();
  await page.bringToFront();
  // The window may have polled by itself already, and be leaving.
  await Promise.any([
    page.waitForURL((url) => !url.pathname.endsWith('/link')),
    page.evaluate(() => document.dispatchEvent(new Event('visibilitychange'))),
  ]);
}

export const closedWindow: Act = async ({ page }) => {
  await openWindow(page, PRODUCT);
  await connectIn(page, 'accounting', 'Xero');
  await button(codat.close)(page).click();
  return page;
};

export const openedAgain: Act = async (stage) => {
  const page = await closedWindow(stage);
  await link(WORDS.en.link.again)(page).click();
  await expectWindow(page);
  return page;
};

export const goBack: Act = async (stage) => {
  const { page } = stage;
  await openWindow(page, PRODUCT);
  await connectIn(page, 'accounting', 'Xero');
  await finish(page);
  await expect(QUESTION.shown(page)).toBeVisible();
  await page.goBack();
  await expectWindow(page);
  return page;
};

export const onByList: Act = async (stage) => {
  const tab = await leaveWindow(stage);
  await tab.close();
  // The list, without finishing in the window first.
  await link(WORDS.en.link.list)(stage.page).click();
  await expect(stage.page).toHaveURL(LIST);
  return stage.page;
};
