// Playwright journeys: every way back from a platform, row by row: the final page is true, and says what to do next.
import type { BrowserContext } from '@playwright/test';
import { wordsOf } from 'codat-sandbox/sdk/browser/words';
import { agree, expect, ledgerOf, platform, test } from '../../fixtures';
import * as byList from '../../return-paths/by-list';
import * as byWindow from '../../return-paths/by-window';
import {
  button,
  CONNECTED,
  cancel,
  FOUND,
  link,
  outcome,
  PENDING,
  QUESTION,
  RETRY,
  title,
  UNANSWERED,
  type Way,
  words,
  XERO,
} from '../../return-paths/stage';
import { PROVIDER, say, WORDS } from '../../words';

const { connect, consent, link: inWindow, product, return: back, sources } = WORDS.en;
const codat = wordsOf('en');
const OTHER = link(back.other);
/** Sentences on the product's page about a platform that was chosen and not finished. */
const UNFINISHED = {
  shown: words(say(product.note.finish, XERO)),
  next: link(say(product.step.finish, XERO)),
  ...PENDING,
};
/** Withdrawn meanwhile: the request comes back, and access that was authorised all the same is revoked. */
const ASKED_AGAIN: Pick<Way, 'shown' | 'next' | 'ledger'> = {
  shown: (page) => page.getByText(new RegExp(`^${consent.again.withdrawn.split('{')[0]}`)),
  next: button(consent.agree),
  ledger: ['given', 'withdrawn'],
};
const WINDOW = { next: link(inWindow.list) };

