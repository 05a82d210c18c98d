// Benchmark of client scripts: how much each customer page loads, as a ratio to an empty Next page built in the same run. Limit: 1.25.
import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, chromium } from '@playwright/test';
import { findBrowser } from '../e2e/browser';
import { makeCodat, makeCustomer, makeSession, makeTools } from '../e2e/factories';
import { grantConsent } from '../lib/consent/grant-consent';
import { buildNotice, noticeHash } from '../lib/domain/notice/notice';
import { getProduct } from '../lib/product/get-product';
import { startBarePage } from './bare-page';
import { startBenchApp } from './bench-app';
import { figure, isShort, outcome } from './report';

const LIMIT = 1.25;

/** Bytes of script as they come over the wire, with an empty cache. */
async function scriptBytes(browser: Browser, url: string, cookie: string | null): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  if (cookie !== null) await context.addCookies([{ name: 'accord.session', value: cookie, url }]);
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  const scripts = new Set<string>();
  let bytes = 0;
  cdp.on('Network.responseReceived', (event) => event.type === 'Script' && scripts.add(event.requestId));
  cdp.on('Network.loadingFinished', (event) => {
    if (scripts.has(event.requestId)) bytes += event.encodedDataLength;
  });
  await page.goto(url, { waitUntil: 'load' });
  await sleep(isShort ? 300 : 1500);
  await context.close();
  return bytes;
}

const bare = await startBarePage();
const { stack, db, stop } = await startBenchApp();
const executablePath = findBrowser();
const args = [
  '--disable-gpu',
  '--disable-background-networking',
  '--no-first-run',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];
const browser = await chromium.launch(executablePath === null ? { args } : { executablePath, args });
try {
  const codat = makeCodat({ url: stack.sandboxUrl, config: { apiKey: stack.env.CODAT_API_KEY ?? '' } }, 5000);
  const ctx = await makeCustomer(makeTools(db, codat));
  const cookie = await makeSession(db, ctx.actor.userId, ctx.companyId);
  const empty = await scriptBytes(browser, bare.url, null);
  console.log(`empty page            ${(empty / 1000).toFixed(1)} kB`);
  const measure = async (page: string) => {
    const bytes = await scriptBytes(browser, `${stack.appUrl}${page}`, cookie);
    figure(`${page}, script to that of the bare page`, bytes / empty, { atMost: LIMIT });
  };
  for (const page of [
    '/',
    '/sign-in',
    '/home',
    '/products/business-insights',
    '/products/business-insights/consent',
  ])
    await measure(page);
  const controller = { name: 'Meridian Bank', email: 'a@b.example', phone: '1' };
  const notice = buildNotice(await getProduct(db, 'business-insights'), controller, 'en');
  await grantConsent(ctx, {
    productId: 'business-insights',
    language: 'en',
    controller,
    noticeHash: noticeHash(notice),
  });
  for (const page of [
    '/products/business-insights/connect',
    '/products/business-insights/done',
    '/connections',
  ])
    await measure(page);
} finally {
  await browser.close();
  await stop();
  await bare.stop();
}
process.exit(outcome());
