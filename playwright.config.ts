// Configuration of the journeys: projects by language and width, one stack, no retries.
import { chromium, defineConfig } from '@playwright/test';
import { findBrowser } from './e2e/browser';

const found = findBrowser();
/** Without a path Playwright uses the headless build of its own browser. */
const executablePath = found === chromium.executablePath() ? null : found;
/** Root cannot use Chromium's own sandbox; the other flags keep a test browser from calling home. */
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
  // Time limits only end a test that hangs, also on a busy machine; each step waits for what it shows.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
  use: {
    locale: 'en-GB',
    // One context per worker, emptied before each test: scripts and styles are parsed once and not for each test.
    reuseContext: true,
    // Recording costs a sixth of the time of all journeys; `--trace retain-on-failure` asks for it.
    trace: 'off',
    screenshot: 'only-on-failure',
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    launchOptions: executablePath === null ? { args } : { executablePath, args },
  },
  projects: [
    // Each language at one width, with scripts and without them; a test without a language in its title runs on the phone. The
    // accessibility journey visits each page at every width.
    { name: 'phone-fr', use: { viewport: PHONE }, testIgnore: /once\//, grepInvert: / en / },
    {
      name: 'desktop-en',
      use: { viewport: DESKTOP, javaScriptEnabled: false },
      testIgnore: /once\//,
      grep: / en /,
    },
    // Facts that do not depend on the width of the window. A page without scripts costs half as much: a journey that needs
    // scripts turns them on, and says why.
    { name: 'once', use: { viewport: DESKTOP, javaScriptEnabled: false }, testMatch: /once\// },
  ],
});
