// Installation of a browser with the usual tools, for a machine that has none.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { SetupProblem } from '../db/embedded/problem';
import { findBrowser, HEADLESS } from '../e2e/browser';

const run = promisify(execFile);

async function tried(command: string, args: string[]): Promise<boolean> {
  return run(command, args, { timeout: 600_000, maxBuffer: 64_000_000 }).then(
    () => true,
    () => false,
  );
}

/** Debian and Ubuntu only: a browser from their packages brings the libraries that it needs. */
const mayInstall = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

export async function ensureBrowser(say: (sentence: string) => void): Promise<string> {
  const found = findBrowser();
  if (found === '/usr/bin/chromium' && mayInstall()) {
    say('Installing the headless build of the browser…');
    await tried('apt-get', ['install', '-y', HEADLESS]);
    return findBrowser() ?? found;
  }
  if (found !== null) return found;
  say('Installing a browser…');
  await tried(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium']);
  const own = findBrowser();
  if (own !== null) return own;
  if (mayInstall()) {
    await tried('apt-get', ['update']);
    if (!(await tried('apt-get', ['install', '-y', HEADLESS]))) {
      await tried('apt-get', ['install', '-y', 'chromium']);
    }
  }
  const system = findBrowser();
  if (system !== null) return system;
  throw new SetupProblem(
    'No browser was found and none could be installed; install Chromium and set CHROMIUM_PATH to it, or run npx playwright install --with-deps chromium.',
  );
}
