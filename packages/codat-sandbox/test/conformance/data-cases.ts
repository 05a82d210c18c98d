// Conformance cases of the data routes.
import {
  balanceSheetSchema,
  bankAccountsSchema,
  bankTransactionsSchema,
  companyInfoSchema,
  invoicesSchema,
  profitAndLossSchema,
} from '../schemas/data-accounting';
import {
  bankingAccountsSchema,
  bankingBalancesSchema,
  bankingTransactionsSchema,
} from '../schemas/data-banking';
import { ordersSchema } from '../schemas/data-commerce';
import { type Case, NOBODY, type Scene } from './stage';

const BOOKS = '/companies/:companyId/data';
const ONE = '/companies/:companyId/connections/:connectionId/data';
const ACCOUNTS = `${ONE}/bankAccounts`;
const TRANSACTIONS = `${ACCOUNTS}/:accountId/bankTransactions`;

const authorise = '/_sandbox/companies/:companyId/connections/:connectionId/authorize';
const bank = ({ pendingId }: Scene) => ({ connectionId: pendingId });
const shop = ({ shopId }: Scene) => ({ connectionId: shopId });
const months = '?periodLength=1&periodsToCompare=3';

/** A list of a connection that is authorised first; before that there is nothing to hand out. */
function lists(dataType: string, schema: NonNullable<Case['schema']>, at: typeof bank): Case[] {
  const on = `GET ${ONE}/${dataType}`;
  const before = [{ on: `POST ${authorise}`, at }];
  return [
    { on, status: 200, schema, at, before, query: '?pageSize=3' },
    { on, status: 400, at, before, query: '?query=nothing%3Dx', says: { service: 'PullApi' } },
    // The books are no bank and no shop.
    { on, status: 400, says: { service: 'PullApi' } },
    { on, status: 409, at },
    { on, status: 404, at: { connectionId: String(NOBODY.connectionId) } },
  ];
}

const reports = [
  { on: `GET ${BOOKS}/financials/profitAndLoss`, schema: profitAndLossSchema },
  { on: `GET ${BOOKS}/financials/balanceSheet`, schema: balanceSheetSchema },
].flatMap(({ on, schema }): Case[] => [
  { on, status: 200, schema, query: months },
  { on, status: 400 },
  { on, status: 400, query: '?periodLength=13&periodsToCompare=1' },
]);

export const dataCases: readonly Case[] = [
  ...reports,
  { on: `GET ${BOOKS}/info`, status: 200, schema: companyInfoSchema },
  {
    on: `GET ${ONE}/commerce-info`,
    status: 200,
    schema: companyInfoSchema,
    at: shop,
    before: [{ on: `POST ${authorise}`, at: shop }],
  },
  { on: `GET ${ONE}/commerce-info`, status: 409, at: shop },
  { on: `GET ${BOOKS}/invoices`, status: 200, schema: invoicesSchema, query: '?pageSize=5' },
  { on: `GET ${BOOKS}/invoices`, status: 400, query: '?query=nothing%3Dx' },
  { on: `GET ${ACCOUNTS}`, status: 200, schema: bankAccountsSchema },
  { on: `GET ${ACCOUNTS}`, status: 400, at: bank },
  { on: `GET ${TRANSACTIONS}`, status: 200, schema: bankTransactionsSchema, query: '?pageSize=5' },
  { on: `GET ${TRANSACTIONS}`, status: 404, at: { accountId: String(NOBODY.connectionId) } },
  ...lists('banking-accounts', bankingAccountsSchema, bank),
  ...lists('banking-accountBalances', bankingBalancesSchema, bank),
  ...lists('banking-transactions', bankingTransactionsSchema, bank),
  ...lists('commerce-orders', ordersSchema, shop),
];
