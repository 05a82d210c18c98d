// Owns calls about companies at Codat.
import { Upstream } from '../errors';
import type { Codat } from './client';

/**
 * Creates a company. Codat recommends our own id as its name, so that its Portal and our records match.
 * @param businessName what people know the business by, as its description
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
  return company.id;
}

/** Codat's id of the company that carries our id as its name, or null. With several, the oldest. */
export async function findCodatCompany(codat: Codat, ownId: string): Promise<string | null> {
  const page = await codat.call({ method: 'GET', path: '/companies', companyId: ownId }, (sdk, options) =>
    sdk.companies.list({ query: `name=${ownId}`, orderBy: 'created', pageSize: 10 }, options),
  );
  return page.results?.find((company) => company.name === ownId)?.id ?? null;
}

/** False only when Codat itself says that there is no such company. @param id Codat's */
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

/** One cheap call that shows whether Codat answers at all. */
export async function pingCodat(codat: Codat): Promise<void> {
  await codat.call({ method: 'GET', path: '/companies' }, (sdk, options) =>
    sdk.companies.list({ pageSize: 1 }, options),
  );
}
