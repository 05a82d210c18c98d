// Fixture of the browser tests: a sandbox, a host page, one Chromium, and a company to connect.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from '@playwright/test';
import { createCompany, startForTest, type TestSandbox } from '../client';
import { type HostPage, serveHostPage } from './host-page';

export interface Call {
  name: string;
  target: string;
  args?: unknown;
}

export interface Mount {
  props?: Record<string, unknown>;
  module?: 'CodatLink' | 'CodatConnections';
  target?: 'one' | 'two';
  callbacks?: readonly string[];
}

export interface Scene {
  page: Page;
  companyId: string;
  token: string;
  mount(what?: Mount): Promise<void>;
  calls(): Promise<Call[]>;
  names(): Promise<string[]>;
  /** What the policy refused and what the console complained about. */
  complaints(): Promise<string[]>;
}

export interface OpenOptions {
  context?: BrowserContextOptions;
  language?: string;
  name?: string;
  /** The provider's pages are part of the test; else their tab is closed at once and the control API stands in. */
  keepsTabs?: boolean;
}

export interface Stage {
  sandbox: TestSandbox;
  host: HostPage;
  open(options?: OpenOptions): Promise<Scene>;
  /** The pages of a test that is over would slow down the next one. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export const LINK_CALLBACKS = [
  'onClose',
  'onError',
  'onFinish',
  'onConnection',
  'onConnectionStarted',
  'onConsent',
] as const;

export const DESKTOP = { viewport: { width: 460, height: 840 } };
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

function executable(): string {
  const names = [
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
  ];
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const all = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  const found = [process.env.CHROMIUM_PATH ?? '', chromium.executablePath(), ...all].find(
    (file) => file !== '' && existsSync(file),
  );
  if (!found) throw new Error('There is no Chromium: set CHROMIUM_PATH to one.');
  return found;
}

function launch(): Promise<Browser> {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const quiet = [
    '--disable-gpu',
    '--disable-background-networking',
    '--no-first-run',
    '--disable-component-update',
  ];
  return chromium.launch({ executablePath: executable(), args: [...asRoot, ...quiet] });
}

declare global {
  interface Window {
    calls: Call[];
    violations: string[];
    mountModule(what: object): Promise<void>;
  }
}

export async function tokenOf(sandbox: TestSandbox, companyId: string): Promise<string> {
  const answer: { accessToken: string } = await (
    await sandbox.call('GET', `/companies/${companyId}/accessToken`)
  ).json();
  return answer.accessToken;
}

export async function openStage(): Promise<Stage> {
  const sandbox = await startForTest({ syncSeconds: 0 });
  const host = await serveHostPage(sandbox.url);
  await sandbox.call('POST', '/corsSettings', { body: { allowedOrigins: [host.origin] } });
  const browser = await launch();

  async function open(options: OpenOptions = {}): Promise<Scene> {
    const { context = DESKTOP, language = 'en', name = 'Kestrel Bakery', keepsTabs = false } = options;
    const { id: companyId } = await createCompany(sandbox, name);
    const token = await tokenOf(sandbox, companyId);
    const page = await (await browser.newContext({ locale: language, ...context })).newPage();
    // Ends what hangs, also on a machine that has much else to do.
    page.setDefaultTimeout(60_000);
    if (!keepsTabs) page.on('popup', (tab) => void tab.close());
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await page.goto(`${host.origin}/?lang=${language}`);
    const calls = () => page.evaluate(() => window.calls);
    return {
      page,
      companyId,
      token,
      mount: ({ props = {}, module = 'CodatLink', target = 'one', callbacks = LINK_CALLBACKS } = {}) =>
        page.evaluate((what) => window.mountModule(what), {
          url: `${sandbox.url}/${module === 'CodatLink' ? 'link' : 'connections'}-sdk.js`,
          name: module,
          target,
          props: { companyId, accessToken: token, ...props },
          callbacks: [...callbacks],
        }),
      calls,
      names: async () => (await calls()).map((call) => call.name),
      complaints: async () => [...(await page.evaluate(() => window.violations)), ...errors],
    };
  }

  return {
    sandbox,
    host,
    open,
    async clear() {
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    async close() {
      await browser.close();
      await host.close();
      await sandbox.close();
    },
  };
}

/** The newest connection of a company, as the API knows it. */
export async function newestConnection(sandbox: TestSandbox, companyId: string) {
  const answer = await sandbox.call('GET', `/companies/${companyId}/connections`);
  const { results }: { results: { id: string; status: string; platformName: string }[] } =
    await answer.json();
  const newest = results.at(-1);
  if (!newest) throw new Error('The company has no connection.');
  return newest;
}

/** The customer's visit to the provider, without its pages. */
export async function atProvider(
  sandbox: TestSandbox,
  companyId: string,
  what: 'authorize' | 'cancel' | 'deauthorize',
  body: object = {},
): Promise<string> {
  const { id } = await newestConnection(sandbox, companyId);
  await sandbox.call('POST', `/_sandbox/companies/${companyId}/connections/${id}/${what}`, { body });
  return id;
}

/** A platform that was connected on an earlier day. */
export async function connectBefore(
  sandbox: TestSandbox,
  companyId: string,
  platformKey: string,
  organisation = 'Kestrel Bakery',
): Promise<void> {
  const path = `/_sandbox/companies/${companyId}/connections`;
  await sandbox.call('POST', path, { body: { platformKey, organisation } });
}
