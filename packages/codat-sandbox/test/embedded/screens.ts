// Walk through every screen of both modules, in either language, for tests of layout and wording.

import type { Language } from '../../src/sdk/browser/language';
import { wordsOf } from '../../src/sdk/browser/words';
import type { Words } from '../../src/sdk/browser/words-en';
import type { TestSandbox } from '../client';
import { atProvider, connectBefore, type Mount, type Scene } from './stage';

interface Walk {
  scene: Scene;
  sandbox: TestSandbox;
  words: Words;
  press(name: string): Promise<void>;
}

export interface ScreenCase {
  name: string;
  /** What was connected before the page was opened. */
  before?: readonly (readonly [platformKey: string, organisation?: string])[];
  mount?: Omit<Mount, 'target'>;
  go?(walk: Walk): Promise<void>;
  /** The heading that says the screen is there. */
  heading(words: Words): string;
}

const TEXT = {
  companyName: 'Northbank',
  'accounting.consents.subtitle':
    'Northbank reads your books **once a month** to keep your limit up to date. You can stop at any time.',
  'accounting.consents.purpose': 'To decide on your credit and to review it:\n\n- your sales\n- what you owe',
  'accounting.consents.access': 'Northbank reads. It never changes your books.',
  'accounting.consents.accountInformation': 'The name and address of your business.',
  'accounting.consents.retention': 'Six years after your account is closed.',
  'accounting.consents.termsAndConditions':
    'By going on you agree to the [terms](https://bank.example/terms).',
  'accounting.additionalConsents.title': 'Use your data for an overdraft, too',
  'accounting.additionalConsents.subtitle': 'Northbank would like to use your {platformName} data once more.',
  'accounting.additionalConsents.termsAndConditions': 'You agree to the [terms](https://bank.example/terms).',
};

const FULL = {
  text: TEXT,
  sourceTypes: {
    accounting: {
      optional: false,
      enableIntegrations: true,
      enableFileUpload: true,
      dataTypes: ['Invoices', 'Balance sheet', 'Profit and loss'],
    },
    banking: { optional: true, enableIntegrations: true },
    commerce: { optional: true, enableIntegrations: true },
    businessDocuments: { optional: true, enableFileUpload: true },
  },
};
const full = (more: object = {}): { props: { options: object } } => ({
  props: { options: { ...FULL, ...more } },
});

const toKind = async ({ words, press }: Walk, kind: 'accounting' | 'banking') =>
  press(`${words.connect} ${words.kinds[kind]}`);

async function toConsent(walk: Walk): Promise<void> {
  await toKind(walk, 'accounting');
  await walk.press('Xero');
}

async function toWaiting(walk: Walk): Promise<void> {
  await toConsent(walk);
  await walk.press(walk.words.next);
  await walk.scene.page.getByRole('heading', { name: walk.words.waitingTitle('Xero') }).waitFor();
}

async function chooseFiles({ scene, words }: Walk): Promise<void> {
  const files = ['Accounts 2025.pdf', 'notes.txt'].map((name) => ({
    name,
    mimeType: 'application/octet-stream',
    buffer: Buffer.from('x'),
  }));
  await scene.page.getByLabel(words.chooseFiles).setInputFiles(files);
}

const PAST = [
  ['gbol', 'Kestrel Bakery Ltd'],
  ['natwest_uk', 'Kestrel Bakery'],
] as const;
const CONNECTIONS = {
  module: 'CodatConnections',
  callbacks: ['onClose', 'onError', 'onDisconnect', 'onReconnect'],
  props: { options: { text: { 'accounting.connectionDetails.dataTypes': ['Invoices', 'Suppliers'] } } },
} as const;

