// Calls about companies at Codat.
import { Upstream } from '../errors';
import { needed } from './answer';
import type { Codat } from './client';

/**
 * Creates a company. Codat recommends the client's own id as its name, so that its Portal matches the records here.
 * @param businessName the business's name for people, stored as the description
 * @param key idempotency key, a GUID
 * @returns Codat's id of the company
 */
export async function createCodatCompany(
  codat: Codat,
  ownId: string,
  businessName: string,
  key: string,
): Promise<string> {
  const company = await codat.call(
    { method: 'POST', path: '/companies', companyId: ownId },
    (sdk, options) => sdk.companies.create({ name: ownId, description: businessName }, options),
    key,
  );
  return needed(company.whole().at('id').guid());
}

/** Codat's id of the company with Accord's id as its name, or null. Of several, the oldest. */
export async function findCodatCompany(codat: Codat, ownId: string): Promise<string | null> {
  const page = await codat.call({ method: 'GET', path: '/companies', companyId: ownId }, (sdk, options) =>
    sdk.companies.list({ query: `name=${ownId}`, orderBy: 'created', pageSize: 10 }, options),
  );
  const found = page.results().filter((company) => company.at('name').text() === ownId);
  // The company exists, but its id is unreadable: a second one must not be created next to it.
  return found[0] === undefined ? null : needed(found[0].at('id').guid());
}

/** False only when Codat itself says that the company does not exist. @param id Codat's */
export async function hasCodatCompany(codat: Codat, id: string): Promise<boolean> {
  try {
    await codat.call({ method: 'GET', path: '/companies/:companyId', companyId: id }, (sdk, options) =>
      sdk.companies.get({ companyId: id }, options),
    );
    return true;
  } catch (error) {
    if (error instanceof Upstream && error.kind === 'not-found') return false;
    throw error;
  }
}

/** @param key idempotency key, a GUID @param businessName for people; its name at Codat stays Accord's id */
export async function renameCodatCompany(
  codat: Codat,
  id: string,
  businessName: string,
  key: string,
): Promise<void> {
  await codat.call(
    { method: 'PATCH', path: '/companies/:companyId', companyId: id },
    (sdk, options) =>
      sdk.companies.update({ companyId: id, companyUpdateRequest: { description: businessName } }, options),
    key,
  );
}

/**
 * Deletes a company with all its connections and data, permanently. Repeating it succeeds.
 * @param id Codat's
 */
export async function deleteCodatCompany(codat: Codat, id: string): Promise<void> {
  try {
    await codat.call({ method: 'DELETE', path: '/companies/:companyId', companyId: id }, (sdk, options) =>
      sdk.companies.delete({ companyId: id }, options),
    );
  } catch (error) {
    if (!(error instanceof Upstream && error.kind === 'not-found')) throw error;
  }
}

/** One cheap call that shows whether Codat answers at all. */
export async function pingCodat(codat: Codat): Promise<void> {
  await codat.call({ method: 'GET', path: '/companies' }, (sdk, options) =>
    sdk.companies.list({ pageSize: 1 }, options),
  );
}
