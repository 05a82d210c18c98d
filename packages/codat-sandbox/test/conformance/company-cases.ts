// Conformance cases of the company and product routes.
import { accessTokenSchema } from '../schemas/access-token';
import { companiesSchema, companySchema, startedCompanySchema } from '../schemas/company';
import { syncSettingsSchema } from '../schemas/pull-operation';
import { type Case, NOBODY } from './stage';

const ALL = '/companies';
const ONE = '/companies/:companyId';
const PRODUCT = `${ONE}/products/:productIdentifier`;
const SETTINGS = `${ONE}/syncSettings`;

const notValid = { service: 'PublicApi', error: 'Error processing request - not valid.' };
const tags = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, 'x']));
const setting = { dataType: 'invoices', fetchOnFirstLink: false, syncSchedule: 24, syncOrder: 1 };

export const companyCases: readonly Case[] = [
  { on: `POST ${ALL}`, status: 200, schema: companySchema, body: { name: 'A', tags: tags(10) } },
  {
    on: `POST ${ALL}`,
    status: 200,
    schema: companySchema,
    body: { name: 'Company (Codat[1])', description: null, tags: null, referenceSubsidiaryCompanies: [] },
    says: { name: 'Company Codat1', description: '', products: [] },
  },
  {
    on: `POST ${ALL}`,
    status: 200,
    schema: companySchema,
    body: { name: 'A', products: ['lending', 'cash-flow', 'lending'] },
    says: { products: ['lending', 'cash-flow'] },
  },
  {
    on: `POST ${ALL}`,
    status: 200,
    schema: startedCompanySchema,
    body: { name: 'A', platformType: 'gbol' },
    says: { platform: 'Xero' },
  },
  {
    on: `POST ${ALL}`,
    status: 200,
    schema: companySchema,
    body: { name: 'A', tags: { ['k'.repeat(27)]: 'v'.repeat(100) } },
  },
  { on: `POST ${ALL}`, status: 400, body: { name: 'A', tags: { ['k'.repeat(28)]: 'v' } }, says: notValid },
  { on: `POST ${ALL}`, status: 400, body: { name: 'A', tags: { '': 'v' } } },
  { on: `POST ${ALL}`, status: 400, body: { name: 'A', tags: { k: 'v'.repeat(101) } } },
  { on: `POST ${ALL}`, status: 400, body: { name: 'A', tags: { k: 1 } } },
  { on: `POST ${ALL}`, status: 400, body: { name: 'A', tags: tags(11) } },
  { on: `POST ${ALL}`, status: 400, body: { name: 'A', products: ['nothing'] } },
  { on: `POST ${ALL}`, status: 400, body: { name: 'A', platformType: 'nope' } },
  { on: `POST ${ALL}`, status: 400, body: {}, says: notValid },
  { on: `POST ${ALL}`, status: 400, body: { name: '' } },
  { on: `POST ${ALL}`, status: 400, body: { name: '()[]{}' } },
  { on: `POST ${ALL}`, status: 400, body: 'not json' },
  { on: `GET ${ALL}`, status: 200, schema: companiesSchema, query: '?page=1&pageSize=1' },
  { on: `GET ${ALL}`, status: 200, schema: companiesSchema, query: '?pageSize=5000&orderBy=-created' },
  {
    on: `GET ${ALL}`,
    status: 200,
    schema: companiesSchema,
    query: '?query=dataConnections.status%3DPendingAuth&pageSize=2',
  },
  {
    on: `GET ${ALL}`,
    status: 200,
    schema: companiesSchema,
    query: '?tags=region%3Duk',
    says: { results: [] },
  },
  {
    on: `GET ${ALL}`,
    status: 400,
    query: '?query=name',
    says: { service: 'ClientsApi', error: 'Error parsing query - Malformed query.' },
  },
  {
    on: `GET ${ALL}`,
    status: 400,
    query: '?query=colour%3Dred',
    says: { service: 'PullApi', error: 'Error parsing query - Could not resolve property colour on Company' },
  },
  { on: `GET ${ALL}`, status: 400, query: '?tags=region%3Euk' },
  { on: `GET ${ALL}`, status: 400, query: '?page=0' },
  { on: `GET ${ALL}`, status: 400, query: '?pageSize=5001' },
  { on: `GET ${ONE}`, status: 200, schema: companySchema },
  {
    on: `GET ${ONE}`,
    status: 200,
    schema: companySchema,
    at: ({ companyId }) => ({ companyId: companyId.toUpperCase() }),
  },
  { on: `GET ${ONE}`, status: 400, at: { companyId: 'x' }, says: notValid },
  {
    on: `GET ${ONE}`,
    status: 404,
    at: NOBODY,
    says: { error: `No company was found with ID ${NOBODY.companyId}` },
  },
  { on: `PUT ${ONE}`, status: 200, schema: companySchema, body: { name: 'B' }, says: { description: '' } },
  { on: `PUT ${ONE}`, status: 400, body: { description: 'no name' } },
  {
    on: `PATCH ${ONE}`,
    status: 200,
    schema: companySchema,
    before: [{ on: `PATCH ${ONE}`, body: { tags: { a: 'b' }, description: 'C' } }],
    body: { name: null, description: null, tags: null },
    says: { description: 'C', tags: { a: 'b' } },
  },
  {
    on: `PATCH ${ONE}`,
    status: 200,
    // Strict and without tags: what was there is gone.
    schema: companySchema.omit({ tags: true }),
    before: [{ on: `PATCH ${ONE}`, body: { tags: { a: 'b' } } }],
    body: { tags: {} },
  },
  { on: `PATCH ${ONE}`, status: 200, schema: companySchema, body: {} },
  { on: `PATCH ${ONE}`, status: 200, schema: companySchema },
  { on: `PATCH ${ONE}`, status: 400, body: { tags: [] } },
  { on: `DELETE ${ONE}`, status: 204 },
  { on: `DELETE ${ONE}`, status: 404, before: [{ on: `DELETE ${ONE}` }], says: { service: 'ClientsApi' } },

  { on: `PUT ${PRODUCT}`, status: 204, at: { productIdentifier: 'lending' } },
  { on: `PUT ${PRODUCT}`, status: 204 },
  { on: `PUT ${PRODUCT}`, status: 404, at: { productIdentifier: 'nothing' }, says: { error: 'NotFound' } },
  { on: `DELETE ${PRODUCT}`, status: 204 },
  { on: `DELETE ${PRODUCT}`, status: 204, at: { productIdentifier: 'lending' } },
  { on: `DELETE ${PRODUCT}`, status: 404, at: { productIdentifier: 'nothing' } },
  { on: `POST ${PRODUCT}/refresh`, status: 202 },
  { on: `POST ${PRODUCT}/refresh`, status: 202, body: { dataTypes: ['invoices', 'bills'] } },
  { on: `POST ${PRODUCT}/refresh`, status: 400, body: { dataTypes: ['invoices', 'nothing'] } },
  { on: `POST ${PRODUCT}/refresh`, status: 404, at: { productIdentifier: 'accounting' } },
  {
    on: `POST ${PRODUCT}/refresh`,
    status: 400,
    before: [{ on: `PUT ${PRODUCT}`, at: { productIdentifier: 'bank-feeds' } }],
    at: { productIdentifier: 'bank-feeds' },
    says: {
      error:
        "Bank Feeds doesn't support data refreshing. For more information, refer to your solution’s documentation [here](https://docs.codat.io).",
    },
  },

  { on: `GET ${ONE}/accessToken`, status: 200, schema: accessTokenSchema },

  { on: `GET ${SETTINGS}`, status: 200, schema: syncSettingsSchema, says: { overridesDefaults: false } },
  {
    on: `GET ${SETTINGS}`,
    status: 200,
    schema: syncSettingsSchema,
    before: [{ on: `POST ${SETTINGS}`, body: { settings: [setting] } }],
    says: { overridesDefaults: true },
  },
  { on: `POST ${SETTINGS}`, status: 204, body: { settings: [setting], overridesDefaults: false } },
  { on: `POST ${SETTINGS}`, status: 400, body: { companyId: NOBODY.companyId, settings: [] } },
  { on: `POST ${SETTINGS}`, status: 400, body: { settings: [{ ...setting, dataType: 'nothing' }] } },
];