export const SCREENS: readonly ScreenCase[] = [
  { name: 'landing', mount: full({ showLandingPage: true }), heading: (w) => w.landingTitle('Northbank') },
  { name: 'main', mount: full(), heading: (w) => w.mainTitle },
  { name: 'main-done', before: PAST, mount: full(), heading: (w) => w.mainTitle },
  {
    name: 'platforms',
    mount: full(),
    go: (walk) => toKind(walk, 'accounting'),
    heading: (w) => w.platformsTitle.accounting,
  },
  {
    name: 'nothing-found',
    mount: full(),
    async go(walk) {
      await toKind(walk, 'banking');
      await walk.scene.page.getByLabel(walk.words.search).fill('Moonbank');
    },
    heading: (w) => w.platformsTitle.banking,
  },
  {
    name: 'consent',
    mount: full(),
    async go(walk) {
      await toConsent(walk);
      await walk.scene.page.getByText(walk.words.sections.purpose, { exact: true }).click();
    },
    heading: (w) => w.consentTitle('Xero', 'Northbank'),
  },
  { name: 'waiting', mount: full(), go: toWaiting, heading: (w) => w.waitingTitle('Xero') },
  {
    name: 'blocked',
    mount: full(),
    async go(walk) {
      await walk.scene.page.evaluate(() => {
        window.open = () => null;
      });
      await toConsent(walk);
      await walk.press(walk.words.next);
    },
    heading: (w) => w.blockedTitle('Xero'),
  },
  {
    name: 'declined',
    mount: full(),
    async go(walk) {
      await toWaiting(walk);
      await atProvider(walk.sandbox, walk.scene.companyId, 'cancel');
    },
    heading: (w) => w.declinedTitles.cancelled('Xero'),
  },
  {
    name: 'connected-bank',
    mount: full(),
    async go(walk) {
      await toKind(walk, 'banking');
      await walk.press('NatWest');
      await walk.press(walk.words.next);
      await walk.scene.page.getByRole('heading', { name: walk.words.waitingTitle('NatWest') }).waitFor();
      await atProvider(walk.sandbox, walk.scene.companyId, 'authorize');
    },
    heading: (w) => w.connectedTitle('NatWest'),
  },
  {
    name: 'upload',
    mount: full(),
    async go(walk) {
      await walk.press(`${walk.words.upload} ${walk.words.kinds.businessDocuments}`);
      await chooseFiles(walk);
      await walk.scene.page.getByRole('alert').waitFor();
    },
    heading: (w) => w.uploadTitle.businessDocuments,
  },
  {
    name: 'uploaded',
    mount: full(),
    async go(walk) {
      await walk.press(`${walk.words.upload} ${walk.words.kinds.businessDocuments}`);
      await chooseFiles(walk);
      await walk.press(walk.words.uploadButton(1));
    },
    heading: (w) => w.uploadedTitle,
  },
  {
    name: 'additional',
    before: PAST,
    mount: full({ enableAdditionalConsent: true }),
    heading: () => 'Use your data for an overdraft, too',
  },
  {
    name: 'manage',
    before: PAST,
    mount: full(),
    go: ({ press, words }) => press(words.manage),
    heading: (w) => w.manageTitle,
  },
  {
    name: 'disconnect',
    before: PAST,
    mount: full(),
    async go({ press, words }) {
      await press(words.manage);
      await press(`${words.disconnect} Xero`);
    },
    heading: (w) => w.disconnectTitle('Xero'),
  },
  {
    name: 'entity',
    before: [['qhyg', 'Kestrel Bakery Ltd']],
    mount: full(),
    async go({ scene, sandbox, press, words }) {
      const name = 'QuickBooks Online';
      await press(words.manage);
      await press(`${words.disconnect} ${name}`);
      await press(words.disconnect);
      await press(`${words.reconnect} ${name}`);
      await scene.page.getByRole('heading', { name: words.waitingTitle(name) }).waitFor();
      await atProvider(sandbox, scene.companyId, 'authorize', { organisation: 'Somebody Else Ltd' });
    },
    heading: (w) => w.entityTitle,
  },
  {
    name: 'overlay',
    mount: full(),
    async go(walk) {
      await toConsent(walk);
      await walk.press(walk.words.close);
    },
    heading: (w) => w.leaveTitle,
  },
  { name: 'refused', mount: { props: { accessToken: '' } }, heading: (w) => w.failedTitle },
  { name: 'connections', before: PAST, mount: CONNECTIONS, heading: (w) => w.manageTitleLong },
];

export async function walkTo(
  scene: Scene,
  sandbox: TestSandbox,
  language: Language,
  one: ScreenCase,
): Promise<void> {
  const words = wordsOf(language);
  for (const [platformKey, organisation] of one.before ?? []) {
    await connectBefore(sandbox, scene.companyId, platformKey, organisation);
  }
  await scene.mount(one.mount);
  const press = (name: string) => scene.page.getByRole('button', { name, exact: true }).click();
  await one.go?.({ scene, sandbox, words, press });
  await scene.page.getByRole('heading', { name: one.heading(words), exact: true }).waitFor();
}
