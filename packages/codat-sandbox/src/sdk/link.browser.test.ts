// Browser tests of Link on a plain page with a strict policy: every step, and its callbacks in order.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  atProvider,
  connectBefore,
  DESKTOP,
  newestConnection,
  openStage,
  PHONE,
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

const CONSENT = {
  companyName: 'Northbank',
  'accounting.consents.title': 'Share {platformName} with {companyName}',
  'accounting.consents.subtitle': 'You stay in **control**.',
  'accounting.consents.purpose': 'To decide on your loan.\n\n- Once\n- Then monthly',
  'accounting.consents.headers.purpose': 'Why {companyName} asks',
  'accounting.consents.retention': 'For [six years](https://bank.example/retention).',
  'accounting.consents.termsAndConditions': 'See our [terms](javascript:alert(1)).',
  'accounting.consents.nextButton': 'I agree',
};
const ACCOUNTING = { optional: false, enableIntegrations: true, dataTypes: ['Invoices', 'Balance sheet'] };

/** Through the pages of the provider, in the tab they open in. */
async function signInAtProvider(scene: Scene, open: () => Promise<void>): Promise<string> {
  const [tab] = await Promise.all([scene.page.waitForEvent('popup'), open()]);
  await tab.getByRole('button', { name: 'Sign in' }).click();
  await tab.getByRole('button', { name: 'Authorise' }).click();
  await tab.getByText('You can close this tab').waitFor();
  const opener = await tab.evaluate(() => String(window.opener));
  await tab.close();
  return opener;
}

describe.each([
  ['460 × 840', DESKTOP],
  ['a phone', PHONE],
])('on %s', (_, context) => {
  it('goes from the list of types over the consent to the provider and back', async () => {
    const scene = await stage.open({ context, keepsTabs: true });
    const options = {
      text: CONSENT,
      sourceTypes: { accounting: ACCOUNTING },
      theme: { colors: { primary: '#fd0' } },
    };
    await scene.mount({ props: { options } });
    await heading(scene, 'Connect your data').waitFor();
    expect(await scene.page.getByRole('button', { name: 'Complete' }).getAttribute('aria-disabled')).toBe(
      'true',
    );
    await press(scene, 'Connect Accounting');
    await scene.page.getByLabel('Search').fill('XERO');
    expect(await scene.page.locator('.choice').count()).toBe(1);
    await press(scene, 'Xero');
    await heading(scene, 'Share Xero with Northbank').waitFor();
    expect(await scene.page.locator('summary').allInnerTexts()).toEqual([
      'Why Northbank asks',
      'Platform data',
      'Retention',
    ]);
    // A link that is none stays text, so nothing can be run through it.
    expect(await scene.page.locator('a[href^="javascript"]').count()).toBe(0);
    expect(await scene.names()).toEqual([]);
    expect(await signInAtProvider(scene, () => press(scene, 'I agree'))).toBe('null');
    await heading(scene, 'Xero is connected').waitFor();
    await press(scene, 'Continue');
    await press(scene, 'Complete');

    const connection = await newestConnection(stage.sandbox, scene.companyId);
    const args = {
      connectionId: connection.id,
      integrationId: '0f20c943-12d0-4800-9f6c-d218f62d494c',
      integrationKey: 'gbol',
      platformName: 'Xero',
      sourceId: '8a156a5a-39cb-4f9d-856e-76ef9b9a9607',
      sourceType: 'Accounting',
    };
    const text = [
      '# Share Xero with Northbank',
      'You stay in **control**.',
      '## Why Northbank asks',
      'To decide on your loan.',
      '- Once\n- Then monthly',
      '## Platform data',
      '- Invoices\n- Balance sheet',
      '## Retention',
      'For [six years](https://bank.example/retention).',
      'See our [terms](javascript:alert(1)).',
    ].join('\n\n');
    expect(await scene.calls()).toEqual([
      { name: 'onConsent', target: 'one', args: { text } },
      { name: 'onConnectionStarted', target: 'one', args },
      { name: 'onConnection', target: 'one', args },
      { name: 'onFinish', target: 'one' },
    ]);
    expect(connection.status).toBe('Linked');
    expect(await scene.complaints()).toEqual([]);
  });

  it('offers another try and another choice when the customer cancels', async () => {
    const scene = await stage.open({ context });
    await scene.mount();
    await press(scene, 'Connect Accounting');
    await press(scene, 'FreeAgent');
    await press(scene, 'Next');
    await heading(scene, 'Finish at FreeAgent').waitFor();
    await atProvider(stage.sandbox, scene.companyId, 'cancel');
    await heading(scene, 'FreeAgent is not connected').waitFor();
    await press(scene, 'Try again');
    await heading(scene, 'Finish at FreeAgent').waitFor();
    await atProvider(stage.sandbox, scene.companyId, 'cancel', { reason: 500 });
    await heading(scene, 'FreeAgent could not be connected').waitFor();
    await press(scene, 'Choose another');
    await press(scene, 'FreeAgent');
    await press(scene, 'Next');
    await heading(scene, 'Finish at FreeAgent').waitFor();
    const id = await atProvider(stage.sandbox, scene.companyId, 'authorize');
    await heading(scene, 'FreeAgent is connected').waitFor();
    const calls = await scene.calls();
    expect(calls.map(({ name }) => name)).toEqual([
      'onConsent',
      'onConnectionStarted',
      'onConsent',
      'onConnectionStarted',
      'onConnection',
    ]);
    // The waiting connection was taken up again; a second one would be a stray.
    expect(calls.at(-1)?.args).toMatchObject({ connectionId: id });
    const list = await stage.sandbox.call('GET', `/companies/${scene.companyId}/connections`);
    expect((await list.json()).totalResults).toBe(1);
    expect(await scene.complaints()).toEqual([]);
  });
});

