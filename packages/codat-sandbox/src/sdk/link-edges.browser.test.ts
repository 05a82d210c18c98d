// Browser tests of Link's edge cases: left, refused, blocked, opened twice, removed from the page.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { advance } from '../../test/client';
import {
  atProvider,
  LINK_CALLBACKS,
  newestConnection,
  openStage,
  type Scene,
  type Stage,
} from '../../test/embedded/stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

const heading = (scene: Scene, name: string | RegExp) => scene.page.getByRole('heading', { name, level: 2 });
const press = (scene: Scene, name: string | RegExp) => scene.page.getByRole('button', { name }).click();
const close = (scene: Scene) => scene.page.getByRole('button', { name: 'Close' });

async function toConsent(scene: Scene): Promise<void> {
  await press(scene, 'Connect Accounting');
  await press(scene, 'Xero');
  await heading(scene, /^Share Xero/).waitFor();
}

describe('the X', () => {
  it('closes at once where nothing was begun', async () => {
    const scene = await stage.open();
    await scene.mount();
    await close(scene).click();
    expect(await scene.names()).toEqual(['onClose']);
  });

  it('asks in the middle of a step, keeps the focus inside the question, and closes after the answer only', async () => {
    const scene = await stage.open();
    await scene.mount();
    await toConsent(scene);
    await close(scene).click();
    const dialog = scene.page.getByRole('dialog', { name: 'You have not finished' });
    await dialog.waitFor();
    const focused = () =>
      scene.page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent);
    expect(await focused()).toBe('Finish connecting');
    await scene.page.keyboard.press('Tab');
    expect(await focused()).toBe('Exit without saving');
    await scene.page.keyboard.press('Tab');
    expect(await focused()).toBe('Finish connecting');
    await scene.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await heading(scene, /^Share Xero/).waitFor();
    expect(await scene.names()).toEqual([]);
    await close(scene).click();
    await press(scene, 'Exit without saving');
    expect(await scene.names()).toEqual(['onClose']);
    expect(await scene.complaints()).toEqual([]);
  });

  it('is not there without onClose, and the border goes when it is asked to', async () => {
    const scene = await stage.open();
    const callbacks = LINK_CALLBACKS.filter((name) => name !== 'onClose');
    await scene.mount({ callbacks, props: { options: { hideBorder: true } } });
    await heading(scene, 'Connect your data').waitFor();
    expect(await close(scene).count()).toBe(0);
    expect(await scene.page.locator('.frame.bordered').count()).toBe(0);
  });

  it('is not there with nonModal either', async () => {
    const scene = await stage.open();
    await scene.mount({ props: { options: { nonModal: true } } });
    await heading(scene, 'Connect your data').waitFor();
    expect(await close(scene).count()).toBe(0);
  });
});

