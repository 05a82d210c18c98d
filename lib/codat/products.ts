// Calls about the products of a company at Codat: a technical switch for its reads (alpha, for invited clients).
import { textsIn } from './answer';
import type { Codat } from './client';

/** Identifiers of a company's products; empty if Codat names none. */
export async function listCodatProducts(codat: Codat, companyId: string): Promise<string[]> {
  const company = await codat.call(
    { method: 'GET', path: '/companies/:companyId', companyId },
    (sdk, options) => sdk.companies.get({ companyId }, options),
  );
  return textsIn(company.whole().at('products'));
}

/**
 * Gives a company a product; a linked connection is then read for it.
 * @throws Upstream `not-found` when this client has no such product, `refused` when it may not use the endpoint
 */
export async function addCodatProduct(
  codat: Codat,
  companyId: string,
  productIdentifier: string,
): Promise<void> {
  await codat.call(
    { method: 'PUT', path: '/companies/:companyId/products/:productIdentifier', companyId },
    (sdk, options) => sdk.companies.addProduct({ companyId, productIdentifier }, options),
  );
}

/**
 * Removes a product from a company: data read for no other product is read no more.
 * @throws Upstream as for adding
 */
export async function removeCodatProduct(
  codat: Codat,
  companyId: string,
  productIdentifier: string,
): Promise<void> {
  await codat.call(
    { method: 'DELETE', path: '/companies/:companyId/products/:productIdentifier', companyId },
    (sdk, options) => sdk.companies.removeProduct({ companyId, productIdentifier }, options),
  );
}