it('asks banks for one account after the other, and lists the banks behind TrueLayer', async () => {
  const scene = await stage.open();
  const banking = { optional: false, enableIntegrations: true, allowedIntegrations: ['upvr'] };
  await scene.mount({ props: { options: { sourceTypes: { banking }, showSandboxIntegrations: false } } });
  await press(scene, 'Connect Banking');
  await heading(scene, 'Choose your bank').waitFor();
  expect(await scene.page.locator('.choice').allInnerTexts()).toEqual(['Barclays', 'Lloyds Bank', 'NatWest']);
  for (const bank of ['NatWest', 'Barclays']) {
    await press(scene, bank);
    await press(scene, 'Next');
    await heading(scene, `Finish at ${bank}`).waitFor();
    await atProvider(stage.sandbox, scene.companyId, 'authorize');
    await heading(scene, `${bank} is connected`).waitFor();
    await press(scene, bank === 'NatWest' ? 'Connect another account' : 'Continue');
  }
  await scene.page.getByText('NatWest, Barclays').waitFor();
  expect(await scene.page.getByRole('button', { name: 'Add another' }).textContent()).toContain(
    'Recommended',
  );
  expect((await scene.names()).filter((name) => name === 'onConnection')).toHaveLength(2);
});

it('goes straight to Plaid when it is the only bank integration, without a list of data', async () => {
  const scene = await stage.open();
  const banking = {
    optional: true,
    enableIntegrations: true,
    allowedIntegrations: ['suuo'],
    dataTypes: ['Transactions'],
  };
  const text = {
    'landing.title': 'Welcome to {companyName}',
    companyName: 'Northbank',
    'landing.nextButton': 'Go',
  };
  await scene.mount({ props: { options: { sourceTypes: { banking }, showLandingPage: true, text } } });
  await heading(scene, 'Welcome to Northbank').waitFor();
  await press(scene, 'Go');
  await press(scene, 'Connect Banking');
  await heading(scene, 'Share Plaid with Northbank').waitFor();
  expect(await scene.page.locator('summary').count()).toBe(0);
});