describe('is refused, and says so to the customer and to the page,', () => {
  const refused = async (scene: Scene, errorCode: number) => {
    await heading(scene, 'This page cannot be shown').waitFor();
    const calls = await scene.calls();
    expect(calls.map(({ name }) => name)).toEqual(['onError']);
    expect(calls[0]?.args).toMatchObject({ errorCode, userRecoverable: false });
    expect(await scene.page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
  };

  it('without a token', async () => {
    const scene = await stage.open();
    await scene.mount({ props: { accessToken: '' } });
    await refused(scene, 401);
    expect(await scene.complaints()).toEqual([]);
  });

  it('with a changed token, which has an error of the service to show', async () => {
    const scene = await stage.open();
    await scene.mount({ props: { accessToken: `${scene.token.slice(0, -2)}xx` } });
    await refused(scene, 401);
    const args = (await scene.calls())[0]?.args;
    expect(args).toMatchObject({
      message: 'Unauthorized',
      correlationId: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });

  it('with the token of another company', async () => {
    const [scene, other] = [await stage.open(), await stage.open()];
    await scene.mount({ props: { accessToken: other.token } });
    await refused(scene, 403);
  });

  it('with a token that is a day old', async () => {
    const scene = await stage.open();
    await advance(stage.sandbox, 24 * 60 * 60 * 1000);
    await scene.mount();
    await refused(scene, 401);
  });

  it('on a page whose origin is not allowed', async () => {
    const scene = await stage.open();
    const cors = (allowedOrigins: string[]) =>
      stage.sandbox.call('POST', '/corsSettings', { body: { allowedOrigins } });
    await cors(['https://bank.example']);
    await scene.mount();
    await refused(scene, 403);
    await cors([stage.host.origin]);
  });
});

it('says that a lost answer can be tried again, and goes on where it was', async () => {
  const scene = await stage.open();
  await scene.page.route('**/embed/session*', (route) => route.abort());
  await scene.mount();
  await heading(scene, 'This page cannot be shown').waitFor();
  await scene.page.unroute('**/embed/session*');
  await press(scene, 'Try again');
  await toConsent(scene);
  await scene.page.route('**/link', (route) => route.fulfill({ status: 503, body: 'down' }));
  await press(scene, 'Next');
  await scene.page.getByRole('alert').waitFor();
  await scene.page.unroute('**/link');
  await press(scene, 'Next');
  await heading(scene, 'Finish at Xero').waitFor();
  const errors = (await scene.calls()).filter(({ name }) => name === 'onError');
  expect(errors.map(({ args }) => args)).toMatchObject([
    { userRecoverable: true },
    { userRecoverable: true },
  ]);
});

it('shows a link when the browser blocks the new tab, and goes on from there', async () => {
  const scene = await stage.open({ keepsTabs: true });
  await scene.page.evaluate(() => {
    window.open = () => null;
  });
  await scene.mount();
  await toConsent(scene);
  await press(scene, 'Next');
  await heading(scene, 'Open Xero to go on').waitFor();
  const link = scene.page.getByRole('link', { name: 'Open Xero' });
  const [tab] = await Promise.all([scene.page.waitForEvent('popup'), link.click()]);
  await tab.getByRole('button', { name: 'Sign in' }).click();
  await tab.getByRole('button', { name: 'Cancel' }).click();
  await heading(scene, 'Xero is not connected').waitFor();
  expect(await scene.names()).toEqual(['onConsent', 'onConnectionStarted']);
});

it('can stand on a page twice, each for itself', async () => {
  const scene = await stage.open();
  await scene.mount({ target: 'one' });
  await scene.mount({ target: 'two', props: { options: { text: { 'main.title': 'The other one' } } } });
  await heading(scene, 'The other one').waitFor();
  await scene.page.locator('#two').getByRole('button', { name: 'Close' }).click();
  await heading(scene, 'Connect your data').waitFor();
  expect(await scene.calls()).toEqual([{ name: 'onClose', target: 'two' }]);
  // Alone in its target, and as large: a page guards against a second mount by counting children.
  const box = await scene.page.locator('#one').evaluate((target) => {
    const [child, more] = target.children;
    return { more: more !== undefined, same: child?.clientHeight === target.clientHeight };
  });
  expect(box).toEqual({ more: false, same: true });
});

it('stops asking when the page takes it away', async () => {
  const scene = await stage.open();
  await scene.mount();
  await toConsent(scene);
  await press(scene, 'Next');
  await heading(scene, 'Finish at Xero').waitFor();
  const { id } = await newestConnection(stage.sandbox, scene.companyId);
  const isPoll = (url: string) => url.endsWith(`/embed/connections/${id}`);
  await scene.page.waitForRequest((request) => isPoll(request.url()));
  await scene.page.evaluate(() => document.getElementById('one')?.firstElementChild?.remove());
  await atProvider(stage.sandbox, scene.companyId, 'authorize');
  const later = scene.page.waitForRequest((request) => isPoll(request.url()), { timeout: 2500 });
  await expect(later).rejects.toThrow('Timeout');
  expect(await scene.names()).toEqual(['onConsent', 'onConnectionStarted']);
});

it('learns of a customer who finished in the other tab after turning to something else', async () => {
  const scene = await stage.open();
  await scene.mount();
  await toConsent(scene);
  await scene.page.getByRole('button', { name: 'Next' }).dblclick();
  await heading(scene, 'Finish at Xero').waitFor();
  await press(scene, 'Choose another');
  await press(scene, 'Back');
  await atProvider(stage.sandbox, scene.companyId, 'authorize');
  await expect.poll(() => scene.page.locator('.card').first().textContent()).toContain('Connected');
  await heading(scene, 'Connect your data').waitFor();
  // Pressed twice, done once.
  expect(await scene.names()).toEqual(['onConsent', 'onConnectionStarted', 'onConnection']);
});

it('moves the focus to the heading of each new screen, and to none of its own accord', async () => {
  const scene = await stage.open();
  const focused = () =>
    scene.page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent ?? null);
  await scene.mount();
  await heading(scene, 'Connect your data').waitFor();
  expect(await focused()).toBeNull();
  await press(scene, 'Connect Accounting');
  await expect.poll(focused).toBe('Choose your accounting software');
  await press(scene, 'Xero');
  await expect.poll(focused).toBe('Share Xero with Sandbox client');
  await press(scene, 'Back');
  await expect.poll(focused).toBe('Choose your accounting software');
  await press(scene, 'Français');
  await heading(scene, 'Choisissez votre logiciel comptable').waitFor();
});
