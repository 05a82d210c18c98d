// Endpoints of accounting data: reports, invoices, bank accounts and their transactions.
import { integrationOf } from '../catalogue/catalogue';
import { balanceSheet } from '../data/balance-sheet';
import { bankAccountsOf, institutionOf } from '../data/bank-accounts';
import { profitAndLoss } from '../data/profit-and-loss';
import { ApiError } from '../http/errors';
import { type Ctx, companyOf, connectionOf, json, type Route, searchOf } from '../http/http';
import type { World } from '../state/world';
import { BANK_ACCOUNT_PROPERTIES, bankAccountWire } from '../wire/bank-account';
import { BANK_TRANSACTION_PROPERTIES, bankTransactionWire, shownMovements } from '../wire/bank-transaction';
import { INVOICE_PROPERTIES, invoiceFacts, invoiceWire, shownInvoices } from '../wire/invoice';
import { pageOf } from '../wire/page';
import { accountingOf, readableOf } from './data-access';
import { periodRequest } from './report-period';

function getProfitAndLoss(world: World, c: Ctx): Response {
  const company = companyOf(world, c);
  const request = periodRequest(searchOf(c));
  return json(profitAndLoss(accountingOf(world, company, 'profitAndLoss').records, request));
}

function getBalanceSheet(world: World, c: Ctx): Response {
  const company = companyOf(world, c);
  const request = periodRequest(searchOf(c));
  return json(balanceSheet(accountingOf(world, company, 'balanceSheet').records, request));
}

/** Name of the login's organisation, also where the connection carries none. */
function getCompanyInfo(world: World, c: Ctx): Response {
  const company = companyOf(world, c);
  const { connection } = accountingOf(world, company, 'company');
  return json({ companyName: connection.info?.organisationName ?? company.name });
}

function listInvoices(world: World, c: Ctx): Response {
  const company = companyOf(world, c);
  const { records, connection } = accountingOf(world, company, 'invoices');
  return json(
    pageOf({
      world,
      typeName: 'Invoice',
      properties: INVOICE_PROPERTIES,
      items: shownInvoices(records),
      path: `/companies/${company.id}/data/invoices`,
      search: searchOf(c),
      facts: (invoice) => invoiceFacts(connection.id, invoice),
      render: (invoice) => invoiceWire(records, connection.id, invoice),
    }),
  );
}

function listBankAccounts(world: World, c: Ctx): Response {
  const { company, connection } = connectionOf(world, c);
  const { records } = readableOf(world, company, connection, 'bankAccounts');
  const institution = institutionOf(records, integrationOf(connection));
  const accounts = bankAccountsOf(records, connection);
  return json(
    pageOf({
      world,
      typeName: 'BankAccount',
      properties: BANK_ACCOUNT_PROPERTIES,
      items: accounts.map((account) => bankAccountWire(records, institution, account)),
      path: `/companies/${company.id}/connections/${connection.id}/data/bankAccounts`,
      search: searchOf(c),
      facts: (account) => account,
      render: (account) => account,
    }),
  );
}

function listBankTransactions(world: World, c: Ctx): Response {
  const { company, connection } = connectionOf(world, c);
  const { records } = readableOf(world, company, connection, 'bankTransactions');
  const accountId = c.req.param('accountId') ?? '';
  const account = bankAccountsOf(records, connection).find(({ id }) => id === accountId.toLowerCase());
  if (!account) throw new ApiError(404, 'PullApi', `Bank account ${accountId} not found`);
  const data = `/companies/${company.id}/connections/${connection.id}/data`;
  return json(
    pageOf({
      world,
      typeName: 'BankTransaction',
      properties: BANK_TRANSACTION_PROPERTIES,
      items: shownMovements(records, account),
      path: `${data}/bankAccounts/${account.id}/bankTransactions`,
      search: searchOf(c),
      facts: (shown) => bankTransactionWire(records, shown),
      render: (shown) => bankTransactionWire(records, shown),
    }),
  );
}

const COMPANY = '/companies/:companyId/data';
const CONNECTION = '/companies/:companyId/connections/:connectionId/data';

export const accountingDataRoutes: readonly Route[] = [
  { method: 'GET', template: `${COMPANY}/financials/profitAndLoss`, handle: getProfitAndLoss },
  { method: 'GET', template: `${COMPANY}/financials/balanceSheet`, handle: getBalanceSheet },
  { method: 'GET', template: `${COMPANY}/info`, handle: getCompanyInfo },
  { method: 'GET', template: `${COMPANY}/invoices`, handle: listInvoices },
  { method: 'GET', template: `${CONNECTION}/bankAccounts`, handle: listBankAccounts },
  {
    method: 'GET',
    template: `${CONNECTION}/bankAccounts/:accountId/bankTransactions`,
    handle: listBankTransactions,
  },
];
