// Values of the redirect template at the end of a visit.
import { integrationOf } from '../catalogue/catalogue';
import { type LinkStatus, REDIRECT_MESSAGES } from '../domain/connection';
import { buildRedirect, type RedirectResult } from '../domain/redirect';
import { oddWords } from '../profile/odd-wire';
import { guidFrom } from '../random/ids';
import type { Company, Connection } from '../state/entities';
import type { World } from '../state/world';
import { personOf } from './person';

export interface Ending {
  company: Company;
  /** Absent when no platform was chosen. */
  connection?: Connection | undefined;
  status: LinkStatus;
  /** The link's own query. */
  custom: URLSearchParams;
  wantsPerson: boolean;
}

/** Only these tell what the business is called: Business Central, NetSuite, QuickBooks Online, Sage Intacct, Xero. */
const NAMING = new Set(['trji', 'akxx', 'qhyg', 'ndsk', 'knfz', 'gbol']);

const NOWHERE = {
  key: '',
  integrationId: '',
  sourceId: '',
  platformName: '',
  sourceType: '',
} as const;

/** A link cannot claim who signed in: these names are filled by the platform or not at all. */
function customOf({ company, connection, status, custom, wantsPerson }: Ending): URLSearchParams {
  const own = [...custom].filter(([name]) => !name.startsWith('openId_'));
  const isKnown = wantsPerson && status === 200 && connection !== undefined;
  return new URLSearchParams([...own, ...(isKnown ? personOf(company, connection.platformKey) : [])]);
}

export function wayBack(world: World, ending: Ending): RedirectResult {
  const { company, connection, status } = ending;
  const platform = connection ? integrationOf(connection) : NOWHERE;
  const isGood = status === 200 || status === 201;
  const reserved = {
    clientId: guidFrom('client'),
    // Finishing without connecting has no connection to speak of.
    connectionId: status === 201 ? '' : (connection?.id ?? ''),
    companyId: company.id,
    integrationId: platform.integrationId,
    sourceId: platform.sourceId,
    platform: platform.key,
    platformName: platform.platformName,
    sourceType: platform.sourceType,
    statusCode: String(status),
    errorMessage: REDIRECT_MESSAGES[status],
    statusText: isGood ? '' : (connection?.errors.at(-1)?.statusText ?? ''),
    'data.company.companyName': NAMING.has(platform.key) ? (connection?.info?.organisationName ?? '') : '',
  };
  const said = oddWords(world, company.id, reserved);
  return buildRedirect(world.profile.redirectUrl, said, customOf(ending), world.profile.whiteListUrls);
}
