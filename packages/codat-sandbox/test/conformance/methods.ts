// Calls of every SDK method: arguments, documented status codes, and the expected answer.
import type { TestSandbox } from '../client';
import type { Scene } from './stage';

/** What Codat lists for nearly every call; the SDK makes an ErrorMessage of these and an SDKError of the rest. */
const USUAL = [401, 402, 403, 404, 429, 500, 503];
const WITH_400 = [400, ...USUAL];
const NO_404 = USUAL.filter((code) => code !== 404);

interface Method {
  on: string;
  codes: readonly number[];
  call(sdk: TestSandbox['sdk'], scene: Scene): Promise<unknown>;
  /** What a good day brings, as the SDK hands it out; undefined: nothing. */
  gives?: object;
}

const C = '/companies/:companyId';
const K = `${C}/connections`;
const P = `${C}/products/:productIdentifier`;
const productIdentifier = 'cash-flow';
const allowedOrigins = ['http://127.0.0.1:3000'];
const unlinked = { status: 'Unlinked' } as const;
const consumer = { url: 'http://127.0.0.1:4779/hook', eventTypes: ['connection.created'] };
const setting = { dataType: 'invoices', fetchOnFirstLink: true, syncSchedule: 24, syncOrder: 0 } as const;

export const METHODS: Record<string, Method> = {
  'companies.list': {
    on: 'GET /companies',
    codes: WITH_400,
    call: (sdk) =>
      sdk.companies.list({ page: 1, pageSize: 2, query: 'name~a', orderBy: '-created', tags: 'a!=b' }),
    gives: { pageNumber: 1, pageSize: 2, links: { self: { href: '/companies' } } },
  },
  'companies.create': {
    on: 'POST /companies',
    codes: [400, ...NO_404],
    call: (sdk) => sdk.companies.create({ name: 'Company (Codat[1])', tags: { a: 'b' } }),
    gives: { name: 'Company Codat1', tags: { a: 'b' }, products: [], dataConnections: [] },
  },
  'companies.get': {
    on: `GET ${C}`,
    codes: USUAL,
    call: (sdk, { companyId }) => sdk.companies.get({ companyId }),
    gives: { products: [productIdentifier] },
  },
  'companies.replace': {
    on: `PUT ${C}`,
    codes: USUAL,
    call: (sdk, { companyId }) => sdk.companies.replace({ companyId, companyRequestBody: { name: 'B' } }),
    gives: { name: 'B', description: '' },
  },
  'companies.update': {
    on: `PATCH ${C}`,
    codes: USUAL,
    call: (sdk, { companyId }) =>
      sdk.companies.update({ companyId, companyUpdateRequest: { description: 'D' } }),
    gives: { description: 'D' },
  },
  'companies.delete': {
    on: `DELETE ${C}`,
    codes: USUAL,
    call: (sdk, { companyId }) => sdk.companies.delete({ companyId }),
  },
  'companies.addProduct': {
    on: `PUT ${P}`,
    codes: USUAL,
    call: (sdk, { companyId }) => sdk.companies.addProduct({ companyId, productIdentifier: 'lending' }),
  },
  'companies.removeProduct': {
    on: `DELETE ${P}`,
    codes: USUAL,
    call: (sdk, { companyId }) => sdk.companies.removeProduct({ companyId, productIdentifier }),
  },
  'companies.refreshProductData': {
    on: `POST ${P}/refresh`,
    codes: WITH_400,
    call: (sdk, { companyId }) => {
      const requestBody = { dataTypes: ['invoices'] };
      return sdk.companies.refreshProductData({ companyId, productIdentifier, requestBody });
    },
  },
  'companies.getAccessToken': {
    on: `GET ${C}/accessToken`,
    codes: USUAL,
    call: (sdk, { companyId }) => sdk.companies.getAccessToken({ companyId }),
    gives: { expiresIn: 86_400, tokenType: 'Bearer' },
  },
  'companies.getCompanySyncSettings': {
    on: `GET ${C}/syncSettings`,
    codes: USUAL,
    call: (sdk, { companyId }) => sdk.companies.getCompanySyncSettings({ companyId }),
    gives: { overridesDefaults: false },
  },
  'companies.setCompanySyncSettings': {
    on: `POST ${C}/syncSettings`,
    codes: WITH_400,
    call: (sdk, { companyId }) => {
      const requestBody = { companyId, settings: [setting] };
      return sdk.companies.setCompanySyncSettings({ companyId, requestBody });
    },
  },
  'connections.list': {
    on: `GET ${K}`,
    codes: WITH_400,
    call: (sdk, { companyId }) => sdk.connections.list({ companyId, query: 'status=PendingAuth' }),
    gives: { totalResults: 2, results: [{ sourceType: 'Banking' }, { sourceType: 'Commerce' }] },
  },
  'connections.create': {
    on: `POST ${K}`,
    codes: USUAL,
    call: (sdk, { companyId }) => sdk.connections.create({ companyId, requestBody: { platformKey: 'exgd' } }),
    gives: { status: 'PendingAuth', platformName: 'Stripe' },
  },
  'connections.get': {
    on: `GET ${K}/:connectionId`,
    codes: USUAL,
    call: (sdk, { companyId, connectionId }) => sdk.connections.get({ companyId, connectionId }),
    gives: { status: 'Linked', integrationKey: 'gbol' },
  },
  'connections.unlink': {
    on: `PATCH ${K}/:connectionId`,
    codes: USUAL,
    call: (sdk, { companyId, connectionId }) =>
      sdk.connections.unlink({ companyId, connectionId, updateConnectionStatus: unlinked }),
    gives: { status: 'Unlinked' },
  },
  'connections.delete': {
    on: `DELETE ${K}/:connectionId`,
    codes: USUAL,
    call: (sdk, { companyId, connectionId }) => sdk.connections.delete({ companyId, connectionId }),
  },
  'connections.updateAuthorization': {
    on: `PUT ${K}/:connectionId/authorization`,
    codes: USUAL,
    call: (sdk, { companyId, pendingId: connectionId }) =>
      sdk.connections.updateAuthorization({ companyId, connectionId, requestBody: { token: 't' } }),
    gives: { status: 'Linked' },
  },
  'refreshData.all': {
    on: `POST ${C}/data/all`,
    codes: WITH_400,
    call: (sdk, { companyId }) => sdk.refreshData.all({ companyId }),
  },
  'refreshData.byDataType': {
    on: `POST ${C}/data/queue/:dataType`,
    codes: WITH_400,
    call: (sdk, { companyId, connectionId }) =>
      sdk.refreshData.byDataType({ companyId, dataType: 'invoices', connectionId }),
    gives: { dataType: 'invoices', isErrored: false },
  },
  'refreshData.get': {
    on: `GET ${C}/dataStatus`,
    codes: USUAL,
    call: (sdk, { companyId }) => sdk.refreshData.get({ companyId }),
    gives: { invoices: { currentStatus: 'Complete' } },
  },
  'refreshData.listPullOperations': {
    on: `GET ${C}/data/history`,
    codes: WITH_400,
    call: (sdk, { companyId }) =>
      sdk.refreshData.listPullOperations({ companyId, pageSize: 1, query: 'dataType=invoices' }),
    gives: { results: [{ dataType: 'invoices', status: 'Complete' }] },
  },
  'refreshData.getPullOperation': {
    on: `GET ${C}/data/history/:datasetId`,
    codes: USUAL,
    call: (sdk, { companyId, datasetId }) => sdk.refreshData.getPullOperation({ companyId, datasetId }),
    gives: { dataType: 'invoices', isCompleted: true, progress: 100 },
  },
  'integrations.list': {
    on: 'GET /integrations',
    codes: [400, ...NO_404],
    call: (sdk) => sdk.integrations.list({ query: 'sourceType=accounting&&enabled=true', pageSize: 1 }),
    gives: { pageSize: 1, results: [{ sourceType: 'Accounting', enabled: true }] },
  },
  'integrations.get': {
    on: 'GET /integrations/:platformKey',
    codes: USUAL,
    call: (sdk) => sdk.integrations.get({ platformKey: 'gbol' }),
    gives: { key: 'gbol', name: 'Xero' },
  },
  'integrations.getBranding': {
    on: 'GET /integrations/:platformKey/branding',
    codes: USUAL,
    call: (sdk) => sdk.integrations.getBranding({ platformKey: 'gbol' }),
    gives: { logo: { full: { image: { alt: 'Xero' } } } },
  },
  'settings.getProfile': {
    on: 'GET /profile',
    codes: NO_404,
    call: (sdk) => sdk.settings.getProfile(),
    gives: { whiteListUrls: allowedOrigins },
  },
  'settings.updateProfile': {
    on: 'PUT /profile',
    codes: NO_404,
    call: (sdk) =>
      sdk.settings.updateProfile({ name: 'Bank', redirectUrl: 'x', whiteListUrls: allowedOrigins }),
    gives: { name: 'Bank', redirectUrl: 'x' },
  },
  'settings.get': {
    on: 'GET /corsSettings',
    codes: USUAL,
    call: (sdk) => sdk.settings.get(),
    gives: { allowedOrigins },
  },
  'settings.set': {
    on: 'POST /corsSettings',
    codes: USUAL,
    call: (sdk) => sdk.settings.set({ allowedOrigins }),
    gives: { allowedOrigins },
  },
  'cors.get': {
    on: 'GET /connectionManagement/corsSettings',
    codes: USUAL,
    call: (sdk) => sdk.cors.get(),
    gives: { allowedOrigins },
  },
  'cors.set': {
    on: 'POST /connectionManagement/corsSettings',
    codes: USUAL,
    call: (sdk) => sdk.cors.set({ allowedOrigins }),
    gives: { allowedOrigins },
  },
  'webhooks.listConsumers': {
    on: 'GET /webhooks',
    codes: [400, ...NO_404],
    call: (sdk) => sdk.webhooks.listConsumers(),
    gives: { results: [{ disabled: false }] },
  },
  'webhooks.createConsumer': {
    on: 'POST /webhooks',
    codes: [400, ...NO_404],
    call: (sdk) => sdk.webhooks.createConsumer({ ...consumer, companyTags: ['region:uk'] }),
    gives: { ...consumer, companyTags: ['region:uk'], disabled: false },
  },
  'webhooks.deleteConsumer': {
    on: 'DELETE /webhooks/:webhookId',
    codes: USUAL,
    call: (sdk, { webhookId }) => sdk.webhooks.deleteConsumer({ webhookId }),
  },
};
