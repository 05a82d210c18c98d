// Browser discovery for the journeys: a headless build is preferred, which needs a third of the processor time of a full one.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';

/** Debian's package of the same name. */
export const HEADLESS = 'chromium-headless-shell';
const NAMES = [HEADLESS, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * Path of a Chromium: CHROMIUM_PATH, Playwright's own, or one of the system; null when there is none.
 * A CHROMIUM_PATH that leads nowhere is an error, not a reason to test in another browser.
 */
export function findBrowser(env: Readonly<Record<string, string | undefined>> = process.env): string | null {
  const named = env.CHROMIUM_PATH ?? '';
  if (named !== '') {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH is ${named}, where there is no file; correct it or remove it.`);
  }
  const own = chromium.executablePath();
  if (existsSync(own)) return own;
  const folders = (env.PATH ?? '').split(path.delimiter);
  const found = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return found.find((file) => existsSync(file)) ?? null;
}
