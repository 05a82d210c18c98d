// List of platforms: names, keys and ids as Codat publishes them.
import type { DataType } from './data-types';

export type SourceType = 'Accounting' | 'Banking' | 'BankFeed' | 'Commerce' | 'Other';

export interface IntegrationRow {
  key: string;
  name: string;
  sourceType: SourceType;
  /** Absent when no public source names it; a stable one is then derived from the key. */
  integrationId?: string;
  sourceId?: string;
  /** The connection's `platformName` where it is known to differ from the name. */
  platformName?: string;
  enabled?: false;
  isOfflineConnector?: true;
  sandbox?: true;
  /** Takes files from the customer: there is no provider behind it and nothing is read. */
  isUpload?: true;
  /** Types of its kind that it does not offer. Plausible, not published facts. */
  without?: readonly DataType[];
}

const NO_ORDERS: readonly DataType[] = ['purchaseOrders', 'salesOrders', 'itemReceipts'];
const TRUELAYER = {
  sourceType: 'Banking',
  integrationId: '268c557b-b2bf-4213-b594-1fb9474cbaf0',
  platformName: 'TrueLayer Open Banking',
} as const;

export const INTEGRATIONS: readonly IntegrationRow[] = [
  { key: 'trji', name: 'Dynamics 365 Business Central', sourceType: 'Accounting' },
  { key: 'rqwd', name: 'Dynamics 365 Finance & Operations', sourceType: 'Accounting' },
  { key: 'qudb', name: 'Exact (Netherlands)', sourceType: 'Accounting', without: NO_ORDERS },
  { key: 'pbbf', name: 'Exact (UK)', sourceType: 'Accounting', without: NO_ORDERS },
  {
    key: 'fbrh',
    name: 'FreeAgent',
    sourceType: 'Accounting',
    sourceId: '3da57c23-a4fa-4bc8-8c02-a7a686ed8b36',
    without: [...NO_ORDERS, 'profitAndLoss', 'cashFlowStatement', 'bankTransactions', 'transfers', 'items'],
  },
  {
    key: 'vxvy',
    name: 'FreshBooks',
    sourceType: 'Accounting',
    sourceId: 'c08d614f-cba9-4d30-adf8-dcce4f6ae25d',
    without: [...NO_ORDERS, 'bankTransactions', 'cashFlowStatement', 'trackingCategories'],
  },
  {
    key: 'pdvj',
    name: 'MYOB Business',
    sourceType: 'Accounting',
    sourceId: '00812df4-8a0f-4f06-9566-16e5ca1346ae',
  },
  {
    key: 'akxx',
    name: 'Oracle NetSuite',
    sourceType: 'Accounting',
    integrationId: 'cc750323-5a47-4f28-8d8e-30fbbf2ce137',
    sourceId: '9815b998-024d-4415-a40b-89903b2cad6f',
  },
  { key: 'pqsw', name: 'QuickBooks Desktop', sourceType: 'Accounting', isOfflineConnector: true },
  {
    key: 'qhyg',
    name: 'QuickBooks Online',
    sourceType: 'Accounting',
    integrationId: 'adeb7fe9-4c64-4848-9e0d-175317876b6f',
    sourceId: 'd3a7993f-8165-46ef-8c61-f3c06c3ef88a',
  },
  { key: 'ndsk', name: 'QuickBooks Online Sandbox', sourceType: 'Accounting', sandbox: true },
  { key: 'jcrp', name: 'Sage 200 Standard', sourceType: 'Accounting' },
  {
    key: 'hbql',
    name: 'Sage 50 (UK)',
    sourceType: 'Accounting',
    integrationId: '18cb53c4-3807-4a5a-8da9-303053a40002',
    sourceId: '58e1d32f-a092-438a-bffb-3bf6af9ba8ec',
    platformName: 'Sage 50 (UK & Ireland)',
    isOfflineConnector: true,
  },
  { key: 'tgff', name: 'Sage Accounting', sourceType: 'Accounting' },
  { key: 'knfz', name: 'Sage Intacct', sourceType: 'Accounting' },
  {
    key: 'mqjo',
    name: 'Sandbox',
    sourceType: 'Accounting',
    integrationId: '9e0cc03b-3868-4543-98c0-568f0f1b12a3',
    sourceId: 'aff0f057-255f-42c4-8d4a-ae23b43e1615',
    sandbox: true,
  },
  {
    key: 'pbtz',
    name: 'Wave',
    sourceType: 'Accounting',
    sourceId: 'a28bd05e-21f0-4cd8-a907-1e0464cf8ec5',
    without: [...NO_ORDERS, 'bankTransactions', 'journals', 'trackingCategories'],
  },
  {
    // Listed by Codat but not switched on by this client: must not be offered to customers.
    key: 'rvam',
    name: 'Workday',
    sourceType: 'Accounting',
    sourceId: '285abf36-49c5-437b-b210-23270fa87f55',
    enabled: false,
  },
  {
    key: 'gbol',
    name: 'Xero',
    sourceType: 'Accounting',
    integrationId: '0f20c943-12d0-4800-9f6c-d218f62d494c',
    sourceId: '8a156a5a-39cb-4f9d-856e-76ef9b9a9607',
  },
  {
    key: 'rwuv',
    name: 'Zoho Books',
    sourceType: 'Accounting',
    sourceId: '42c00468-a250-4355-9723-42e2df730d77',
  },
  {
    key: 'suuo',
    name: 'Plaid',
    sourceType: 'Banking',
    integrationId: '580146ed-7556-4f92-8bf9-7344667763ec',
    sourceId: '46ee0089-dc88-405a-9667-9fb3d9976f19',
  },
  { ...TRUELAYER, key: 'upvr', name: 'TrueLayer' },
  { ...TRUELAYER, key: 'demobank_truelayer', name: 'Demo Bank', sandbox: true },
  {
    ...TRUELAYER,
    key: 'natwest_uk',
    name: 'NatWest',
    sourceId: '41ccee2f-1a79-4e1b-abc8-98b99887b57a',
  },
  // Keys of these two follow the pattern of the one above; Codat does not publish the list.
  { ...TRUELAYER, key: 'barclays_uk', name: 'Barclays' },
  { ...TRUELAYER, key: 'lloyds_uk', name: 'Lloyds Bank' },
  // Pushing statements by API: no person signs in, so a client does not offer it.
  { key: 'zpqy', name: 'Banking data upload', sourceType: 'Banking', enabled: false },
  {
    key: 'qkdj',
    name: 'Amazon Seller Central',
    sourceType: 'Commerce',
    sourceId: '53e2d8f7-cf70-4afc-b1f2-cfbe093993f4',
    without: ['commerce-locations', 'commerce-productCategories'],
  },
  {
    key: 'vqzp',
    name: 'BigCommerce',
    sourceType: 'Commerce',
    sourceId: 'dd243090-2039-42fc-8a37-8877988909ff',
  },
  { key: 'fqly', name: 'Clover', sourceType: 'Commerce', sourceId: '83a4ef46-a57d-4d2a-ace7-39fe279f43f8' },
  { key: 'aiwb', name: 'Commerce Sandbox', sourceType: 'Commerce', sandbox: true },
  {
    // Belongs to another Codat product and is not offered to merchants.
    key: 'lqai',
    name: 'Partner Commerce',
    sourceType: 'Commerce',
    integrationId: 'b27611c5-c104-4360-b979-e8f6b16db164',
    sourceId: 'fac84d06-5a70-4e9e-bf46-7607e647b036',
    enabled: false,
  },
  { key: 'fztf', name: 'Shopify', sourceType: 'Commerce', sourceId: '853b004f-3a02-4a73-a13f-3eded3d2f361' },
  { key: 'zsth', name: 'Square', sourceType: 'Commerce', sourceId: '8200a401-b700-4800-83ee-f9164eeafbe8' },
  { key: 'xcwv', name: 'Square Sandbox', sourceType: 'Commerce', sandbox: true },
  {
    key: 'exgd',
    name: 'Stripe',
    sourceType: 'Commerce',
    integrationId: '43b64770-a953-46d6-ab30-46c21094a276',
    sourceId: '9a96f326-226a-4e0f-923a-6758fdba40cc',
    without: ['commerce-locations'],
  },
  { key: 'yzth', name: 'Stripe Test', sourceType: 'Commerce', sandbox: true },
  {
    key: 'ltpp',
    name: 'WooCommerce',
    sourceType: 'Commerce',
    integrationId: '8cbe957a-8337-463b-9353-2186c372e083',
    sourceId: '1feb821a-cb05-4375-9b53-cd6367e9fb60',
    without: ['commerce-disputes', 'commerce-locations'],
  },
  { key: 'ugxp', name: 'Zettle', sourceType: 'Commerce', sourceId: 'ce91071b-51bf-4a9e-91a2-4d2eca672a56' },
  {
    key: 'hcws',
    name: 'QuickBooks Online Bank Feeds',
    sourceType: 'BankFeed',
    integrationId: '6b113e06-e818-45d7-977b-8e6bb3d01269',
    sourceId: '56e6575a-3f1f-4918-b009-f7535555f0d6',
  },
  {
    // Linking starts inside Sage; its link must never be sent to a customer.
    key: 'olpr',
    name: 'Sage bank feeds',
    sourceType: 'BankFeed',
    integrationId: '2ce41026-589a-4330-8bfc-a30672253cd9',
    sourceId: '98432954-a4fa-4640-a685-3af56909002a',
    platformName: 'SageBankFeed',
    enabled: false,
  },
];

/**
 * The three ways to hand over files. They can be created and looked up by key but are not in the listing: a client
 * that offers every enabled platform would otherwise send customers to a sign-in that does not exist. Keys are ours.
 */
export const UPLOADS: readonly IntegrationRow[] = [
  { key: 'upac', name: 'Accounting file upload', sourceType: 'Accounting', isUpload: true },
  { key: 'upbk', name: 'Banking file upload', sourceType: 'Banking', isUpload: true },
  { key: 'updo', name: 'Business documents', sourceType: 'Other', isUpload: true },
];
