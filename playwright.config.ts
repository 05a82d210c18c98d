import { chromium, defineConfig } from '@playwright/test';
import { findBrowser } from './e2e/browser';

const found = findBrowser();
/** Without a path Playwright takes the headless build of its own browser. */
const executablePath = found === chromium.executablePath() ? null : found;
/** Root cannot use Chromium's own sandbox; the others keep a test browser from calling home. */
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const args = [...asRoot, '--disable-gpu', '--disable-background-networking', '--no-first-run'];

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 900 };

export default defineConfig({
  testDir: './e2e/journeys',
  globalSetup: './e2e/global-setup.ts',
  fullyParallel: true,
  workers: 2,
  // A test that passes at the second try hides a race.
  retries: 0,
  forbidOnly: true,
  // Limits end what hangs, also on a machine that has much else to do; what a step needs is waited for by what it shows.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
  use: {
    locale: 'en-GB',
    // One context per worker, emptied before each test: what a page loads is parsed once and not for each test.
    reuseContext: true,
    // Recording costs a sixth of the time of all journeys; `--trace retain-on-failure` asks for it.
    trace: 'off',
    screenshot: 'only-on-failure',
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    launchOptions: executablePath === null ? { args } : { executablePath, args },
  },
  projects: [
    // Each language at one width, with scripts and without them; what has no language in its title runs on the phone. A page at
    // every width is looked at by the accessibility journey.
    { name: 'phone-fr', use: { viewport: PHONE }, testIgnore: /once\//, grepInvert: / en / },
    {
      name: 'desktop-en',
      use: { viewport: DESKTOP, javaScriptEnabled: false },
      testIgnore: /once\//,
      grep: / en /,
    },
    // Facts that do not depend on the width of the window. A page without scripts costs half as much: a journey that needs them
    // asks for them, and says why.
    { name: 'once', use: { viewport: DESKTOP, javaScriptEnabled: false }, testMatch: /once\// },
  ],
});
