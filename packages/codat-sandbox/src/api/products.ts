// Endpoints of a company's products: added, removed, read again.
import { z } from 'zod';
import type { DataType } from '../catalogue/data-types';
import { addProduct, readForProduct, removeProduct } from '../domain/company';
import { type CodatProduct, findProduct } from '../domain/products';
import { runningSync } from '../domain/pull-operations';
import { notFound, notValid } from '../http/errors';
import { bodyOf, type Ctx, companyOf, type Route, readJson } from '../http/http';
import type { Company } from '../state/entities';
import type { World } from '../state/world';
import { notRefreshable, readUnderWay } from '../wire/read-errors';

function productAt(c: Ctx): CodatProduct {
  const product = findProduct(c.req.param('productIdentifier') ?? '');
  if (!product) throw notFound();
  return product;
}

const done = (status: 202 | 204) => new Response(null, { status });

/** Adding a present product, like removing an absent one, changes nothing and is not an error. */
function add(world: World, c: Ctx): Response {
  addProduct(world, companyOf(world, c), productAt(c));
  world.touch();
  return done(204);
}

function remove(world: World, c: Ctx): Response {
  removeProduct(world, companyOf(world, c), productAt(c));
  return done(204);
}

const refreshBody = z.object({ dataTypes: z.array(z.string()).nullish() });

async function wantedTypes(c: Ctx, product: CodatProduct): Promise<DataType[]> {
  const { dataTypes } = (await bodyOf(c)) === '' ? {} : await readJson(c, refreshBody);
  const wanted = new Set(dataTypes ?? []);
  const known = product.types.filter((type) => wanted.size === 0 || wanted.has(type));
  if (wanted.size > known.length) {
    throw notValid('dataTypes', `Valid data types for ${product.name}: ${product.types.join(', ')}.`);
  }
  return known;
}

function isReading(company: Company, types: readonly DataType[], now: number): boolean {
  return company.connections.some((connection) =>
    types.some((type) => runningSync(connection, type, now) !== undefined),
  );
}

async function refresh(world: World, c: Ctx): Promise<Response> {
  const company = companyOf(world, c);
  const product = productAt(c);
  if (!company.products.includes(product.id)) throw notFound();
  if (!product.isCustom) throw notRefreshable(product);
  const types = await wantedTypes(c, product);
  if (isReading(company, product.types, world.clock.now())) throw readUnderWay();
  readForProduct(world, company, product, types);
  world.touch();
  return done(202);
}

const ONE = '/companies/:companyId/products/:productIdentifier';

export const productRoutes: readonly Route[] = [
  { method: 'PUT', template: ONE, handle: add },
  { method: 'DELETE', template: ONE, handle: remove },
  { method: 'POST', template: `${ONE}/refresh`, handle: refresh },
];
