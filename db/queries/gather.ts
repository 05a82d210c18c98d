// Query batch: several selects run as one prepared statement, and see one snapshot of the database.
import { Column, is, type Placeholder, SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/pg-core';
import type { Db } from '../client';
import { companies } from '../schema/people';

/** A select that is built before there is a database: values that differ are placeholders. */
export const select = new QueryBuilder();

interface Select<Row> extends SQLWrapper {
  readonly _: { readonly selectedFields: Record<string, unknown>; readonly result: Row[] };
}

/** A list that one statement can read together with others. */
export interface Part<T> {
  query: SQLWrapper;
  read(rows: readonly Record<string, unknown>[]): T;
}

export function part<Row>(query: Select<Row>): Part<Row[]>;
export function part<Row, T>(query: Select<Row>, make: (rows: Row[]) => T): Part<T>;
/**
 * @param query selects columns with distinct names, or SQL with an alias; moments only as columns
 * @param make maps the rows, in the order of the select
 */
export function part<Row, T>(query: Select<Row>, make?: (rows: Row[]) => T): Part<T | Row[]> {
  const fields = Object.entries(query._.selectedFields).map(fieldOf);
  return {
    query,
    read: (rows) => {
      const made = rows.map((row) =>
        Object.fromEntries(fields.map(({ property, name, decode }) => [property, decode(row[name])])),
      ) as Row[];
      return make === undefined ? made : make(made);
    },
  };
}

interface Field {
  property: string;
  name: string;
  decode: (value: unknown) => unknown;
}

const asIs = (value: unknown) => value;
const asDate = (value: unknown) => (value === null ? null : new Date(value as string));

function fieldOf([property, field]: [string, unknown]): Field {
  if (is(field, Column))
    return { property, name: field.name, decode: field.dataType === 'date' ? asDate : asIs };
  if (is(field, SQL.Aliased)) return { property, name: field.fieldAlias, decode: asIs };
  throw new Error(`${property} is neither a column nor has an alias.`);
}

export type Values = Record<string, string | number | null | readonly string[]>;
export type Gathered<P> = { [K in keyof P]: P[K] extends Part<infer T> ? T : never };
type BatchPrepared = {
  execute(values: Values): Promise<({ id: string } & Record<string, never>)[]>;
};
type Prepared = { execute(values: Values): Promise<Record<string, Record<string, unknown>[]>[]> };

/**
 * @param name of the prepared statement, a different one for each set of parts
 * @returns reads all parts at once; pass moments among the values as ISO text
 */
export function gatherer<P extends Record<string, Part<unknown>>>(name: string, parts: P) {
  const fields = jsonFields(parts);
  const prepared = new WeakMap<Db, Prepared>();
  const prepare = (db: Db): Prepared => db.select(fields).from(sql`(select 1) one`).prepare(name) as Prepared;
  return async (db: Db, values: Values): Promise<Gathered<P>> => {
    const known = prepared.get(db);
    const query = known ?? prepare(db);
    if (known === undefined) prepared.set(db, query);
    const [row] = await query.execute(values);
    if (row === undefined) throw new Error('A select of constants came back empty.');
    return readParts(parts, row);
  };
}

function jsonFields(parts: Record<string, Part<unknown>>) {
  return Object.fromEntries(
    Object.entries(parts).map(([key, { query }]) => [
      key,
      sql<Record<string, unknown>[]>`(select coalesce(json_agg(r), '[]'::json) from ${query} r)`.as(
        `_${key}`,
      ),
    ]),
  );
}

function readParts<P extends Record<string, Part<unknown>>>(
  parts: P,
  row: Record<string, Record<string, unknown>[]>,
): Gathered<P> {
  return Object.fromEntries(
    Object.entries(parts).map(([key, { read }]) => [key, read(row[key] ?? [])]),
  ) as Gathered<P>;
}

/** Stands for the business in parts of a `batchGatherer`. */
export const eachCompany = sql`each_company.id`;

/**
 * @param parts of one business each, with `eachCompany` for its id
 * @returns reads the parts of many businesses in one statement; one that does not exist is left out
 */
export function batchGatherer<P extends Record<string, Part<unknown>>>(name: string, parts: P) {
  const fields = { id: sql<string>`each_company.id`.as('company_id'), ...jsonFields(parts) };
  const prepared = new WeakMap<Db, BatchPrepared>();
  const prepare = (db: Db): BatchPrepared =>
    db
      .select(fields)
      .from(sql`${companies} each_company`)
      .where(sql`each_company.id = any(${placeholder('companyIds')}::uuid[])`)
      .prepare(name) as unknown as BatchPrepared;
  return async (db: Db, companyIds: readonly string[], values: Values): Promise<Map<string, Gathered<P>>> => {
    if (companyIds.length === 0) return new Map();
    const query = prepared.get(db) ?? prepare(db);
    prepared.set(db, query);
    const rows = await query.execute({ ...values, companyIds: [...new Set(companyIds)] });
    return new Map(rows.map(({ id, ...row }) => [id, readParts(parts, row)]));
  };
}

export const placeholder = (name: string): Placeholder => sql.placeholder(name);
