// Browser tests of the Connections module on a plain page with a strict policy: list, close, reopen.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { advance } from '../../test/client';
import {
  atProvider,
  connectBefore,
  newestConnection,
  openStage,
  type Scene,
  type Stage,
  tokenOf,
} from '../../test/embedded/stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

const CALLBACKS = ['onClose', 'onError', 'onDisconnect', 'onReconnect'];
const DAY_MS = 24 * 60 * 60 * 1000;
const heading = (scene: Scene, name: string | RegExp) => scene.page.getByRole('heading', { name, level: 2 });
const press = (scene: Scene, name: string | RegExp) => scene.page.getByRole('button', { name }).click();

function show(scene: Scene, props: object = {}): Promise<void> {
  // There is no companyId: the token says which company.
  return scene.mount({
    module: 'CodatConnections',
    callbacks: CALLBACKS,
    props: { companyId: undefined, ...props },
  });
}

it('shows what is and was shared, with its dates, and nothing that was only begun', async () => {
  const scene = await stage.open();
  const { sandbox } = stage;
  await connectBefore(sandbox, scene.companyId, 'natwest_uk');
  await atProvider(sandbox, scene.companyId, 'deauthorize');
  await connectBefore(sandbox, scene.companyId, 'gbol', 'Kestrel Bakery Ltd');
  await sandbox.call('POST', `/companies/${scene.companyId}/connections`, { body: { platformKey: 'exgd' } });
  const company: { created: string } = await (
    await sandbox.call('GET', `/companies/${scene.companyId}`)
  ).json();
  const begun = new Intl.DateTimeFormat('en', { dateStyle: 'long' }).format(new Date(company.created));
  await advance(sandbox, 40 * DAY_MS);
  await show(scene, { accessToken: await tokenOf(sandbox, scene.companyId) });
  await heading(scene, 'Manage connected accounts').waitFor();
  const cards = await scene.page.locator('.card').allInnerTexts();
  expect(cards).toHaveLength(2);
  expect(cards[0]).toMatch(/NatWest[\s\S]*Access has ended[\s\S]*Reconnect/);
  expect(cards[1]).toMatch(/Xero[\s\S]*Kestrel Bakery Ltd[\s\S]*Connected[\s\S]*Disconnect/);
  expect(cards[1]).toContain(`First connected ${begun}`);
  expect(cards[1]).toContain('Last read');
  expect(await scene.complaints()).toEqual([]);
});

it('disconnects after a question that names the data, and reconnects in a new tab', async () => {
  const scene = await stage.open();
  await connectBefore(stage.sandbox, scene.companyId, 'gbol');
  const text = { 'accounting.connectionDetails.dataTypes': ['Invoices', 'Suppliers'] };
  const accessToken = await tokenOf(stage.sandbox, scene.companyId);
  await show(scene, { accessToken, options: { text } });
  await press(scene, 'Disconnect Xero');
  await heading(scene, 'Disconnect Xero?').waitFor();
  expect(await scene.page.getByRole('listitem').allInnerTexts()).toEqual(['Invoices', 'Suppliers']);
  await press(scene, 'Disconnect');
  await scene.page.getByText('Disconnected').waitFor();
  const { id, status } = await newestConnection(stage.sandbox, scene.companyId);
  expect(status).toBe('Unlinked');
  await press(scene, 'Reconnect Xero');
  await heading(scene, 'Finish at Xero').waitFor();
  await atProvider(stage.sandbox, scene.companyId, 'cancel');
  await heading(scene, 'Xero is not connected').waitFor();
  await press(scene, 'Try again');
  await heading(scene, 'Finish at Xero').waitFor();
  await atProvider(stage.sandbox, scene.companyId, 'authorize');
  await heading(scene, 'Xero is connected').waitFor();
  await press(scene, 'Continue');
  await scene.page.getByRole('button', { name: 'Close' }).click();
  expect(await scene.calls()).toEqual([
    { name: 'onDisconnect', target: 'one', args: { connectionId: id } },
    { name: 'onReconnect', target: 'one', args: { connectionId: id } },
    { name: 'onClose', target: 'one' },
  ]);
  expect(await scene.complaints()).toEqual([]);
});

it('is refused with a bad token', async () => {
  const scene = await stage.open();
  await show(scene, { accessToken: 'none' });
  await heading(scene, 'This page cannot be shown').waitFor();
  expect(await scene.calls()).toMatchObject([
    { name: 'onError', args: { errorCode: 401, userRecoverable: false } },
  ]);
});
