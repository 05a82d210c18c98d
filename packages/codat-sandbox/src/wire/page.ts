// Paged lists on the wire: filtered, ordered, cut into linked pages.

import { malformedQuery, notValid, unresolvedProperty } from '../http/errors';
import { isStrict } from '../profile/profile';
import { compileOrder, compileQuery, type Properties, UnresolvedProperty } from '../query/filter';
import { MalformedQuery, parseQuery } from '../query/parse';
import type { World } from '../state/world';

const DEFAULT_SIZE = 100;
/** The documented parameter allows 5,000, the schema of the answer 2,000. */
const MAX_SIZE = { strict: 2000, lenient: 5000 };

export interface ListSpec<T> {
  /** The name Codat gives the type in a complaint about a property. */
  typeName: string;
  properties: Properties;
  items: readonly T[];
  path: string;
  search: URLSearchParams;
  world: World;
  /** Facts for filter and order, computed only when a query or order is given. */
  facts: (item: T) => unknown;
  /** Called only for items of the page: rendering a connection mints a one-time link. */
  render: (item: T) => unknown;
}

function wholeNumber(search: URLSearchParams, name: string, fallback: number, max: number): number {
  const text = search.get(name);
  if (text === null || text === '') return fallback;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > max) {
    throw notValid(name, `${name} must be a whole number from 1 to ${max}.`);
  }
  return value;
}

/** Query errors as API errors. */
export function withQueryErrors<T>(typeName: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof UnresolvedProperty) throw unresolvedProperty(error.property, typeName);
    if (error instanceof MalformedQuery) throw malformedQuery();
    throw error;
  }
}

function select<T>({ items, search, properties, typeName, facts }: ListSpec<T>): readonly T[] {
  const query = search.get('query')?.trim();
  const orderBy = search.get('orderBy')?.trim();
  if (!query && !orderBy) return items;
  return withQueryErrors(typeName, () => {
    const keep = query ? compileQuery(parseQuery(query), properties) : () => true;
    const order = orderBy ? compileOrder(orderBy, properties) : () => 0;
    return items
      .map((item) => ({ item, facts: facts(item) }))
      .filter((row) => keep(row.facts))
      .sort((a, b) => order(a.facts, b.facts))
      .map((row) => row.item);
  });
}

function largestPage(world: World): number {
  return isStrict(world, 'page-size-2000') ? MAX_SIZE.strict : MAX_SIZE.lenient;
}

export function pageOf<T>(spec: ListSpec<T>) {
  const { search, path } = spec;
  const pageNumber = wholeNumber(search, 'page', 1, Number.MAX_SAFE_INTEGER);
  const pageSize = wholeNumber(search, 'pageSize', DEFAULT_SIZE, largestPage(spec.world));
  const selected = select(spec);
  const start = (pageNumber - 1) * pageSize;
  const href = (page: number) => {
    const params = new URLSearchParams({ page: String(page), pageSize: String(pageSize) });
    for (const name of ['query', 'orderBy', 'tags']) {
      const value = search.get(name);
      if (value) params.set(name, value);
    }
    return { href: `${path}?${params.toString().replaceAll('+', '%20')}` };
  };
  return {
    results: selected.slice(start, start + pageSize).map(spec.render),
    pageNumber,
    pageSize,
    totalResults: selected.length,
    _links: {
      self: { href: path },
      current: href(pageNumber),
      // Present only when there is such a page; null would break the SDK.
      ...(start + pageSize < selected.length ? { next: href(pageNumber + 1) } : {}),
      ...(pageNumber > 1 ? { previous: href(pageNumber - 1) } : {}),
    },
  };
}
