// Access token of the embedded Link: for one company, valid for a day.
import { needed } from './answer';
import type { Codat } from './client';

/**
 * A fresh token for each visit. It is handed to the page that shows Link and to nothing else: never stored, never logged.
 * @param companyId Codat's id of the company
 * @throws Upstream
 */
export async function getLinkToken(codat: Codat, companyId: string): Promise<string> {
  const answer = await codat.call(
    { method: 'GET', path: '/companies/:companyId/accessToken', companyId },
    (sdk, options) => sdk.companies.getAccessToken({ companyId }, options),
  );
  return needed(answer.whole().at('accessToken').must().text());
}
