// Benchmark of client scripts: how much each customer page loads, as a ratio to an empty Next page built in the same run. Limit: 1.25.
import { execFileSync, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, chromium } from '@playwright/test';
import { connectDatabase } from '../db/client';
import { findBrowser } from '../e2e/browser';
import { makeCodat, makeCustomer, makeSession, makeTools } from '../e2e/factories';
import { receiptIssuer } from '../e2e/receipt-issuer';
import { grantConsent } from '../lib/consent/grant-consent';
import { buildNotice, noticeHash } from '../lib/domain/notice/notice';
import { getProduct } from '../lib/product/get-product';
import { setReceiptIssuer } from '../lib/receipt/issuer';
import { startStack } from '../scripts/stack';

const LIMIT = 1.25;
const PORTS = { app: 4620, sandbox: 4621, floor: 4622 };
const NEXT = path.resolve('node_modules/next/dist/bin/next');

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
  await sleep(1500);
  await context.close();
  return bytes;
}

/** The smallest dynamic page that Next can make. */
async function startFloor(): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(process.cwd(), '.data', 'floor-'));
  await mkdir(path.join(folder, 'app'));
  await writeFile(path.join(folder, 'package.json'), '{"private":true}');
  await writeFile(
    path.join(folder, 'next.config.mjs'),
    `export default { turbopack: { root: ${JSON.stringify(process.cwd())} } };`,
  );
  await writeFile(
    path.join(folder, 'app/layout.js'),
    'export default function L({ children }) { return <html lang="en"><body>{children}</body></html>; }',
  );
  await writeFile(
    path.join(folder, 'app/page.js'),
    "export const dynamic = 'force-dynamic';\nexport default function P() { return <h1>Hello</h1>; }",
  );
  await symlink(path.resolve('node_modules'), path.join(folder, 'node_modules'));
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' as const };
  execFileSync('node', [NEXT, 'build'], { cwd: folder, env, stdio: 'ignore' });
  const child = spawn('node', [NEXT, 'start', '-p', String(PORTS.floor), '-H', '127.0.0.1'], {
    cwd: folder,
    env,
    stdio: 'ignore',
  });
  const url = `http://127.0.0.1:${PORTS.floor}/`;
  for (let tries = 0; tries < 100; tries += 1) {
    if (
      await fetch(url).then(
        (r) => r.ok,
        () => false,
      )
    )
      break;
    await sleep(100);
  }
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

await mkdir('.data', { recursive: true });
const dataDir = await mkdtemp(path.join(os.tmpdir(), 'accord-bench-'));
await chmod(dataDir, 0o755);
const floor = await startFloor();
const stack = await startStack({ appPort: PORTS.app, sandboxPort: PORTS.sandbox, dataDir, app: 'start' });
// Uses the app's keys, so that it can read what this process writes.
process.env.PERSON_KEY = stack.env.PERSON_KEY;
process.env.ACCORD_E2E_RECEIPT_KEYS = stack.env.RECEIPT_SIGNING_KEYS;
setReceiptIssuer(receiptIssuer());
const executablePath = findBrowser();
const args = [
  '--disable-gpu',
  '--disable-background-networking',
  '--no-first-run',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];
const browser = await chromium.launch(executablePath === null ? { args } : { executablePath, args });
const { db, close } = connectDatabase(stack.databaseUrl);
let worst = 0;
try {
  const codat = makeCodat({ url: stack.sandboxUrl, config: { apiKey: stack.env.CODAT_API_KEY ?? '' } }, 5000);
  const ctx = await makeCustomer(makeTools(db, codat));
  const cookie = await makeSession(db, ctx.actor.userId, ctx.companyId);
  const empty = await scriptBytes(browser, floor.url, null);
  console.log(`empty page            ${(empty / 1000).toFixed(1)} kB`);
  const measure = async (page: string) => {
    const bytes = await scriptBytes(browser, `${stack.appUrl}${page}`, cookie);
    worst = Math.max(worst, bytes / empty);
    console.log(`${page.padEnd(42)} ${(bytes / 1000).toFixed(1)} kB  ratio ${(bytes / empty).toFixed(3)}`);
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
  console.log(`worst ratio ${worst.toFixed(3)}, limit ${LIMIT}`);
} finally {
  await browser.close();
  await close();
  await stack.stop();
  await floor.stop();
  await rm(dataDir, { recursive: true, force: true });
}
process.exit(worst <= LIMIT ? 0 : 1);
