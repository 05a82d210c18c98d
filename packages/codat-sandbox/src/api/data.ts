// Endpoints of banking and commerce data, and the list of all data endpoints.
import { integrationOf } from '../catalogue/catalogue';
import type { DataType } from '../catalogue/data-types';
import { bankAccountsOf, institutionOf } from '../data/bank-accounts';
import { ordersOf } from '../data/orders';
import type { Records } from '../data/records';
import { type Ctx, connectionOf, json, type Route, searchOf } from '../http/http';
import type { Properties } from '../query/filter';
import type { Connection } from '../state/entities';
import type { World } from '../state/world';
import { shownMovements } from '../wire/bank-transaction';
import { BANKING_ACCOUNT_PROPERTIES, bankingAccountWire } from '../wire/banking-account';
import { BANKING_BALANCE_PROPERTIES, bankingBalanceWire, dayBalances } from '../wire/banking-balance';
import { BANKING_TRANSACTION_PROPERTIES, bankingTransactionWire } from '../wire/banking-transaction';
import { ORDER_PROPERTIES, orderFacts, orderWire, type Shop } from '../wire/order';
import { pageOf } from '../wire/page';
import { accountingDataRoutes } from './accounting-data';
import { type Readable, readableOf } from './data-access';

interface List<T> {
  dataType: DataType;
  typeName: string;
  properties: Properties;
  /** Newest first. */
  items(readable: Readable, holder: string): readonly T[];
  wire(readable: Readable, item: T): unknown;
  /** Cheap facts for queries, where the whole record is costly. */
  facts?(readable: Readable, item: T): unknown;
}

/** One list of one connection: the path ends in the name of the type. */
function listRoute<T>({ dataType, typeName, properties, items, wire, facts = wire }: List<T>): Route {
  return {
    method: 'GET',
    template: `/companies/:companyId/connections/:connectionId/data/${dataType}`,
    handle(world: World, c: Ctx) {
      const { company, connection } = connectionOf(world, c);
      const readable = readableOf(world, company, connection, dataType);
      return json(
        pageOf({
          world,
          typeName,
          properties,
          items: items(readable, connection.info?.organisationName ?? company.name),
          path: `/companies/${company.id}/connections/${connection.id}/data/${dataType}`,
          search: searchOf(c),
          facts: (item) => facts(readable, item),
          render: (item) => wire(readable, item),
        }),
      );
    },
  };
}

const accounts = listRoute({
  dataType: 'banking-accounts',
  typeName: 'Account',
  properties: BANKING_ACCOUNT_PROPERTIES,
  items: ({ records, connection }, holder) => {
    const owner = { institution: institutionOf(records, integrationOf(connection)), holder };
    return bankAccountsOf(records, connection).map((account) => bankingAccountWire(records, owner, account));
  },
  wire: (_, account) => account,
});

const balances = listRoute({
  dataType: 'banking-accountBalances',
  typeName: 'AccountBalance',
  properties: BANKING_BALANCE_PROPERTIES,
  items: ({ records, connection }) =>
    bankAccountsOf(records, connection)
      .flatMap((account) => dayBalances(records, account))
      .sort((a, b) => b.day - a.day),
  wire: (_, balance) => bankingBalanceWire(balance),
});

const transactions = listRoute({
  dataType: 'banking-transactions',
  typeName: 'Transaction',
  properties: BANKING_TRANSACTION_PROPERTIES,
  items: ({ records, connection }) =>
    bankAccountsOf(records, connection)
      .flatMap((account) => shownMovements(records, account))
      .sort((a, b) => b.movement.day - a.movement.day),
  wire: (_, shown) => bankingTransactionWire(shown),
});

function shopOf({ business }: Records, connection: Connection): Shop {
  const { platformName } = integrationOf(connection);
  return { connectionId: connection.id, platformName, place: business.place };
}

const orders = listRoute({
  dataType: 'commerce-orders',
  typeName: 'Order',
  properties: ORDER_PROPERTIES,
  items: ({ records, connection }) => {
    const { business, firstMonth, untilDay } = records;
    return ordersOf(business, connection.platformKey, firstMonth, untilDay).reverse();
  },
  wire: ({ records, connection }, order) => orderWire(records, shopOf(records, connection), order),
  facts: ({ records, connection }, order) => orderFacts(records, shopOf(records, connection), order),
});

/** Name of the shop, also where the connection carries none. */
const shopInfo: Route = {
  method: 'GET',
  template: '/companies/:companyId/connections/:connectionId/data/commerce-info',
  handle(world: World, c: Ctx) {
    const { company, connection } = connectionOf(world, c);
    readableOf(world, company, connection, 'commerce-companyInfo');
    return json({ companyName: connection.info?.organisationName ?? company.name });
  },
};

export const dataRoutes: readonly Route[] = [
  ...accountingDataRoutes,
  accounts,
  balances,
  transactions,
  orders,
  shopInfo,
];
