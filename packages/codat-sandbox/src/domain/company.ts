// Transitions of a company, with their events: created, given a product, deleted.
import { randomUUID } from 'node:crypto';
import { isStrict } from '../profile/profile';
import type { Company } from '../state/entities';
import type { World } from '../state/world';
import { deleteConnection } from './connection';
import type { CodatProduct } from './products';
import { beginSync } from './reading';

export interface NewCompany {
  name: string;
  description?: string;
  tags?: Record<string, string>;
  products?: readonly CodatProduct[];
}

/** Products named at creation emit no event of their own. */
export function addCompany(world: World, { name, description, tags, products = [] }: NewCompany): Company {
  const company: Company = {
    id: randomUUID(),
    name,
    ...(description ? { description } : {}),
    ...(tags ? { tags } : {}),
    products: [...new Set(products.map(({ id }) => id))],
    createdAt: world.clock.now(),
    otps: [],
    connections: [],
  };
  world.companies.set(company.id, company);
  world.emit({ kind: 'company', type: 'company.created', company });
  return company;
}

/** With its connections and all that was read. */
export function deleteCompany(world: World, company: Company): void {
  if (!isStrict(world, 'company-deleted-alone', company.id))
    for (const connection of [...company.connections]) deleteConnection(world, company, connection);
  world.companies.delete(company.id);
  world.emit({ kind: 'company', type: 'company.deleted', company });
}

/** Adding what is already there changes nothing. Every linked connection reads what the product needs. */
export function addProduct(world: World, company: Company, product: CodatProduct): void {
  if (company.products.includes(product.id)) return;
  company.products.push(product.id);
  world.emit({ kind: 'product', type: 'company.product.added', company, product });
  readForProduct(world, company, product);
}

export function readForProduct(
  world: World,
  company: Company,
  product: CodatProduct,
  types: CodatProduct['types'] = product.types,
): void {
  for (const connection of company.connections) {
    if (connection.status !== 'Linked') continue;
    beginSync(world, company, connection, { cause: 'product', productId: product.id, types });
  }
}

export function removeProduct(world: World, company: Company, product: CodatProduct): void {
  if (!company.products.includes(product.id)) return;
  company.products = company.products.filter((id) => id !== product.id);
  world.emit({ kind: 'product', type: 'company.product.removed', company, product });
}
