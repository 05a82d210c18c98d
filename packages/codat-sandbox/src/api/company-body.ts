// Request bodies of companies, with Codat's rule for characters outside the published pattern.
import { z } from 'zod';
import { findIntegration, type Integration } from '../catalogue/catalogue';
import { type CodatProduct, findProduct } from '../domain/products';
import { notValid } from '../http/errors';
import { isStrict } from '../profile/profile';
import type { World } from '../state/world';

const tags = z
  .record(z.string().min(1).max(27), z.string().max(100))
  .refine((value) => Object.keys(value).length <= 10, { message: 'A company has at most 10 tags.' });

export const companyBody = z.object({
  name: z.string(),
  // An older SDK sends null for absent fields.
  description: z.string().nullish(),
  tags: tags.nullish(),
});

export const companyUpdate = companyBody.partial().extend({ name: z.string().nullish() });

/** Creation accepts more fields than documented: products, and an older form that also creates a connection. */
export const newCompanyBody = companyBody.extend({
  products: z.array(z.string()).nullish(),
  platformType: z.string().nullish(),
});

export function namedProducts(ids: readonly string[]): CodatProduct[] {
  return ids.map((id) => {
    const product = findProduct(id);
    if (!product) throw notValid('products', `There is no product ${id}.`);
    return product;
  });
}

export function namedPlatform(key: string): Integration {
  const integration = findIntegration(key);
  if (!integration?.enabled) throw notValid('platformType', `There is no platform ${key}.`);
  return integration;
}

const FORBIDDEN = /[^A-Za-z0-9\s\-',&@.,?!]/g;

/** Removes forbidden characters where the profile does not refuse them; an empty name is refused. */
export function storedName(world: World, name: string, companyId?: string): string {
  if (name.search(FORBIDDEN) !== -1 && isStrict(world, 'name-pattern', companyId))
    throw notValid('Name', 'Name holds a character that is not allowed.', 'RegularExpressionValidator');
  const kept = name.replace(FORBIDDEN, '');
  if (kept.trim() === '')
    throw notValid('Name', 'Name must hold at least one allowed character.', 'NotEmptyValidator');
  return kept;
}