it('takes files, refuses wrong ones before sending, and tells the page once', async () => {
  const scene = await stage.open();
  const sourceTypes = { businessDocuments: { optional: false, enableFileUpload: true } };
  await scene.mount({ props: { options: { sourceTypes } } });
  await press(scene, 'Upload files Business documents');
  const file = (name: string, size = 10) => ({
    name,
    mimeType: 'application/pdf',
    buffer: Buffer.alloc(size, 'x'),
  });
  const files = [
    file('accounts 2025.pdf'),
    file('photo.HEIC'),
    file('large.pdf', 10 * 1024 * 1024 + 1),
    file('é.csv', 400_000),
  ];
  await scene.page.getByLabel('Choose files').setInputFiles(files);
  expect(await scene.page.getByRole('alert').allInnerTexts()).toEqual([
    'photo.HEIC: this type of file is not accepted.',
    'large.pdf: larger than 10 MB.',
  ]);
  await press(scene, 'Upload 2 files');
  await heading(scene, 'Your files are uploaded').waitFor();
  await press(scene, 'Continue');
  await press(scene, 'Complete');
  const connection = await newestConnection(stage.sandbox, scene.companyId);
  const calls = await scene.calls();
  expect(calls.map(({ name }) => name)).toEqual(['onConnection', 'onFinish']);
  expect(calls[0]?.args).toMatchObject({
    connectionId: connection.id,
    platformName: 'Business documents',
    sourceType: 'Other',
  });
  expect(connection.status).toBe('Linked');
  const list = await stage.sandbox.call('GET', `/companies/${scene.companyId}/files`);
  expect(await list.json()).toMatchObject([
    { fileName: 'accounts 2025.pdf', displayName: 'accounts 2025', sourceType: 'Other' },
    { fileName: 'é.csv', displayName: 'é', sourceType: 'Other' },
  ]);
  expect(await scene.complaints()).toEqual([]);
});

it('asks a returning customer for another use, once, and without another sign-in', async () => {
  const scene = await stage.open();
  await connectBefore(stage.sandbox, scene.companyId, 'gbol');
  const text = {
    companyName: 'Northbank',
    'accounting.additionalConsents.title': 'One more use of {platformName}',
    'accounting.additionalConsents.termsAndConditions': 'To offer you an overdraft.',
    // Nothing of this kind is connected, so the window asks nothing.
    'commerce.additionalConsents.title': 'One more use of your sales',
  };
  const props = { options: { enableAdditionalConsent: true, text } };
  await scene.mount({ props });
  await heading(scene, 'One more use of Xero').waitFor();
  await press(scene, 'Agree');
  await heading(scene, 'Connect your data').waitFor();
  expect(await scene.calls()).toEqual([
    {
      name: 'onConsent',
      target: 'one',
      args: { text: '# One more use of Xero\n\nTo offer you an overdraft.' },
    },
  ]);
  expect(scene.page.context().pages()).toHaveLength(1);
  await scene.page.reload();
  await scene.mount({ props });
  await heading(scene, 'Connect your data').waitFor();
  expect(await scene.calls()).toEqual([]);
});

it('disconnects, reconnects in a new tab, and asks when it is another legal entity', async () => {
  const scene = await stage.open();
  await connectBefore(stage.sandbox, scene.companyId, 'qhyg', 'Kestrel Bakery Ltd');
  await scene.mount();
  await press(scene, 'Manage connections');
  await press(scene, 'Disconnect QuickBooks Online');
  await heading(scene, 'Disconnect QuickBooks Online?').waitFor();
  await press(scene, 'Disconnect');
  await scene.page.getByText('Disconnected').waitFor();
  expect(await newestConnection(stage.sandbox, scene.companyId)).toMatchObject({ status: 'Unlinked' });

  const reconnect = async (organisation: string) => {
    await press(scene, 'Reconnect QuickBooks Online');
    await heading(scene, 'Finish at QuickBooks Online').waitFor();
    await atProvider(stage.sandbox, scene.companyId, 'authorize', { organisation });
  };
  await reconnect('Somebody Else Ltd');
  await heading(scene, 'This is another business').waitFor();
  await scene.page.getByText('Until now you shared Kestrel Bakery Ltd.').waitFor();
  await press(scene, 'Go back');
  await heading(scene, 'Manage connections').waitFor();
  await scene.page.getByText('Kestrel Bakery Ltd').waitFor();
  expect(await newestConnection(stage.sandbox, scene.companyId)).toMatchObject({ status: 'Unlinked' });
  expect(await scene.names()).toEqual([]);

  await reconnect('Somebody Else Ltd');
  await press(scene, 'Share Somebody Else Ltd');
  await heading(scene, 'QuickBooks Online is connected').waitFor();
  await press(scene, 'Continue');
  expect(await newestConnection(stage.sandbox, scene.companyId)).toMatchObject({ status: 'Linked' });
  expect(await scene.names()).toEqual(['onConnection']);
  // Confirmed is confirmed: the same business is not asked about again.
  await press(scene, 'Disconnect QuickBooks Online');
  await press(scene, 'Disconnect');
  await reconnect('Somebody Else Ltd');
  await heading(scene, 'QuickBooks Online is connected').waitFor();
  expect(await scene.complaints()).toEqual([]);
});
