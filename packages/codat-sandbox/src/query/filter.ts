// Evaluation of a parsed query over plain objects: filter and order.
import { MalformedQuery, type Operator, type Query } from './parse';

export type PropertyKind = 'string' | 'number' | 'boolean' | 'date';
/** Dotted property to its type. A path through an array matches when any element does. */
export type Properties = Readonly<Record<string, PropertyKind>>;

export class UnresolvedProperty extends Error {
  constructor(readonly property: string) {
    super(property);
  }
}

type Scalar = string | number | boolean;

/** All scalars at the path; arrays on the way are flattened, absent values skipped. */
function valuesAt(item: unknown, path: readonly string[]): Scalar[] {
  if (Array.isArray(item)) return item.flatMap((each) => valuesAt(each, path));
  const [first, ...rest] = path;
  if (first === undefined) {
    const scalar = typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean';
    return scalar ? [item] : [];
  }
  if (typeof item !== 'object' || item === null) return [];
  const found = Object.entries(item).find(([key]) => key.toLowerCase() === first.toLowerCase());
  return found ? valuesAt(found[1], rest) : [];
}

function resolve(properties: Properties, name: string): { path: string[]; kind: PropertyKind } {
  const found = Object.entries(properties).find(([key]) => key.toLowerCase() === name.toLowerCase());
  if (!found) throw new UnresolvedProperty(name);
  return { path: found[0].split('.'), kind: found[1] };
}

const NUMBER = /^-?\d+(\.\d+)?$/;
const DATE = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/i;

/** Without a zone a moment is in UTC, wherever the sandbox runs. */
function moment(text: string): number {
  const [whole, time, , , zone] = DATE.exec(text) ?? [];
  if (whole === undefined) return Number.NaN;
  return Date.parse(time !== undefined && zone === undefined ? `${whole}Z` : whole);
}

/** Normalises both sides: dates compare as times, text without case. */
function measure(kind: PropertyKind, value: Scalar): string | number {
  switch (kind) {
    case 'string':
      return String(value).toLowerCase();
    case 'boolean':
      return String(value).toLowerCase();
    case 'number':
      return NUMBER.test(String(value)) ? Number(value) : Number.NaN;
    case 'date':
      return moment(String(value));
    default:
      return kind satisfies never;
  }
}

function compare(operator: Operator, actual: string | number, wanted: string | number): boolean {
  switch (operator) {
    case '=':
      return actual === wanted;
    case '!=':
      return actual !== wanted;
    case '~':
      return String(actual).includes(String(wanted));
    case '>':
      return actual > wanted;
    case '>=':
      return actual >= wanted;
    case '<':
      return actual < wanted;
    case '<=':
      return actual <= wanted;
    default:
      return operator satisfies never;
  }
}

function allowed(operator: Operator, kind: PropertyKind): boolean {
  if (operator === '=' || operator === '!=') return true;
  return operator === '~' ? kind === 'string' : kind === 'number' || kind === 'date';
}

type Leaf = Extract<Query, { kind: 'test' }>;

type TestOf<T> = (item: T) => boolean;

/** Evaluates the tree. */
function combine<T>(query: Query, leafOf: (leaf: Leaf) => TestOf<T>): TestOf<T> {
  if (query.kind === 'test') return leafOf(query);
  const [left, right] = [combine(query.left, leafOf), combine(query.right, leafOf)];
  return query.kind === 'and' ? (item) => left(item) && right(item) : (item) => left(item) || right(item);
}

function holds(operator: Operator, values: readonly (string | number)[], wanted: string | number): boolean {
  // "Not equal" holds when no value is equal, also when there is no value.
  if (operator === '!=') return values.every((value) => value !== wanted);
  return values.some((value) => compare(operator, value, wanted));
}

/** Checks the whole tree once, so that a bad query fails even on an empty list. */
export function compileQuery(query: Query, properties: Properties): TestOf<unknown> {
  return combine(query, ({ property, operator, value }) => {
    const { path, kind } = resolve(properties, property);
    const wanted = measure(kind, value);
    if (!allowed(operator, kind) || Number.isNaN(wanted)) throw new MalformedQuery();
    return (item) =>
      holds(
        operator,
        valuesAt(item, path).map((each) => measure(kind, each)),
        wanted,
      );
  });
}

/** Tags have no fixed names: an unknown one is not an error, and a dot in a name is just a dot. */
export function compileTags(query: Query): TestOf<Readonly<Record<string, string>>> {
  return combine(query, ({ property, operator, value }) => {
    if (!allowed(operator, 'string')) throw new MalformedQuery();
    const name = property.toLowerCase();
    return (tags) => {
      const named = Object.entries(tags).filter(([key]) => key.toLowerCase() === name);
      return holds(
        operator,
        named.map(([, each]) => measure('string', each)),
        measure('string', value),
      );
    };
  });
}

/** `field` ascending, `-field` descending; items without the field come last. */
export function compileOrder(orderBy: string, properties: Properties): (a: unknown, b: unknown) => number {
  const descending = orderBy.startsWith('-');
  const { path, kind } = resolve(properties, descending ? orderBy.slice(1) : orderBy);
  const key = (item: unknown) => {
    const [value] = valuesAt(item, path);
    return value === undefined ? undefined : measure(kind, value);
  };
  return (a, b) => {
    const [left, right] = [key(a), key(b)];
    if (left === undefined || right === undefined)
      return Number(left === undefined) - Number(right === undefined);
    const order = left < right ? -1 : Number(left > right);
    return descending ? -order : order;
  };
}