const WAYS: Record<string, Way[]> = {
  'our own list': [
    { name: 'in another tab, the first one closed', act: byList.inAnotherTab, ...CONNECTED },
    { name: 'in a browser where nobody is signed in', act: byList.signedInElsewhere, ...CONNECTED },
    { name: 'in another browser, and on in the first', act: byList.goesOnInTheFirst, ...UNANSWERED },
    {
      name: 'where somebody else is signed in',
      act: byList.somebodyElse,
      shown: title(back.title.unknown),
      next: link(back.home),
      atCodat: ['Linked'],
    },
    { name: 'tab closed before the end', act: byList.closedBefore, ...UNFINISHED },
    { name: 'tab closed after authorising', act: byList.closedAfter, ...UNANSWERED },
    { name: 'link used twice, then a new one', act: byList.usedTwice, ...CONNECTED },
    {
      name: 'link no longer good',
      act: byList.linkOver,
      shown: words(connect.state.PendingAuth),
      next: (page) => platform(page, 'Xero'),
      ...PENDING,
    },
    { name: 'cancelled', act: cancel, shown: outcome('cancelled'), next: RETRY, ...PENDING },
    { name: 'cancelled, then tried again', act: byList.triedAgain, ...CONNECTED },
    { name: 'connected after cancelling', act: byList.afterCancelling, ...QUESTION },
    { name: 'a message of Codat comes first', act: byList.messageFirst, ...CONNECTED },
    { name: 'two tabs, one platform', act: byList.twoTabs, ...CONNECTED },
    {
      name: 'two tabs, two accounting platforms',
      act: byList.twoPlatforms,
      shown: title(say(back.title.taken, { platform: 'QuickBooks Online' })),
      next: link(say(back.goOn, { other: 'Xero' })),
      atCodat: ['Linked', 'PendingAuth'],
    },
    {
      name: 'signed out in between',
      act: byList.signedOut,
      shown: outcome('cancelled'),
      next: RETRY,
      ...PENDING,
    },
    { name: 'stopped sharing in between', act: byList.withdrawn, ...ASKED_AGAIN, atCodat: ['Unlinked'] },
    {
      name: 'deleted at Codat in between',
      act: byList.deletedAtCodat,
      shown: outcome('gone'),
      next: OTHER,
      atCodat: [],
    },
    {
      name: 'an error at the platform',
      act: byList.pressed(PROVIDER.en.error),
      shown: outcome('provider-error'),
      next: RETRY,
      ...PENDING,
    },
    {
      name: 'not supported at the platform',
      act: byList.pressed(PROVIDER.en.unsupported),
      shown: outcome('not-supported'),
      next: OTHER,
      ...PENDING,
    },
    {
      name: 'finished without connecting',
      act: byList.pressed(PROVIDER.en.finish),
      shown: outcome('left'),
      next: RETRY,
      ...PENDING,
    },
    {
      name: 'an address that claims success',
      act: byList.lie('200'),
      shown: outcome('unconfirmed'),
      next: link(back.checkAgain),
      ...PENDING,
    },
    {
      name: 'an address that says what nobody knows',
      act: byList.lie('777'),
      shown: outcome('not-finished'),
      next: RETRY,
      ...PENDING,
    },
    {
      name: 'forged and missing values',
      act: byList.forged,
      shown: title(back.title.unknown),
      next: link(back.home),
      ...PENDING,
    },
    {
      name: 'Back from the platform',
      act: byList.goBack,
      shown: title(sources.connect.Accounting),
      next: (page) => platform(page, 'Xero'),
      ...PENDING,
    },
    {
      name: 'Back to the list after the end',
      act: byList.afterTheEnd,
      shown: words(say(connect.fullTitle, XERO)),
      next: link(connect.skip),
      atCodat: ['Linked'],
    },
    {
      name: 'Codat cannot be asked',
      act: byList.codatDown,
      shown: outcome('cannot-check'),
      next: link(back.checkAgain),
      atCodat: ['Linked'],
    },
    { name: 'Codat can be asked again', act: byList.codatUpAgain, ...CONNECTED },
  ],
  // A streamed page finds the connection while it is being sent.
  'our own list, with scripts': [
    { name: 'authorised elsewhere, and no message of it comes', act: byList.messageLost, ...FOUND },
  ],
  'Codat’s window': [
    { name: 'the browser opens no tabs', act: byWindow.noTabs, ...QUESTION },
    {
      name: 'tab closed before the end',
      act: byWindow.tabClosed,
      shown: words(codat.waitingTitle('Xero')),
      next: button(codat.openAgain('Xero')),
      ...PENDING,
    },
    { name: 'tab closed, and the page left', act: byWindow.tabClosedAndLeft, ...UNFINISHED },
    {
      name: 'tab closed, and on by our own list',
      act: byWindow.onByList,
      shown: words(connect.state.PendingAuth),
      next: (page) => platform(page, 'Xero'),
      ...PENDING,
    },
    {
      name: 'cancelled at the platform',
      act: byWindow.cancelled,
      shown: words(codat.declinedTitles.cancelled('Xero')),
      next: button(codat.tryAgain),
      ...PENDING,
    },
    { name: 'connected after cancelling', act: byWindow.afterCancelling, ...QUESTION },
    { name: 'page closed after leaving it: nothing is told', act: byWindow.pageClosed, ...UNANSWERED },
    { name: 'a message of Codat comes first', act: byWindow.messageFirst, ...QUESTION },
    { name: 'two tabs, one platform', act: byWindow.twoTabs, ...QUESTION },
    { name: 'signed out in between', act: byWindow.signedOut, ...QUESTION },
    {
      name: 'stopped sharing before the platform',
      act: byWindow.withdrawnBefore,
      ...ASKED_AGAIN,
      ...PENDING,
    },
    {
      name: 'stopped sharing at the platform',
      act: byWindow.withdrawnAtThePlatform,
      ...ASKED_AGAIN,
      atCodat: ['Unlinked'],
    },
    {
      name: 'stopped sharing, and back without authorising',
      act: byWindow.withdrawnAndBack,
      ...ASKED_AGAIN,
      ...PENDING,
    },
    {
      name: 'window closed after connecting',
      act: byWindow.closedWindow,
      shown: words(inWindow.closed.title),
      next: link(inWindow.again),
      atCodat: ['Linked'],
    },
    {
      name: 'window closed and opened again',
      act: byWindow.openedAgain,
      shown: words(codat.statuses.Linked),
      ...WINDOW,
      atCodat: ['Linked'],
    },
    {
      name: 'Back from the end',
      act: byWindow.goBack,
      shown: words(inWindow.choose),
      ...WINDOW,
      atCodat: ['Linked'],
    },
  ],
};

for (const [way, rows] of Object.entries(WAYS)) {
  test.describe(way, () => {
    // Codat's window is a script; our own list and the pages after it work without.
    test.use({ javaScriptEnabled: way !== 'our own list' });
    for (const { name, act, shown, next, atCodat, ledger = ['given'] } of rows) {
      test(name, async ({ page, context, browser, customer, control, stack }) => {
        await agree(customer.ctx);
        const others: BrowserContext[] = [];
        const elsewhere = async () => {
          const other = await browser.newContext({ baseURL: stack.appUrl, locale: 'en-GB' });
          others.push(other);
          return other;
        };
        const end = await act({ page, context, customer, control, stack, elsewhere });
        await expect(shown(end).first()).toBeVisible();
        await expect(next(end).first()).toBeVisible();
        const statuses = async () => (await control.connectionsOf(customer.ctx)).map((c) => c.status).sort();
        await expect.poll(statuses).toEqual(atCodat);
        expect(await ledgerOf(stack, customer.ctx.companyId)).toEqual(ledger);
        for (const other of others) await other.close();
      });
    }
  });
}
