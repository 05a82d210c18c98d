// Playwright journeys: presenter's actions that affect every business, on a stack of their own so that no other journey is disturbed.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { connectDatabase } from '../../../db/client';
import { dropClockOffset, readClockOffset } from '../../../db/queries/demo-clock';
import { startStack } from '../../../scripts/stack';
import { freePort } from '../../free-port';
import { SandboxControl } from '../../sandbox-control';
import { say, WORDS } from '../../words';

const DAY_MS = 86_400_000;
const { demo, connections, home } = WORDS.en;

interface OwnStack {
  appUrl: string;
  control: SandboxControl;
  /** Milliseconds by which the app's clock is ahead. */
  clockOffset(): Promise<number>;
  reset(): Promise<void>;
}

const test = base.extend<object, { own: OwnStack }>({
  own: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to know what a fixture needs.
    async ({}, use) => {
      const dataDir = await mkdtemp(path.join(os.tmpdir(), 'accord-director-'));
      const [appPort, sandboxPort] = [await freePort(), await freePort()];
      const stack = await startStack({
        appPort,
        sandboxPort,
        dataDir,
        app: 'start',
        syncSeconds: 1,
        pollSeconds: 0,
      });
      const control = new SandboxControl(stack.sandboxUrl);
      const { db, close } = connectDatabase(stack.databaseUrl);
      await use({
        appUrl: stack.appUrl,
        control,
        clockOffset: () => readClockOffset(db),
        async reset() {
          await control.reset();
          await dropClockOffset(db, new Date());
        },
      });
      await close();
      await stack.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  baseURL: async ({ own }, use) => use(own.appUrl),
});

// One after another: each of them changes what the others would see.
test.describe.configure({ mode: 'default' });
test.beforeEach(async ({ own, request }) => {
  await own.reset();
  // The app follows the demo's clock with a short delay.
  await expect.poll(async () => (await request.get('/demo')).text()).toContain(demo.clock.inStep);
});

const scenarioCard = (page: Page, id: keyof typeof demo.scenario) =>
  page.getByRole('listitem').filter({
    has: page.getByRole('heading', { level: 3, name: demo.scenario[id].title }),
  });

async function start(page: Page, id: keyof typeof demo.scenario, name: string): Promise<void> {
  await page.goto('/demo');
  await scenarioCard(page, id)
    .getByRole('button', { name: say(demo.start, { name }) })
    .click();
  await expect(page).not.toHaveURL(/\/demo/);
}

test('the clocks move together by each step, and due events happen', async ({ page, own }) => {
  await start(page, 'more-data', 'Owen');
  await page.goto('/demo');
  await expect(page.getByText(demo.clock.inStep)).toBeVisible();
  let expected = 0;
  for (const [step, ms] of [
    ['hour', DAY_MS / 24],
    ['day', DAY_MS],
    ['month', 30 * DAY_MS],
    ['quarter', 90 * DAY_MS],
  ] as const) {
    await page.getByRole('button', { name: demo.clock[step], exact: true }).click();
    expected += ms;
    await expect.poll(async () => (await own.control.state()).offsetMs).toBe(expected);
    await expect.poll(() => own.clockOffset()).toBe(expected);
  }
  await expect(page.getByText(say(demo.clock.ahead, { distance: '121 days and 1 hour' }))).toBeVisible();
  await expect(page.getByText(demo.news['clock-moved'])).toBeVisible();
  // Months later the person is still signed in, and is told what happened meanwhile.
  const news = page.getByText(say(home.news['still-sharing'].title, { product: 'Business insights' }));
  // Expiry of all agreements runs a moment after the clock has moved.
  await expect
    .poll(async () => {
      await page.goto('/home');
      return news.count();
    })
    .toBe(1);
  await page.goto('/connections');
  // The bank's time is over, whether or not its status says so (docs/codat.md#bank-access).
  await expect(page.getByText(connections.state.lapsed, { exact: true }).first()).toBeVisible();
  await expect(page.getByText(connections.state.Linked, { exact: true })).toBeVisible();
});

test('a fault for every business stops the next start, says why, and is removed with all others', async ({
  page,
}) => {
  await page.goto('/demo');
  await expect(page.getByLabel(demo.faults.reach)).toHaveText(demo.faults.all);
  for (const kind of ['down', 'garbage'] as const) {
    await page.getByLabel(demo.faults.what).selectOption(demo.faults.kind[kind]);
    await page.getByLabel(demo.faults.calls).selectOption(demo.faults.always);
    await page.getByRole('button', { name: demo.faults.add, exact: true }).click();
    await expect(page.getByRole('listitem').filter({ hasText: demo.faults.kind[kind] })).toBeVisible();
  }
  await scenarioCard(page, 'first-time')
    .getByRole('button', { name: say(demo.start, { name: 'Maya' }) })
    .click();
  await expect(page.getByText(demo.news['not-started'])).toBeVisible();
  await page.getByRole('button', { name: demo.faults.takeBackAll }).click();
  await expect(page.getByText(demo.news['faults-gone'])).toBeVisible();
  await expect(page.getByText(demo.faults.none, { exact: true })).toBeVisible();
  await start(page, 'first-time', 'Maya');
});

test('going on leads back to the same business; starting again makes another', async ({ page, context }) => {
  await start(page, 'stop-sharing', 'Grace');
  await page.goto('/consents/cash-flow/pause');
  await page.getByRole('button', { name: WORDS.en.consents.pauseAsk.pause, exact: true }).click();
  await expect(page).toHaveURL('/consents/cash-flow');
  const first = (await context.cookies()).find(({ name }) => name === 'accord.session')?.value;
  await start(page, 'first-time', 'Maya');
  await page.goto('/demo');
  const card = scenarioCard(page, 'stop-sharing');
  await expect(card.getByText(/^Last started /)).toBeVisible();
  await card.getByRole('button', { name: demo.goOn }).click();
  await expect(page).toHaveURL('/consents');
  await expect(page.getByText(WORDS.en.consents.standing.paused, { exact: true })).toBeVisible();
  expect((await context.cookies()).find(({ name }) => name === 'accord.session')?.value).not.toBe(first);
  await start(page, 'stop-sharing', 'Grace');
  await expect(page.getByText(WORDS.en.consents.standing.given, { exact: true })).toHaveCount(2);
});

test('resetting everything says what it costs first, and leaves no company at Codat', async ({
  page,
  own,
}) => {
  await start(page, 'another-platform', 'Priya');
  await page.goto('/demo');
  await page.getByRole('button', { name: demo.clock.day, exact: true }).click();
  await expect(page.getByText(demo.news['clock-moved'])).toBeVisible();
  const everything = page.getByRole('button', { name: demo.reset.all });
  await expect(everything).toBeHidden();
  await page.locator('summary').filter({ hasText: demo.reset.all }).click();
  await expect(page.getByText(demo.reset.allConsequence)).toBeVisible();
  await everything.click();
  await expect(page.getByText(demo.news['all-reset'])).toBeVisible();
  await expect(page.getByText(demo.clock.inStep)).toBeVisible();
  expect(await own.control.state()).toMatchObject({ totalCompanies: 0, offsetMs: 0 });
  expect(await own.clockOffset()).toBe(0);
  // A business that was reset at Codat cannot be continued.
  await expect(page.getByRole('button', { name: demo.goOn })).toHaveCount(0);
  await page.goto('/connections');
  await expect(page).toHaveURL(/\/sign-in\?/);
});

test('the way to Codat’s own control page, and the way here from the start page', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: demo.openFromStart }).click();
  await expect(page.getByRole('heading', { level: 1, name: demo.heading })).toBeVisible();
  await page.getByRole('link', { name: demo.control }).click();
  await expect(page).toHaveURL(/\/_sandbox\/ui\/$/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('every control works as a plain form', async ({ page, own }) => {
    await page.goto('/demo');
    await page.getByRole('button', { name: demo.clock.day, exact: true }).click();
    await expect(page.getByText(demo.news['clock-moved'])).toBeVisible();
    expect((await own.control.state()).offsetMs).toBe(DAY_MS);
    await page.getByRole('button', { name: demo.faults.add, exact: true }).click();
    await expect(page.getByText(demo.news['fault-added'])).toBeVisible();
    await page.getByRole('button', { name: `${demo.faults.takeBack} ${demo.faults.kind.down}` }).click();
    await expect(page.getByText(demo.news['fault-gone'])).toBeVisible();
    await start(page, 'more-data', 'Owen');
    await expect(page).toHaveURL('/products/cash-flow/consent');
  });
});
