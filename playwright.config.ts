import { defineConfig } from '@playwright/test';
import { findBrowser } from './e2e/browser';

const executablePath = findBrowser();
/** Root cannot use Chromium's own sandbox; the others keep a test browser from calling home. */
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const args = [...asRoot, '--disable-gpu', '--disable-background-networking', '--no-first-run'];

export default defineConfig({
  testDir: './e2e/journeys',
  globalSetup: './e2e/global-setup.ts',
  fullyParallel: true,
  workers: 2,
  // A test that passes at the second try hides a race.
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    locale: 'en-GB',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    actionTimeout: 15_000,
    navigationTimeout: 20_000,
    launchOptions: executablePath === null ? { args } : { executablePath, args },
  },
  projects: [
    { name: 'phone', use: { viewport: { width: 390, height: 844 } }, testIgnore: /once\// },
    { name: 'desktop', use: { viewport: { width: 1280, height: 900 } }, testIgnore: /once\// },
    // Facts that do not depend on the width of the window.
    { name: 'once', use: { viewport: { width: 1280, height: 900 } }, testMatch: /once\// },
  ],
});
