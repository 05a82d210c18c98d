// Call for the name in a business's own details (docs/codat.md#organisation-name), a data type that needs consent.
import type { SourceType } from '../domain/connection/connection';
import type { Codat } from './client';

/** Data types that hold the name, by the kind of source; banks have none. */
export const NAMING_TYPES: Readonly<Partial<Record<SourceType, string>>> = {
  Accounting: 'company',
  Commerce: 'commerce-companyInfo',
};

/** @throws Upstream, also if it has not been read */
export async function getToldName(
  codat: Pick<Codat, 'ask'>,
  companyId: string,
  connection: { id: string; sourceType: SourceType },
): Promise<string | null> {
  const isBooks = connection.sourceType === 'Accounting';
  const [path, address] = isBooks
    ? ['/companies/:companyId/data/info', `/companies/${companyId}/data/info`]
    : [
        '/companies/:companyId/connections/:connectionId/data/commerce-info',
        `/companies/${companyId}/connections/${connection.id}/data/commerce-info`,
      ];
  const wire = await codat.ask({ method: 'GET', path, companyId }, address);
  return wire.whole().at('companyName').name();
}
