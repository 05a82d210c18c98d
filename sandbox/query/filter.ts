// Owns what a parsed query means for a list of plain objects: which pass, and in what order.
import { MalformedQuery, type Operator, type Query } from './parse';

export type PropertyKind = 'string' | 'number' | 'boolean' | 'date';
/** Dotted property → its kind. A path through an array holds when any element does. */
export type Properties = Readonly<Record<string, PropertyKind>>;

export class UnresolvedProperty extends Error {
  constructor(readonly property: string) {
    super(property);
  }
}

type Scalar = string | number | boolean;

/** Every scalar at the path; arrays on the way are opened, absent ends give nothing. */
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

/** Puts both sides on one scale, so that dates compare as moments and words without case. */
function measure(kind: PropertyKind, value: Scalar): string | number {
  switch (kind) {
    case 'string':
      return String(value).toLowerCase();
    case 'boolean':
      return String(value).toLowerCase();
    case 'number':
      return Number(value);
    case 'date':
      return Date.parse(String(value));
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

type Test = (item: unknown) => boolean;

/** Checks the whole tree once, so that a bad query fails even on an empty list. */
export function compileQuery(query: Query, properties: Properties): Test {
  if (query.kind !== 'test') {
    const left = compileQuery(query.left, properties);
    const right = compileQuery(query.right, properties);
    return query.kind === 'and' ? (item) => left(item) && right(item) : (item) => left(item) || right(item);
  }
  const { path, kind } = resolve(properties, query.property);
  const wanted = measure(kind, query.value);
  if (!allowed(query.operator, kind) || Number.isNaN(wanted)) throw new MalformedQuery();
  const { operator } = query;
  return (item) => {
    const values = valuesAt(item, path).map((value) => measure(kind, value));
    // "Not equal" means that nothing there is equal, also when nothing is there.
    if (operator === '!=') return values.every((value) => value !== wanted);
    return values.some((value) => compare(operator, value, wanted));
  };
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
