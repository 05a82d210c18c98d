// Acts for the ways back through our own list of platforms: everything that can happen until the customer comes back.
import { randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import { ensureCodatCompany } from '../../lib/company/ensure-codat-company';
import { authoriseAtProvider, expect, platform, signIn } from '../fixtures';
import { PROVIDER, WORDS } from '../words';
import {
  authoriseElsewhere,
  button,
  CONNECTED,
  cancel,
  DONE_PAGE,
  LIST,
  leave,
  linkTo,
  outcome,
  PRODUCT_PAGE,
  RETRY,
  type Stage,
  signInAgain,
  UNANSWERED,
  visit,
  webhook,
  withdraw,
} from './stage';

type Act = (stage: Stage) => Promise<Page>;

export const inAnotherTab: Act = async (stage) => {
  const url = (await leave(stage)).url();
  const tab = await stage.context.newPage();
  await stage.page.close();
  await tab.goto(url);
  await authoriseAtProvider(tab);
  return tab;
};

/** As on a phone that opens links in another browser than the one the journey began in. */
async function authorisedElsewhere(stage: Stage): Promise<Page> {
  const other = await (await stage.elsewhere()).newPage();
  await leave(stage, other);
  await authoriseAtProvider(other);
  await expect(other).toHaveURL(/\/sign-in\?.*next=/);
  return other;
}

export const signedInElsewhere: Act = async (stage) => {
  const other = await authorisedElsewhere(stage);
  await signInAgain(stage, other);
  return other;
};

export const goesOnInTheFirst: Act = async (stage) => {
  await authorisedElsewhere(stage);
  return visit(stage.page, PRODUCT_PAGE, UNANSWERED.shown);
};

export const somebodyElse: Act = async (stage) => {
  const elsewhere = await stage.elsewhere();
  await signIn(stage.stack, elsewhere, 'Somebody Else Ltd');
  const other = await elsewhere.newPage();
  await leave(stage, other);
  await authoriseAtProvider(other);
  await expect(other.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(other.getByText('Xero')).toHaveCount(0);
  return other;
};

export const closedBefore: Act = async (stage) => {
  await (await leave(stage)).close();
  const page = await stage.context.newPage();
  await page.goto(PRODUCT_PAGE);
  return page;
};

export const closedAfter: Act = async (stage) => {
  const page = await leave(stage);
  await authoriseElsewhere(stage);
  await page.close();
  return visit(await stage.context.newPage(), '/home', UNANSWERED.shown);
};

export const usedTwice: Act = async (stage) => {
  const url = await linkTo(stage);
  for (const status of [200, 401]) expect((await stage.page.goto(url))?.status()).toBe(status);
  await stage.page.goto(LIST);
  await platform(stage.page, 'Xero').click();
  await authoriseAtProvider(stage.page);
  return stage.page;
};

export const linkOver: Act = async (stage) => {
  const url = new URL(await linkTo(stage));
  url.searchParams.set('otp', '000000');
  expect((await stage.page.goto(url.href))?.status()).toBe(401);
  await stage.page.goto(LIST);
  return stage.page;
};

export const triedAgain: Act = async (stage) => {
  const page = await cancel(stage);
  await page.reload();
  await RETRY(page).click();
  await authoriseAtProvider(page);
  return page;
};

export const afterCancelling: Act = async (stage) => {
  const page = await cancel(stage);
  await authoriseElsewhere(stage);
  await page.reload();
  return page;
};

export const messageFirst: Act = async (stage) => {
  const page = await leave(stage);
  await authoriseElsewhere(stage);
  await webhook(stage);
  await authoriseAtProvider(page);
  return page;
};

export const messageLost: Act = async (stage) => {
  const { control, customer } = stage;
  const page = await leave(stage);
  await control.setMode({ drop: 1 }, await ensureCodatCompany(customer.ctx));
  await authoriseElsewhere(stage);
  await page.goto(DONE_PAGE);
  return page;
};

export const twoTabs: Act = async (stage) => {
  const second = await leave(stage, await stage.context.newPage());
  await authoriseAtProvider(await leave(stage));
  await expect(CONNECTED.shown(stage.page)).toBeVisible();
  await authoriseAtProvider(second);
  return second;
};

export const twoPlatforms: Act = async (stage) => {
  const second = await leave(stage, await stage.context.newPage(), 'qhyg');
  await authoriseAtProvider(await leave(stage));
  await expect(CONNECTED.shown(stage.page)).toBeVisible();
  await authoriseAtProvider(second);
  return second;
};

export const signedOut: Act = async (stage) => {
  const page = await leave(stage);
  await stage.context.clearCookies();
  await button(PROVIDER.en.cancel)(page).click();
  await signInAgain(stage, page);
  return page;
};

export const withdrawn: Act = async (stage) => {
  const page = await leave(stage);
  await withdraw(stage);
  await authoriseAtProvider(page);
  return page;
};

export const deletedAtCodat: Act = async (stage) => {
  const page = await cancel(stage);
  const { ctx } = stage.customer;
  const [connection] = await stage.control.connectionsOf(ctx);
  const companyId = await ensureCodatCompany(ctx);
  await ctx.codat.call({ method: 'DELETE', path: '/' }, (sdk, options) =>
    sdk.connections.delete({ companyId, connectionId: connection?.id ?? '' }, options),
  );
  await page.reload();
  return page;
};

export const pressed =
  (name: string): Act =>
  async (stage) => {
    const page = await leave(stage);
    await page.getByText(PROVIDER.en.wrong).click();
    await button(name)(page).click();
    return page;
  };

export const lie =
  (statusCode: string): Act =>
  async (stage) => {
    const page = await cancel(stage);
    const back = new URL(page.url());
    back.searchParams.set('statusCode', statusCode);
    await page.goto(back.href);
    return page;
  };

/** Returns with invented states. */
export const forged: Act = async (stage) => {
  const page = await cancel(stage);
  const state = randomBytes(32).toString('base64url');
  const queries = ['', 'statusCode=200', `statusCode=200&state=${state}`, 'state=a&state=b', 'state=%00'];
  for (const query of [...queries, `state=${'x'.repeat(4000)}`]) {
    await page.goto(`/connect/return?${query}`);
    await expect(page.getByRole('heading', { level: 1, name: WORDS.en.return.title.unknown })).toBeVisible();
  }
  return page;
};

export const goBack: Act = async (stage) => {
  await stage.page.goto(LIST);
  await platform(stage.page, 'Xero').click();
  await expect(button(PROVIDER.en.signIn)(stage.page)).toBeVisible();
  await stage.page.goBack();
  return stage.page;
};

export const afterTheEnd: Act = async (stage) => {
  await authoriseAtProvider(await leave(stage));
  await expect(CONNECTED.shown(stage.page)).toBeVisible();
  await stage.page.goto(LIST);
  return stage.page;
};

export const codatDown: Act = async (stage) => {
  const page = await leave(stage);
  const { control, customer } = stage;
  const status = { kind: 'status', status: 503 };
  // Affects both readers of the status: this page, and the worker that handles the webhook.
  const faultId = await control.fault(customer.ctx, status, { method: 'GET', times: 1000 });
  await authoriseAtProvider(page);
  await expect(outcome('cannot-check')(page)).toBeVisible();
  await control.removeFault(faultId);
  return page;
};

export const codatUpAgain: Act = async (stage) => {
  const page = await codatDown(stage);
  await page.getByRole('link', { name: WORDS.en.return.checkAgain }).click();
  return page;
};
